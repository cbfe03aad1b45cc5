"""The shop card over a TikTok stream, out of its message. Pure.

The web page is told of cards alone: which product is shown, never who bought.
"""

import re

from connectors.events import FeedEvent, ProductExposed
from connectors.reading.money import minor_units
from connectors.reading.scalars import id_of
from connectors.text import clean
from connectors.tiktok.webcast import webcast_pb2 as wire
from connectors.tiktok.webcast.containers import as_text
from connectors.tiktok.webcast.receipt import Receipt

_SHOWS = 1

# What stands for one currency alone (a dollar sign stands for many), and what parts its whole units from the rest.
_SYMBOLS = {
    "฿": ("THB", "."),
    "RM": ("MYR", "."),
    "₱": ("PHP", "."),
    "£": ("GBP", "."),
    "S$": ("SGD", "."),
    "€": ("EUR", ","),
    "Rp": ("IDR", ","),
    "₫": ("VND", ","),
}
_PRINTED = re.compile(r"\s*(?P<before>[^\d\s]*)\s*(?P<number>\d[\d.,]*)\s*(?P<after>[^\d\s]*)\s*")


def shown(message: wire.OecLiveShopping, receipt: Receipt) -> tuple[FeedEvent, ...]:
    """Read a card that comes up; one that goes away, or only counts, tells nothing."""
    product = id_of(message.card.product_id)
    if message.action != _SHOWS or not product:
        return ()
    price, currency = price_of(as_text(message.card.price))
    return (
        ProductExposed(
            at=receipt.at,
            feed=receipt.feed,
            product=product,
            product_title=clean(as_text(message.card.title), 200),
            price=price,
            currency=currency,
        ),
    )


def price_of(printed: str) -> tuple[int, str] | tuple[None, None]:
    """Return a printed price in minor units, and its currency; two Nones where it can be read in more than one way."""
    parts = _PRINTED.fullmatch(printed)
    symbol = parts and (parts["before"] or parts["after"])
    if not parts or symbol not in _SYMBOLS:
        return None, None
    currency, mark = _SYMBOLS[symbol]
    whole, _, rest = parts["number"].partition(mark)
    group = "," if mark == "." else "."
    if not re.fullmatch(rf"\d+|\d{{1,3}}({re.escape(group)}\d{{3}})+", whole) or not re.fullmatch(
        r"\d{0,2}", rest
    ):
        return None, None
    amount = minor_units(f"{whole.replace(group, '')}.{rest or 0}", currency)
    return (None, None) if amount is None else (amount, currency)
