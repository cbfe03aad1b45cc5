"""The fold: one event changes the state. The only place where the desk's state changes.

`apply` changes the state it is given and returns it: copying a room with thousands of asks for each of 3,000 comments a
minute would cost more than everything else together. Nothing else is touched, no clock is read, so equal
event lists always give equal states.
"""

from collections.abc import Callable
from typing import Any

from connectors.events import CommentReceived, ExplainStarted, ExplainStopped, OrderPaid, StreamEnded
from console.desk import deliveries, incidents
from console.desk.corrections import case_of
from console.desk.deliveries import changed, stop_waiting
from console.desk.keys import merge_keys
from console.desk.state import DeskState
from console.model.cases import Ask, Case, CaseStatus, ViewerCard
from console.model.events import (
    CaseClaimed,
    CaseDismissed,
    CaseMerged,
    CaseMoved,
    CaseOpened,
    CaseReleased,
    CaseReopened,
    CaseResolved,
    CommentCorrected,
    SessionStarted,
)

MOST_VIEWERS = 10_000  # cards kept; the longest silent viewer's goes first, the journal keeps everything
MOST_FINISHED = 2_000  # resolved and dismissed cases kept for reopening and for looking back
MOST_CORRECTED = 2_000  # corrections kept for looking back
RECENT_COMMENTS = 6


def apply(state: DeskState, event: Any) -> DeskState:
    """Fold one event into the state and return it. Kinds the desk does not act on only count."""
    state.version += 1
    act = _ACTS.get(type(event))
    if act is not None:
        act(state, event)
    return state


def _comment(state: DeskState, event: CommentReceived) -> None:
    card = state.viewers.get(event.viewer)
    if card is None:
        card = state.viewers[event.viewer] = ViewerCard(event.viewer, event.name, event.at)
        if len(state.viewers) > MOST_VIEWERS:
            state.viewers.popitem(last=False)
    else:
        state.viewers.move_to_end(event.viewer)
    card.comments += 1
    if not (event.history or event.staff):
        incidents.count_comment(state.pace, event.at)
    recent = card.recent
    recent.append((event.at, event.text))
    if len(recent) > RECENT_COMMENTS:
        del recent[0]


def _order_paid(state: DeskState, event: OrderPaid) -> None:
    card = state.viewers.get(event.viewer or "")
    if card is not None:
        card.orders_paid += 1


def _case_opened(state: DeskState, event: CaseOpened) -> None:
    case = Case(
        id=event.case,
        lane=event.lane,
        intent=event.intent,
        topic=event.topic,
        product=event.product,
        slots=event.slots,
        folded=event.folded,
        platform=event.platform,
        feed=event.feed,
        opened_at=event.at,
        text=event.text,
        newest=event.text,
    )
    state.opened += 1
    state.cases[case.id] = case
    state.open_ids[case.id] = None
    for key in merge_keys(event.feed, event.lane, event):
        state.case_of_key[key] = case.id
    _ask(state, case, event)


def _case_merged(state: DeskState, event: CaseMerged) -> None:
    case = state.cases[event.case]
    if not event.nudge:
        _ask(state, case, event)
        return
    ask = case.waiting[event.viewer]
    ask.nudges += 1
    ask.text = case.newest = event.text
    if event.emotion in {"angry", "anxious"}:
        ask.emotion = event.emotion
    ask.marks = event.marks or ask.marks
    changed(state, case, event.at)


def _ask(state: DeskState, case: Case, event: CaseOpened | CaseMerged) -> None:
    case.waiting[event.viewer] = Ask(
        viewer=event.viewer,
        name=event.name,
        comment=event.comment,
        text=event.text,
        asked_at=event.asked_at,
        feed=event.feed,
        emotion=event.emotion,
        marks=event.marks,
    )
    if event.asked_at < case.last_asked_at:  # found out late, by a correction
        case.waiting = dict(sorted(case.waiting.items(), key=lambda waiting: waiting[1].asked_at))
    case.asker_count += 1
    case.last_asked_at = max(case.last_asked_at, event.asked_at)
    case.newest = event.text
    state.waiting_in.setdefault(event.viewer, []).append(case.id)
    card = state.viewers.get(event.viewer)
    if card is not None and case.id not in card.cases:
        card.cases.append(case.id)
    changed(state, case, event.at)


