"""The fold of replies: where each one stands, and whose waits it ends."""

from collections.abc import Callable
from typing import Any

from console.desk.state import DeskState
from console.model.cases import Case, CaseStatus
from console.model.events import (
    ReplyAttempted,
    ReplyDelayed,
    ReplyEvent,
    ReplyFailed,
    ReplyQueued,
    ReplyRehearsed,
    ReplyRetracted,
    ReplySent,
    SendingSwitched,
)

MOST_REPLIES = 10_000  # ids of replies kept, so that a command that comes twice is not carried out twice


def changed(state: DeskState, case: Case, at: int) -> None:
    """Note that a case is not what it was, at `at` (UTC ms)."""
    case.changed_at = at
    case.version = state.version


def stop_waiting(state: DeskState, viewer: str, case_id: str) -> None:
    """Note that a viewer waits in a case no longer."""
    waiting_in = state.waiting_in[viewer]
    waiting_in.remove(case_id)
    if not waiting_in:
        del state.waiting_in[viewer]


def _queued(state: DeskState, event: ReplyQueued) -> None:
    state.outbox[event.reply] = event
    state.unconfirmed.pop(event.case, None)  # what was written after a look at the room takes its place
    _noted(state, event)


def _attempted(state: DeskState, event: ReplyAttempted) -> None:
    state.attempted.add(event.reply)
    state.delayed.pop(event.reply, None)


def _delayed(state: DeskState, event: ReplyDelayed) -> None:
    state.attempted.discard(event.reply)
    state.delayed[event.reply] = event.reason


def _left(state: DeskState, event: ReplyEvent) -> None:
    """Note that a reply waits no longer, whatever became of it."""
    state.outbox.pop(event.reply, None)
    state.attempted.discard(event.reply)
    state.delayed.pop(event.reply, None)
    state.unconfirmed.pop(event.case, None)
    _noted(state, event)


def _failed(state: DeskState, event: ReplyFailed) -> None:
    _left(state, event)
    if event.unknown:
        state.unconfirmed[event.case] = event


def _sent(state: DeskState, event: ReplySent) -> None:
    case = state.cases[event.case]
    if event.meaningful:
        for viewer in event.viewers:
            ask = case.waiting.pop(viewer, None)
            if ask is not None:
                ask.answered_at = event.at
                case.served.append(ask)
                stop_waiting(state, viewer, case.id)
        case.answer = event.text
        case.answered_at = event.at
        case.answered_by = event.by
        case.answered_version = state.version
        case.late = False
        if not case.waiting and case.is_open:
            case.status = CaseStatus.ANSWERED
    _left(state, event)


def _noted(state: DeskState, event: ReplyEvent) -> None:
    state.reply_ids[event.reply] = None
    if len(state.reply_ids) > MOST_REPLIES:
        state.reply_ids.popitem(last=False)
    case = state.cases[event.case]
    case.replies.append(event)
    changed(state, case, event.at)


def _switched(state: DeskState, event: SendingSwitched) -> None:
    state.sending = event.sending


ACTS: dict[type, Callable[[DeskState, Any], None]] = {
    ReplyQueued: _queued,
    ReplyAttempted: _attempted,
    ReplyDelayed: _delayed,
    ReplySent: _sent,
    ReplyFailed: _failed,
    ReplyRetracted: _left,
    ReplyRehearsed: _noted,
    SendingSwitched: _switched,
}
"""What each kind of event does."""
