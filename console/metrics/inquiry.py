"""Whether those who asked before they bought did buy (C13). An association, never proof of an effect."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from connectors.language import Words
from console.metrics.figure import Figure, Frame
from console.metrics.identity import Kind, kind_of
from console.metrics.orders import Order
from console.metrics.waits import CaseWaits, Segment, Waits
from console.model.events import ReplySent

AFTER_SALE = frozenset({"after_sales", "complaint", "chat", "spam"})
"""Intents that are no inquiry before a purchase."""

DAY_MS = 24 * 60 * 60 * 1000

_NO_ORDERS = Words("评论流没有给出订单", "no feed reported an order")
_UNLINKABLE = Words(
    "提问者与订单的身份种类不同，无法关联",
    "askers and orders are known by different kinds of names and ids, so they cannot be linked",
)
_NONE_ANSWERED = Words("还没有售前提问得到回复", "no inquiry before an order has been answered yet")


class Inquiry(NamedTuple):
    """A viewer's inquiry, under the kind of their key, None for a stranger: when they asked and from when on they may follow the answer (UTC ms)."""

    kind: Kind | None
    asked_at: int
    since: int


class Inquiries:
    """Each viewer's first answered inquiry. Fed with the segments that end."""

    def __init__(self) -> None:
        self.answered: dict[str, Inquiry] = {}

    def told(self, segment: Segment) -> None:
        """Note an answered inquiry."""
        if isinstance(segment.cause, ReplySent) and _is_inquiry(segment.case):
            inquiry = Inquiry(
                kind_of(segment.case.platform, segment.viewer), segment.asked_at, segment.ended_at
            )
            self.answered.setdefault(segment.viewer, inquiry)


@dataclass(slots=True)
class _Row:
    """One row of the comparison: those who had not ordered when they asked, and those who then paid in time.

    `by_name` of the buyers were linked by a name, which two people may share; `unlinkable` askers could not be linked to any order.
    """

    askers: int = 0
    buyers: int = 0
    by_name: int = 0
    ordered_before: int = 0
    unlinkable: int = 0
    young: int = 0

    @property
    def excluded(self) -> dict[str, int]:
        counts = {"ordered_before_asking": self.ordered_before, "unlinkable": self.unlinkable}
        return {reason: count for reason, count in counts.items() if count}


class _Purchases:
    """What is known of purchases by viewer key: the kinds of keys there are, when each ordered first, when they paid."""

    def __init__(self, orders: Iterable[Order]) -> None:
        self.kinds: set[Kind] = set()
        self._begun: dict[str, int] = {}
        self._paid: dict[str, list[tuple[int, bool]]] = {}
        for order in orders:
            for key in order.keys:
                kind = kind_of(order.platform, key)
                if kind is None:
                    continue
                self.kinds.add(kind)
                self._begun[key] = min(order.begun_at, self._begun.get(key, order.begun_at))
                if order.paid_at is not None:
                    self._paid.setdefault(key, []).append((order.paid_at, kind.by_name))
        for times in self._paid.values():
            times.sort()

    def row(self, inquiries: Iterable[tuple[str, Inquiry]], span: int, as_of: int) -> _Row:
        """Sum up what the askers bought within `span` ms of the answer."""
        row = _Row()
        for viewer, (kind, asked_at, since) in inquiries:
            if kind not in self.kinds:
                row.unlinkable += 1
                continue
            if self._begun.get(viewer, asked_at) < asked_at:
                row.ordered_before += 1
                continue
            row.askers += 1
            row.young += since + span > as_of
            times = self._paid.get(viewer, [])
            first = bisect_left(times, (since, False))
            if first < len(times) and times[first][0] < since + span:
                row.buyers += 1
                row.by_name += times[first][1]
        return row


def inquiry_figure(
    inquiries: Inquiries, waits: Waits, orders: Sequence[Order], days: int, frame: Frame
) -> Figure:
    """Return C13 over `days` days from the first answer; the unanswered askers stand in `detail` for comparison.

    Only askers whose key is of a kind that some order carries can be seen to buy: the others are excluded as `unlinkable`,
    and without any of the former there is no figure, which is not the same as nobody having bought. Askers whose days have
    not all passed are counted as they stand and reported as pending.
    """
    span = days * DAY_MS
    purchases = _Purchases(orders)
    answered = purchases.row(inquiries.answered.items(), span, frame.as_of)
    unanswered = purchases.row(_unanswered(inquiries, waits), span, frame.as_of)
    return frame.share(
        "C13",
        answered.buyers,
        answered.askers,
        why_none=_why_none(orders, purchases, answered),
        pending=answered.young,
        excluded=answered.excluded,
        filters={"days": days, "reading": "so far" if answered.young else "matured"},
        detail={
            "by_name": answered.by_name,
            "unanswered_askers": unanswered.askers,
            "unanswered_unlinkable": unanswered.unlinkable,
            "unanswered_buyers": unanswered.buyers if unanswered.askers else None,
            "unanswered_rate": unanswered.buyers / unanswered.askers if unanswered.askers else None,
        },
    )


def _why_none(orders: Sequence[Order], purchases: _Purchases, answered: _Row) -> Words:
    if not orders:
        return _NO_ORDERS
    return _UNLINKABLE if answered.unlinkable or not purchases.kinds else _NONE_ANSWERED


def _unanswered(inquiries: Inquiries, waits: Waits) -> Iterable[tuple[str, Inquiry]]:
    """Return who waits with an inquiry and never had one answered, with their earliest ask."""
    found: dict[str, Inquiry] = {}
    for case in filter(_is_inquiry, waits.waiting()):
        for viewer, asked_at in case.open.items():
            known = found.get(viewer)
            if viewer not in inquiries.answered and (known is None or asked_at < known.asked_at):
                found[viewer] = Inquiry(kind_of(case.platform, viewer), asked_at, asked_at)
    return found.items()


def _is_inquiry(case: CaseWaits) -> bool:
    return case.lane == "question" and case.intent not in AFTER_SALE