def _comment_corrected(state: DeskState, event: CommentCorrected) -> None:
    state.corrected[event.id] = event
    state.corrected.move_to_end(event.id)
    if len(state.corrected) > MOST_CORRECTED:
        state.corrected.popitem(last=False)
    case = case_of(state, event.viewer, event.id)
    if case is not None:
        case.waiting[event.viewer].emotion = event.now.emotion
        changed(state, case, event.at)


def _case_moved(state: DeskState, event: CaseMoved) -> None:
    case = state.cases[event.case]
    _forget_keys(state, case)
    case.lane, case.intent, case.topic = event.lane, event.intent, event.topic
    for key in merge_keys(case.feed, case.lane, case):
        state.case_of_key.setdefault(key, case.id)
    changed(state, case, event.at)


def _case_reopened(state: DeskState, event: CaseReopened) -> None:
    case = state.cases[event.case]
    case.late = event.cause == "late_duplicate"
    case.owner = None
    case.status = CaseStatus.NEW
    state.open_ids[case.id] = None
    state.finished.pop(case.id, None)
    changed(state, case, event.at)


def _case_claimed(state: DeskState, event: CaseClaimed) -> None:
    case = state.cases[event.case]
    case.owner = event.by
    if case.status is CaseStatus.NEW:
        case.status = CaseStatus.CLAIMED
    changed(state, case, event.at)


def _case_released(state: DeskState, event: CaseReleased) -> None:
    case = state.cases[event.case]
    case.owner = None
    if case.status is CaseStatus.CLAIMED:
        case.status = CaseStatus.NEW
    changed(state, case, event.at)


def _case_resolved(state: DeskState, event: CaseResolved) -> None:
    _finish(state, state.cases[event.case], CaseStatus.RESOLVED, event.at)


def _case_dismissed(state: DeskState, event: CaseDismissed) -> None:
    case = state.cases[event.case]
    case.dismiss_reason = event.reason
    for viewer in case.waiting:
        stop_waiting(state, viewer, case.id)
    case.waiting.clear()
    _forget_keys(state, case)
    _finish(state, case, CaseStatus.DISMISSED, event.at)


def _finish(state: DeskState, case: Case, status: CaseStatus, at: int) -> None:
    case.status = status
    state.unconfirmed.pop(case.id, None)
    state.open_ids.pop(case.id, None)
    state.finished[case.id] = at
    changed(state, case, at)
    if len(state.finished) > MOST_FINISHED:
        sending = {reply.case for reply in state.outbox.values()}
        oldest = next((case_id for case_id in state.finished if case_id not in sending), None)
        if oldest is not None:
            del state.finished[oldest]
            _forget_keys(state, state.cases.pop(oldest))


def _forget_keys(state: DeskState, case: Case) -> None:
    for key in merge_keys(case.feed, case.lane, case):
        if state.case_of_key.get(key) == case.id:
            del state.case_of_key[key]


def _explain_started(state: DeskState, event: ExplainStarted) -> None:
    known = (
        state.product_title if state.product == event.product else ""
    )  # told again, perhaps without its title
    state.product = event.product
    state.product_title = event.product_title or known
    state.product_feed = event.feed


def _explain_stopped(state: DeskState, event: ExplainStopped) -> None:
    if event.product == state.product or (event.product is None and event.feed == state.product_feed):
        state.product = None
        state.product_title = ""


def _session_started(state: DeskState, event: SessionStarted) -> None:
    state.broadcast = event.broadcast
    state.sending = event.sending
    state.stream_ended = False


def _stream_ended(state: DeskState, _event: StreamEnded) -> None:
    state.stream_ended = True


_ACTS: dict[type, Callable[[DeskState, Any], None]] = {
    CommentReceived: _comment,
    OrderPaid: _order_paid,
    CaseOpened: _case_opened,
    CaseMerged: _case_merged,
    CaseReopened: _case_reopened,
    CaseMoved: _case_moved,
    CommentCorrected: _comment_corrected,
    CaseClaimed: _case_claimed,
    CaseReleased: _case_released,
    CaseResolved: _case_resolved,
    CaseDismissed: _case_dismissed,
    ExplainStarted: _explain_started,
    ExplainStopped: _explain_stopped,
    SessionStarted: _session_started,
    StreamEnded: _stream_ended,
    **deliveries.ACTS,
    **incidents.ACTS,
}
