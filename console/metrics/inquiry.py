"""Whether those who asked before they bought did buy (C13). An association, never proof of an effect."""

from bisect import bisect_left
from dataclasses import dataclass

from connectors.language import Words
from console.metrics.figure import Figure, Frame
from console.metrics.orders import Orders
from console.metrics.waits import Segment, Waits
from console.model.events import ReplySent

AFTER_SALE = frozenset({"after_sales", "complaint", "chat", "spam"})
"""Intents that are no inquiry before a purchase."""

DAY_MS = 24 * 60 * 60 * 1000

_NO_ORDERS = Words("评论流没有给出订单", "no feed reported an order")
_NO_BUYERS = Words(
    "订单没有对应的观众，无法关联", "the orders name no viewer, so askers cannot be linked to them"
)
_NONE_ANSWERED = Words("还没有售前提问得到回复", "no inquiry before an order has been answered yet")


class Inquiries:
    """Each viewer's first answered inquiry: asked at, answered at (UTC ms). Fed with the segments that end."""

    def __init__(self) -> None:
        self.answered: dict[str, tuple[int, int]] = {}

    def told(self, segment: Segment) -> None:
        """Note an answered inquiry."""
        case = segment.case
        if isinstance(segment.cause, ReplySent) and case.lane == "question" and case.intent not in AFTER_SALE:
            self.answered.setdefault(segment.viewer, (segment.asked_at, segment.ended_at))


@dataclass(slots=True)
class _Row:
    """One row of the comparison: those who had not ordered when they asked, and those who then paid in time."""

    askers: int = 0
    buyers: int = 0
    ordered_before: int = 0
    young: int = 0


def inquiry_figure(inquiries: Inquiries, waits: Waits, orders: Orders, days: int, frame: Frame) -> Figure:
    """Return C13 over `days` days from the first answer; the unanswered askers stand in `detail` for comparison.

    Askers whose days have not all passed are counted as they stand and reported as pending.
    """
    begun: dict[str, int] = {}
    paid: dict[str, list[int]] = {}
    for order in orders.all():
        if order.viewer is None:
            continue
        begun[order.viewer] = min(order.begun_at, begun.get(order.viewer, order.begun_at))
        if order.paid_at is not None:
            paid.setdefault(order.viewer, []).append(order.paid_at)
    span = days * DAY_MS
    answered, unanswered = _Row(), _Row()
    unserved = _unanswered(inquiries, waits)
    rows = [(answered, viewer, *times) for viewer, times in inquiries.answered.items()]
    rows += [(unanswered, viewer, asked_at, asked_at) for viewer, asked_at in unserved.items()]
    for row, viewer, asked_at, since in rows:
        if begun.get(viewer, asked_at) < asked_at:
            row.ordered_before += 1
            continue
        row.askers += 1
        row.young += since + span > frame.as_of
        times = sorted(paid.get(viewer, ()))
        first = bisect_left(times, since)
        row.buyers += first < len(times) and times[first] < since + span
    linkable = bool(begun)
    return frame.share(
        "C13",
        answered.buyers if linkable else 0,
        answered.askers if linkable else 0,
        why_none=_NONE_ANSWERED if linkable else _NO_BUYERS if orders.all() else _NO_ORDERS,
        pending=answered.young,
        excluded={"ordered_before_asking": answered.ordered_before} if answered.ordered_before else {},
        filters={"days": days, "reading": "so far" if answered.young else "matured"},
        detail={
            "unanswered_askers": unanswered.askers,
            "unanswered_buyers": unanswered.buyers if linkable else None,
            "unanswered_rate": unanswered.buyers / unanswered.askers
            if linkable and unanswered.askers
            else None,
        },
    )


def _unanswered(inquiries: Inquiries, waits: Waits) -> dict[str, int]:
    """Return who waits with an inquiry and never had one answered, with their earliest ask (UTC ms)."""
    found: dict[str, int] = {}
    for case in waits.waiting():
        if case.lane == "question" and case.intent not in AFTER_SALE:
            for viewer, asked_at in case.open.items():
                if viewer not in inquiries.answered:
                    found[viewer] = min(asked_at, found.get(viewer, asked_at))
    return found
