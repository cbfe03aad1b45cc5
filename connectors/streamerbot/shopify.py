"""Orders of a Shopify shop, as Streamer.bot hands them on: whole, with everything about the buyer. Pure.

Kept are the order's id, its sum and currency, when it was placed, and its products. Left where it is: name, e-mail,
telephone, addresses and notes. Nobody chats under the name on an address, so it would link no order to a viewer.
"""

from typing import Any

from connectors.contract import BadFrameError
from connectors.events import OrderCreated, OrderPaid
from connectors.language import say
from connectors.reading.moments import from_iso
from connectors.reading.money import minor_units
from connectors.reading.scalars import count_of
from connectors.streamerbot.fields import Happening, id_in, words
from connectors.text import clean

MOST_LINES = 200
PLATFORM = "shopify"

Kind = type[OrderCreated | OrderPaid]


def order(kind: Kind, happening: Happening) -> tuple[OrderCreated | OrderPaid, ...]:
    """Return an order as a whole, then each of its products. Raises `BadFrameError` where it has no id."""
    data = happening.data
    id_ = id_in(data.get("id")) or id_in(data.get("name"))
    if not id_:
        raise BadFrameError(say("订单没有编号", "an order without an id"))
    currency = clean(words(data.get("currency")), 3).upper() or None
    placed_at = from_iso(data.get("created_at")) or happening.sent_at
    lines = _lines(data.get("line_items"))

    def told(
        product: str | None, title: str | None, quantity: int, amount: int | None
    ) -> OrderCreated | OrderPaid:
        return kind(
            at=happening.at,
            feed=happening.feed,
            id=id_,
            platform=PLATFORM,
            product=product,
            product_title=title,
            quantity=quantity,
            amount=amount,
            currency=currency if amount is not None else None,
            placed_at=placed_at,
        )

    pieces = sum(count_of(words(line.get("quantity"))) for line in lines)
    whole = told(None, None, max(pieces, 1), _amount(data.get("total_price"), currency))
    return (whole, *(told(*one) for one in _products(lines, currency)))


def _products(
    lines: list[dict[str, Any]], currency: str | None
) -> list[tuple[str, str | None, int, int | None]]:
    """Return product, title, quantity and amount of each product; lines of the same product are one."""
    products: dict[str, tuple[str, str | None, int, int | None]] = {}
    for line in lines:
        title = clean(words(line.get("title")), 200).strip()
        product = id_in(line.get("sku")) or id_in(line.get("product_id")) or title
        if not product:
            continue
        quantity = count_of(words(line.get("quantity")))
        price, off = _amount(line.get("price"), currency), _amount(line.get("total_discount"), currency)
        amount = None if price is None else price * quantity - (off or 0)
        if product in products:
            _, title_before, so_far, sum_ = products[product]
            amount = None if amount is None or sum_ is None else sum_ + amount
            products[product] = (product, title_before, so_far + quantity, amount)
        else:
            products[product] = (product, title or None, quantity, amount)
    return list(products.values())


def _lines(items: Any) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)][:MOST_LINES] if isinstance(items, list) else []


def _amount(written: Any, currency: str | None) -> int | None:
    return None if currency is None or len(currency) != 3 else minor_units(words(written), currency)
