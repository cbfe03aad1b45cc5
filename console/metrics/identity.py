"""Which orders can belong to which viewers (D7).

A viewer's key is `platform:id`, or `platform:@name` where the platform gives no id. Two keys of the same kind, one platform
and both ids or both names, can be the same person; a key of an id never matches one of a name. An order that carries an id
and a name has both: it is linked by name to viewers who are known by name only. Strangers, of whom the platform tells neither,
can be linked to nobody.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from connectors.events import STRANGER
from connectors.language import Words
from console.metrics.figure import Figure, Frame
from console.metrics.orders import Order

_NO_ORDERS = Words("评论流没有给出订单", "no feed reported an order")
_NO_VIEWERS = Words(
    "评论者都没有身份，无从匹配", "nobody with an id or a name has commented, so there is no viewer to match"
)


class Kind(NamedTuple):
    """What a viewer key is made of: keys of different kinds cannot be compared."""

    platform: str
    by_name: bool


def kind_of(platform: str, key: str) -> Kind | None:
    """Return what a viewer key is made of; None for a stranger's, which is made of nothing."""
    if ":@" not in key:
        return _kind(platform, by_name=False)
    return None if STRANGER in key else _kind(platform, by_name=True)


@lru_cache(maxsize=100)
def _kind(platform: str, *, by_name: bool) -> Kind:
    """Return one object for all that are equal: each viewer who was answered keeps one."""
    return Kind(platform, by_name)


def kinds_of(order: Order) -> list[Kind]:
    """Return the kinds of an order's keys, its own first."""
    kinds = (kind_of(order.platform, key) for key in order.keys)
    return [kind for kind in kinds if kind is not None]


def identity_figure(orders: Sequence[Order], seen: set[Kind], frame: Frame) -> Figure:
    """Return D7: orders with a key of a kind that commented in this broadcast (`seen`), out of orders.

    `by_name` in the detail are those that match by the buyer's name only; two people may share one.
    """
    found = [[kind for kind in kinds_of(order) if kind in seen] for order in orders]
    matched = sum(map(bool, found))
    return frame.share(
        "D7",
        matched if seen else 0,
        len(orders) if seen else 0,
        why_none=_NO_VIEWERS if orders else _NO_ORDERS,
        detail={
            "by_name": sum(bool(kinds) and all(kind.by_name for kind in kinds) for kinds in found),
            "orders_without_buyer": sum(not order.keys for order in orders),
        },
    )
