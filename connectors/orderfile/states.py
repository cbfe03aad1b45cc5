"""What an order's state is called, in the words of consoles."""

import re
from enum import Enum


class State(Enum):
    """What words can say of an order."""

    UNPAID = "unpaid"
    PAID = "paid"
    CLOSED = "closed"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly refunded"


_UNPAID = re.compile("待付|待支付|未付|未支付|等待买家付款|unpaid|pending|authorized")
_CLOSED = re.compile("关闭|取消|cancel|void|expired|closed")
_PAID = re.compile(
    "已付|已支付|支付成功|发货|备货|出库|收货|签收|完成|成功|核销|待评价|paid|ship|fulfil|deliver|complet"
)
_PARTLY = re.compile("部分退款(?!关闭|失败|中)|partially.refunded")
_REFUNDED = re.compile("已(全额)?退款|(全额|仅)?退款(成功|完成)|^退款$|^refunded$")


def states_of(status: str, aftersale: str) -> frozenset[State]:
    """Return what the words for the order and for its refund say; empty where they are not known.

    A closed refund (`售后关闭`) closes no order: only the order's own words do.
    """
    status, aftersale = status.casefold(), aftersale.casefold()
    found: set[State] = set()
    if _PARTLY.search(status) or _PARTLY.search(aftersale):
        found.add(State.PARTLY_REFUNDED)
    elif _REFUNDED.search(status) or _REFUNDED.search(aftersale):
        found.add(State.REFUNDED)
    if _UNPAID.search(status):
        found.add(State.UNPAID)
    if _CLOSED.search(status):
        found.add(State.CLOSED)
    if not found & {State.UNPAID, State.CLOSED} and _PAID.search(status):
        found.add(State.PAID)
    return frozenset(found)
