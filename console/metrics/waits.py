"""The wait segments: who waits for an answer since when, and how long those waited who got one.

A segment belongs to one viewer in one case. It opens with the viewer's ask and closes with the first meaningful
human reply that covers them, or with the case's dismissal. Nudges never move its beginning, a failed send ends nothing, and
somebody who asks after the answer has a segment of their own.
"""

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from console.model.events import (
    CaseDismissed,
    CaseMerged,
    CaseMoved,
    CaseOpened,
    CaseReopened,
    CaseResolved,
    ReplySent,
)
from console.model.verdict import Intent, Lane

ANSWERING = frozenset({"human", "script", "broadcast", "host_spoken"})
"""The types of reply that end a wait. A robot's is none of them."""

MOST_SETTLED = 4_000
"""Resolved and dismissed cases kept whole, twice as many as the desk goes on with; of earlier ones only counts stay."""


class Askers(NamedTuple):
    """How many of a case's askers were answered, were dismissed without an answer, and still wait for their first."""

    answered: int
    dismissed: int
    waiting: int


class CaseWaits:
    """What the figures keep of a case. Times are UTC ms.

    `asked_at` is its earliest ask, `answered_at` the first answer to anybody. `open` holds who waits since when, `closed`
    everyone whose wait ended once: True where an answer ended it, False where only a dismissal did.
    """

    __slots__ = ("answered_at", "asked_at", "closed", "feed", "id", "intent", "lane", "open", "platform")

    def __init__(self, opened: CaseOpened) -> None:
        self.id = opened.case
        self.lane: Lane = opened.lane
        self.intent: Intent = opened.intent
        self.platform = opened.platform
        self.feed = opened.feed
        self.asked_at = opened.asked_at
        self.answered_at: int | None = None
        self.open: dict[str, int] = {}
        self.closed: dict[str, bool] = {}

    def askers(self) -> Askers:
        """Count those who asked."""
        answered = sum(self.closed.values())
        dismissed = sum(not was and viewer not in self.open for viewer, was in self.closed.items())
        waiting = sum(not self.closed.get(viewer, False) for viewer in self.open)
        return Askers(answered, dismissed, waiting)


class Segment(NamedTuple):
    """A wait that ended: `cause` is the reply or the dismissal. Times are UTC ms. `first` marks a viewer's first in the case."""

    case: CaseWaits
    viewer: str
    asked_at: int
    ended_at: int
    first: bool
    cause: ReplySent | CaseDismissed


