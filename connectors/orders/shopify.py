"""Shopify's order webhooks: what one body says, with as little of the buyer as the desk needs.

From Shopify's webhook reference: the topic stands in `X-Shopify-Topic`; `orders/*` carry the whole order, `refunds/create`
carries the refund with its transactions. Of the buyer only the customer's number is kept: no name, address, mail, telephone.
"""

from collections.abc import Sequence

import msgspec

from connectors.contract import BadFrameError
from connectors.events import (
    FeedEvent,
    OrderCancelled,
    OrderCreated,
    OrderEvent,
    OrderPaid,
    OrderRefunded,
    viewer_key,
)
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.reading.moments import from_iso
from connectors.reading.money import minor_units, priced
from connectors.reading.scalars import Scalar, count_of, id_of, text_of
from connectors.text import clean

PLATFORM = "shopify"
REFUND = "refunds/create"
_KINDS: dict[str, type[OrderEvent]] = {
    "orders/create": OrderCreated,
    "orders/paid": OrderPaid,
    "orders/cancelled": OrderCancelled,
}
_SILENT = frozenset(
    {"orders/updated", "orders/edited", "orders/fulfilled", "orders/partially_fulfilled", "orders/delete"}
)
_PAID = frozenset({"paid", "partially_refunded", "refunded"})


class Line(msgspec.Struct, omit_defaults=True):
    """One line of an order."""

    product_id: Scalar = None
    title: Scalar = None
    quantity: Scalar = None


class Customer(msgspec.Struct, omit_defaults=True):
    """The buyer, by number."""

    id: Scalar = None


class Transaction(msgspec.Struct, omit_defaults=True):
    """A movement of money that a refund consists of."""

    kind: Scalar = None
    status: Scalar = None
    amount: Scalar = None
    currency: Scalar = None


class Message(msgspec.Struct, omit_defaults=True):
    """What is kept of a body, an order's or a refund's. `topic` is put in, so that a recording tells it too."""

    topic: str = ""
    id: Scalar = None
    order_id: Scalar = None
    created_at: Scalar = None
    cancelled_at: Scalar = None
    financial_status: Scalar = None
    total_price: Scalar = None
    currency: Scalar = None
    test: Scalar = None
    customer: Customer | None = None
    line_items: list[Line] = []
    transactions: list[Transaction] = []


_read = reader(msgspec.json.Decoder(Message).decode)


def message(body: bytes, topic: str = "") -> Message:
    """Return what is kept of a body; raises `BadFrameError`. A topic that is not given is told by the body's shape."""
    found = _read(body)
    found.topic = topic or found.topic or _topic_of(found)
    return found


def events(told: Message, feed: str, at: int) -> Sequence[FeedEvent]:
    """Return the events of a message; raises `BadFrameError`. Topics that say nothing of sales have none."""
    if told.topic in _SILENT:
        return ()
    if told.topic == REFUND:
        return _refund(told, feed, at)
    kind = _KINDS.get(told.topic)
    if kind is None:
        topic = clean(told.topic, 40)
        raise BadFrameError(say(f"未知的主题“{topic}”", f"unknown topic “{topic}”"))
    kinds = [kind]
    if kind is OrderCreated and text_of(told.financial_status) in _PAID:
        kinds.append(OrderPaid)  # a shop that asks for new orders only still learns that they were paid
    return [_order(each, told, feed, at) for each in kinds]


def _topic_of(told: Message) -> str:
    if told.order_id is not None:
        return REFUND
    if told.cancelled_at is not None:
        return "orders/cancelled"
    return "orders/paid" if text_of(told.financial_status) in _PAID else "orders/create"


def _order(kind: type[OrderEvent], told: Message, feed: str, at: int) -> OrderEvent:
    products = {id_of(line.product_id) for line in told.line_items}
    only = next(iter(products)) if len(products) == 1 else ""
    currency = _currency(told.currency)
    amount, of = priced(minor_units(text_of(told.total_price), currency), currency)
    buyer = id_of(told.customer.id) if told.customer else ""
    return kind(
        at=at,
        feed=feed,
        id=_required(told.id),
        platform=PLATFORM,
        viewer=viewer_key(PLATFORM, buyer, "") if buyer else None,
        product=only or None,
        product_title=clean(text_of(told.line_items[0].title), 200) or None if only else None,
        quantity=sum(count_of(line.quantity) for line in told.line_items) or 1,
        amount=amount,
        currency=of,
        placed_at=from_iso(told.created_at),
    )


def _refund(told: Message, feed: str, at: int) -> Sequence[FeedEvent]:
    given_back = [
        one
        for one in told.transactions
        if text_of(one.kind) == "refund" and text_of(one.status) in {"success", ""}
    ]
    currency = next((_currency(one.currency) for one in given_back if one.currency), "")
    total = sum(minor_units(text_of(one.amount), currency) or 0 for one in given_back)
    if not total:
        return ()  # goods came back, and no money went out
    amount, of = priced(total, currency)
    return [
        OrderRefunded(
            at=at,
            feed=feed,
            id=_required(told.order_id),
            platform=PLATFORM,
            refund=id_of(told.id),
            amount=amount,
            currency=of,
            placed_at=from_iso(told.created_at),
        )
    ]


def _currency(written: Scalar) -> str:
    return clean(text_of(written), 3).upper()


def _required(value: Scalar) -> str:
    found = id_of(value)
    if not found:
        raise BadFrameError(say("订单没有编号", "an order without an id"))
    return found
