"""What was sold: C1, C10, and how many orders name their viewer (D7). Money is integer minor units of one currency."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from connectors.events import OrderCancelled, OrderCreated, OrderEvent, OrderPaid, OrderRefunded
from connectors.language import Words
from console.metrics.figure import Figure, Frame
from console.model.events import SessionStarted

_NO_ORDERS = Words("评论流没有给出订单", "no feed reported an order")
_NO_AMOUNTS = Words("评论流没有给出金额", "no feed gave amounts")
_NONE_PAID = Words("还没有支付的订单", "no order has been paid yet")
_CURRENCIES = Words("有多种货币，分别列出", "several currencies; see each")


@dataclass(slots=True)
class Order:
    """One order as its events told it. Times are UTC ms by receipt; amounts None where no event gave one.

    `begun_at` is the first sign of it, `paid_at` None where it was never paid. `refunded` is what was given back;
    `refunded_whole` that a refund named no amount, which means all of it.
    """

    begun_at: int
    viewer: str | None = None
    currency: str | None = None
    quantity: int = 1
    created: int | None = None
    paid: int | None = None
    paid_at: int | None = None
    cancelled: bool = False
    refunded: int = 0
    refunded_whole: bool = False

    @property
    def amount(self) -> int | None:
        """What was paid, None where the order is not paid or nobody gave an amount."""
        if self.paid_at is None or self.currency is None:
            return None
        return self.created if self.paid is None else self.paid

    @property
    def given_back(self) -> int:
        """What was refunded of `amount`, never more than it."""
        amount = self.amount or 0
        return amount if self.refunded_whole else min(self.refunded, amount)


class Orders:
    """The fold of orders: each id once per platform, whatever the order of its events and however often they come."""

    def __init__(self) -> None:
        self.orders: dict[tuple[str, str], Order] = {}
        self.reported = False
        """Whether there was a feed that would have told of orders."""

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {
            OrderCreated: self._created,
            OrderPaid: self._paid,
            OrderCancelled: self._cancelled,
            OrderRefunded: self._refunded,
        }

    def paid(self) -> Iterable[Order]:
        """Yield the orders that were paid, later cancelled or refunded ones included."""
        return (order for order in self.orders.values() if order.paid_at is not None)

    def started(self, event: SessionStarted) -> None:
        """Note whether this part of the broadcast could tell of orders."""
        self.reported |= event.reads_orders

    def _order(self, event: OrderEvent) -> Order:
        key = (event.platform, event.id)
        order = self.orders.get(key)
        if order is None:
            order = self.orders[key] = Order(event.at)
        order.viewer = order.viewer or event.viewer
        order.currency = order.currency or event.currency
        return order

    def _created(self, event: OrderCreated) -> None:
        order = self._order(event)
        order.quantity = event.quantity
        order.created = event.amount if order.created is None else order.created

    def _paid(self, event: OrderPaid) -> None:
        order = self._order(event)
        order.quantity = event.quantity
        order.paid = event.amount if order.paid is None else order.paid
        order.paid_at = event.at if order.paid_at is None else order.paid_at

    def _cancelled(self, event: OrderCancelled) -> None:
        self._order(event).cancelled = True

    def _refunded(self, event: OrderRefunded) -> None:
        order = self._order(event)
        if event.amount is None:
            order.refunded_whole = True
        else:
            order.refunded += event.amount


def commerce_figures(orders: Orders, frame: Frame) -> list[Figure]:
    """Return C1, C10 and D7."""
    return [_gmv(orders, frame), _counts(orders, frame), _identity(orders, frame)]


def _gmv(orders: Orders, frame: Frame) -> Figure:
    states: dict[str, dict[str, int]] = {}
    counted = unpriced = 0
    for order in orders.orders.values():
        currency = order.currency
        if order.created is not None and currency is not None:
            _add(states, "created", currency, order.created)
        amount = order.amount
        if amount is None or currency is None:
            unpriced += order.paid_at is not None
            continue
        counted += 1
        _add(states, "paid", currency, amount)
        _add(states, "paid_excluding_cancelled", currency, 0 if order.cancelled else amount)
        _add(states, "refunded", currency, order.given_back)
        _add(states, "net_of_refunds", currency, amount - order.given_back)
    paid = states.get("paid", {})
    currency, value = next(iter(paid.items())) if len(paid) == 1 else (None, None)
    return frame.figure(
        "C1",
        value,
        why_none=_why_no_gmv(orders, paid),
        unit=f"minor {currency}" if currency else "minor",
        n=counted,
        excluded={"no_amount": unpriced} if unpriced else {},
        filters={"state": "paid"},
        detail=states,
    )


def _why_no_gmv(orders: Orders, paid: dict[str, int]) -> Words:
    if paid:
        return _CURRENCIES
    if any(orders.paid()):
        return _NO_AMOUNTS
    return _NONE_PAID if orders.orders else _NO_ORDERS


def _add(states: dict[str, dict[str, int]], state: str, currency: str, amount: int) -> None:
    sums = states.setdefault(state, {})
    sums[currency] = sums.get(currency, 0) + amount


def _counts(orders: Orders, frame: Frame) -> Figure:
    every = orders.orders.values()
    paid = list(orders.paid())
    buyers = {order.viewer for order in paid if order.viewer is not None}
    nameless = sum(order.viewer is None for order in paid)
    return frame.figure(
        "C10",
        len(paid) if every or orders.reported else None,
        why_none=_NO_ORDERS,
        n=len(every),
        filters={"state": "paid"},
        detail={
            "units": sum(order.quantity for order in paid),
            "buyers": len(buyers) if buyers or not paid else None,
            "orders_without_buyer": nameless,
            "all": len(every),
            "cancelled": sum(order.cancelled for order in every),
            "refunded": sum(order.refunded_whole or order.refunded > 0 for order in every),
        },
    )


def _identity(orders: Orders, frame: Frame) -> Figure:
    every = orders.orders.values()
    named = sum(order.viewer is not None for order in every)
    return frame.share("D7", named, len(every), why_none=_NO_ORDERS)
