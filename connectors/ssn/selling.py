"""What selling sites tell through the relay: what is on show, and what was bought. Pure.

An auction that ends, or a product marked as sold, is an order placed; only a payment that succeeded is one paid.
"""

from collections.abc import Callable
from typing import Any

from connectors.contract import BadFrameError
from connectors.events import FeedEvent, OrderCreated, OrderPaid, ProductExposed
from connectors.language import say
from connectors.reading.money import minor_units, priced
from connectors.reading.scalars import count_of
from connectors.ssn.place import Place
from connectors.ssn.shapes import id_in, name, title, words
from connectors.ssn.worth import worth_of

MOST_SHOWN = 100
"""Products of one snapshot; a catalogue beyond that is no show."""

Told = tuple[FeedEvent, ...]
Handler = Callable[[Place], Told]

_LISTS = ("products", "surpriseSets", "playerCards")
_ORDER_IDS = ("orderId", "order_id", "transactionId")
_PRODUCT_IDS = ("productId", "product_id", "itemId", "listingId")
_TITLES = ("title", "productTitle", "productName", "itemName", "name")


class Showcase:
    """Remembers what each site shows, so that a snapshot sent every second is one event a product."""

    def __init__(self) -> None:
        self._on_show: dict[str, dict[str, int | None]] = {}

    def auction(self, place: Place) -> Told:
        """Read the product that is being auctioned; its price is the highest bid when it was put up."""
        details = place.message.details
        return self._new(place, [details] if _title(details) else [])

    def catalogue(self, place: Place) -> Told:
        """Read a snapshot of what the shop has out."""
        details = place.message.details
        items = [item for key in _LISTS for item in _objects(details.get(key))]
        return self._new(place, items[:MOST_SHOWN], of="catalogue")

    def _new(self, place: Place, items: list[dict[str, Any]], of: str = "auction") -> Told:
        seen = self._on_show.get(f"{place.platform} {of}", {})
        shown = {exposed.product: exposed for exposed in (_exposed(place, item) for item in items)}
        if items:
            self._on_show[f"{place.platform} {of}"] = dict.fromkeys(shown)
        return tuple(exposed for product, exposed in shown.items() if product not in seen)


def started(place: Place) -> Told:
    """Read an auction that begins."""
    details = {"title": place.message.subtitle, **place.message.details}
    return (_exposed(place, details),) if _title(details) or _first(details, _PRODUCT_IDS) else ()


def sold(place: Place) -> Told:
    """Read a product marked as sold: not paid for yet."""
    return (_order(OrderCreated, place, _order_id(place)),)


def paid(place: Place) -> Told:
    """Read a payment that succeeded."""
    return (_order(OrderPaid, place, _order_id(place)),)


def bought(place: Place) -> Told:
    """Read a purchase of which the site tells no order id: the message's own stands for it."""
    order = _first(place.message.details, _ORDER_IDS)
    return (_order(OrderPaid, place, order or place.id or f"{place.platform}-{place.at}"),)


def _order_id(place: Place) -> str:
    order = _first(place.message.details, _ORDER_IDS)
    if not order:
        raise BadFrameError(say("订单没有编号", "an order without an id"))
    return order


def _order(kind: type[OrderCreated | OrderPaid], place: Place, id_: str) -> OrderCreated | OrderPaid:
    bare = place.message.details.get("ebayPurchase")
    details = {**place.message.details, **(bare if isinstance(bare, dict) else {})}
    amount, currency = _price(details)
    bought_by = place.name if bare is None else ""  # that site names every buyer alike
    product_title = title(place.message.subtitle) or _title(details)
    return kind(
        at=place.at,
        feed=place.feed,
        id=id_,
        platform=place.platform,
        viewer=place.viewer if bought_by or id_in(place.message.userid) else None,
        name=bought_by or None,
        product=_first(details, _PRODUCT_IDS) or product_title or None,
        product_title=product_title or None,
        quantity=count_of(words(details.get("quantity"))),
        amount=amount,
        currency=currency,
    )


def _exposed(place: Place, details: dict[str, Any]) -> ProductExposed:
    price, currency = _price(details)
    shown = _title(details)
    return ProductExposed(
        at=place.at,
        feed=place.feed,
        product=_first(details, _PRODUCT_IDS) or shown,
        product_title=shown,
        price=price,
        currency=currency,
    )


def _price(details: dict[str, Any]) -> tuple[int | None, str | None]:
    written = worth_of(words(details.get("priceText")))
    currency = name(details.get("currency")).upper() or written.currency or ""
    price = minor_units(words(details.get("price")), currency)
    return priced(written.amount if price is None else price, currency)


def _title(details: dict[str, Any]) -> str:
    return next((found for key in _TITLES if (found := title(details.get(key)))), "")


def _first(details: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((found for key in keys if (found := id_in(details.get(key)))), "")


def _objects(value: Any) -> list[dict[str, Any]]:
    """Return the products of a list, each of which has a title."""
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict) and _title(item)]