class Waits:
    """The fold. Closed waits are kept as numbers only, so that hours of a busy broadcast stay small.

    `asked`, `waited` (ms) and `ended_by` run in parallel, one entry an answered segment; `ended_by` is the latest end
    so far, which lets `Standing` look at recent segments alone. `first` and `by_case` hold the waits of first
    segments and of whole cases in ms. `on_time` counts answered waits of at most `within_ms`. `complaints` are
    the complaint cases that are neither resolved nor dismissed.
    `told` is called with each segment that ends.
    """

    def __init__(self, within_ms: int, told: tuple[Callable[[Segment], None], ...] = ()) -> None:
        self.within_ms = within_ms
        self.asked = array("q")
        self.waited = array("q")
        self.ended_by = array("q")
        self.first = array("q")
        self.by_case = array("q")
        self.on_time = 0
        self.nudges = 0
        self.dismissed: Counter[str] = Counter()
        self.complaints: set[str] = set()
        self._cases: dict[str, CaseWaits] = {}
        self._settled: OrderedDict[str, None] = OrderedDict()
        self._settled_askers: dict[str, Askers] = {}
        self._told = told
        self._waiting: dict[str, CaseWaits] = {}

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {
            CaseOpened: self._opened,
            CaseMerged: self._of_case(self._merged),
            CaseReopened: self._of_case(self._unsettle),
            CaseMoved: self._of_case(self._moved),
            CaseResolved: self._of_case(self._settle),
            CaseDismissed: self._of_case(self._dismissed),
            ReplySent: self._of_case(self._sent),
        }

    def _of_case(self, handle: Callable[[CaseWaits, Any], None]) -> Callable[[Any], None]:
        def handler(event: Any) -> None:
            case = self._cases.get(event.case)
            if case is not None:  # the journal of an erased viewer may lack a case's beginning
                handle(case, event)

        return handler

    def waiting(self) -> Iterator[CaseWaits]:
        """Yield the cases in which somebody waits."""
        return iter(self._waiting.values())

    def askers(self) -> dict[str, Askers]:
        """Return by case how those who asked fared."""
        return self._settled_askers | {case.id: case.askers() for case in self._cases.values()}

    def _opened(self, event: CaseOpened) -> None:
        case = self._cases[event.case] = CaseWaits(event)
        self._unsettle(case, event)
        self._ask(case, event)

    def _merged(self, case: CaseWaits, event: CaseMerged) -> None:
        if event.nudge or event.viewer in case.open:
            self.nudges += 1
        else:
            self._ask(case, event)

    def _ask(self, case: CaseWaits, event: CaseOpened | CaseMerged) -> None:
        case.open[event.viewer] = event.asked_at
        case.asked_at = min(case.asked_at, event.asked_at)
        self._waiting[case.id] = case

    def _unsettle(self, case: CaseWaits, _event: CaseOpened | CaseReopened) -> None:
        self._settled.pop(case.id, None)
        if case.lane == "complaint":
            self.complaints.add(case.id)

    def _moved(self, case: CaseWaits, event: CaseMoved) -> None:
        case.lane, case.intent = event.lane, event.intent
        if event.lane == "question":
            self.complaints.discard(case.id)
        elif case.id not in self._settled:
            self.complaints.add(case.id)

    def _settle(self, case: CaseWaits, _event: CaseResolved | CaseDismissed) -> None:
        self.complaints.discard(case.id)
        self._settled[case.id] = None
        if len(self._settled) > MOST_SETTLED:
            oldest, _ = self._settled.popitem(last=False)
            if not self._cases[oldest].open:
                self._settled_askers[oldest] = self._cases.pop(oldest).askers()

    def _dismissed(self, case: CaseWaits, event: CaseDismissed) -> None:
        self._settle(case, event)
        for viewer in list(case.open):
            self.dismissed[event.reason] += 1
            self._end(case, viewer, event)

    def _sent(self, case: CaseWaits, event: ReplySent) -> None:
        if not event.meaningful or event.type not in ANSWERING:
            return
        for viewer in event.viewers:
            if viewer in case.open:
                self._answer(case, viewer, event)

    def _answer(self, case: CaseWaits, viewer: str, event: ReplySent) -> None:
        segment = self._end(case, viewer, event)
        wait = segment.ended_at - segment.asked_at
        self.asked.append(segment.asked_at)
        self.waited.append(wait)
        self.ended_by.append(max(segment.ended_at, self.ended_by[-1]) if self.ended_by else segment.ended_at)
        self.on_time += wait <= self.within_ms
        if segment.first:
            self.first.append(wait)
        if case.answered_at is None:
            case.answered_at = segment.ended_at
            self.by_case.append(max(0, segment.ended_at - case.asked_at))

    def _end(self, case: CaseWaits, viewer: str, event: ReplySent | CaseDismissed) -> Segment:
        asked_at = case.open.pop(viewer)
        if not case.open:
            del self._waiting[case.id]
        answered = isinstance(event, ReplySent)
        # A clock set back between ask and answer must not make a wait negative.
        segment = Segment(case, viewer, asked_at, max(asked_at, event.at), viewer not in case.closed, event)
        case.closed[viewer] = answered or case.closed.get(viewer, False)
        for tell in self._told:
            tell(segment)
        return segment
