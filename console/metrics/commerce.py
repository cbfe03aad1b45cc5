"""What was sold: C1 and C10. Money is integer minor units of one currency."""

from collections.abc import Sequence

from connectors.language import Words
from console.metrics.figure import Figure, Frame
from console.metrics.orders import Order

_NO_ORDERS = Words("评论流没有给出订单", "no feed reported an order")
_NO_AMOUNTS = Words("评论流没有给出金额", "no feed gave amounts")
_NONE_PAID = Words("还没有支付的订单", "no order has been paid yet")
_CURRENCIES = Words("有多种货币，分别列出", "several currencies; see each")


def commerce_figures(orders: Sequence[Order], frame: Frame, *, reported: bool) -> list[Figure]:
    """Return C1 and C10. `reported` says that some feed would have told of orders: then none is a zero, not a dash."""
    return [_gmv(orders, frame), _counts(orders, frame, reported=reported)]


def _gmv(orders: Sequence[Order], frame: Frame) -> Figure:
    states: dict[str, dict[str, int]] = {}
    counted = unpriced = 0
    for order in orders:
        currency = order.currency
        created, amount = order.created, order.amount
        if created is not None and currency is not None:
            _add(states, "created", currency, created)
        if order.paid_at is not None:
            unpriced += order.unpriced if currency is not None else 1
        if amount is None or currency is None:
            continue
        counted += 1
        _add(states, "paid", currency, amount)
        _add(states, "paid_excluding_cancelled", currency, amount - order.cancelled)
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


def _why_no_gmv(orders: Sequence[Order], paid: dict[str, int]) -> Words:
    if paid:
        return _CURRENCIES
    if any(order.paid_at is not None for order in orders):
        return _NO_AMOUNTS
    return _NONE_PAID if orders else _NO_ORDERS


def _add(states: dict[str, dict[str, int]], state: str, currency: str, amount: int) -> None:
    sums = states.setdefault(state, {})
    sums[currency] = sums.get(currency, 0) + amount


def _counts(orders: Sequence[Order], frame: Frame, *, reported: bool) -> Figure:
    paid = [order for order in orders if order.paid_at is not None]
    buyers = {order.viewer for order in paid if order.viewer is not None}
    nameless = sum(order.viewer is None for order in paid)
    return frame.figure(
        "C10",
        len(paid) if orders or reported else None,
        why_none=_NO_ORDERS,
        n=len(orders),
        filters={"state": "paid"},
        detail={
            "units": sum(order.units for order in paid),
            "buyers": len(buyers) if buyers or not paid else None,
            "orders_without_buyer": nameless,
            "all": len(orders),
            "cancelled": sum(order.is_any(lambda line: line.cancelled) for order in orders),
            "refunded": sum(order.is_any(lambda line: line.is_refunded) for order in orders),
        },
    )
