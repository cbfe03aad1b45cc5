"""What the desk decides about a command: the events it causes, or why not."""

from collections.abc import Callable
from typing import Any, TypeVar

from console.desk import refusals
from console.desk.state import DeskState
from console.model.cases import Case, CaseStatus
from console.model.commands import (
    DISMISS_REASONS,
    AnyCommand,
    Claim,
    Dismiss,
    Refusal,
    Release,
    ReportDelivery,
    Resolve,
    SendReply,
)
from console.model.events import (
    AnyDeskEvent,
    CaseClaimed,
    CaseDismissed,
    CaseReleased,
    CaseReopened,
    CaseResolved,
    ReplyEvent,
    ReplyFailed,
    ReplyQueued,
    ReplySent,
)

Answer = list[AnyDeskEvent] | Refusal
Courtesy = Callable[[str], bool]
Stage = TypeVar("Stage", bound=ReplyEvent)


def serve(state: DeskState, command: AnyCommand, now: int, is_courtesy: Courtesy) -> Answer:
    """Return what a command causes. A command that repeats what is already so causes nothing (an empty list)."""
    if isinstance(command, ReportDelivery):
        return _deliver(state, command, now)
    case = state.cases.get(command.case)
    if case is None:
        return refusals.no_such_case(command.case)
    match command:
        case SendReply():
            return _reply(state, case, command, now, meaningful=not is_courtesy(command.text))
        case Claim():
            return _claim(case, command, now)
        case Release():
            return _release(case, command, now)
        case Resolve():
            return _resolve(state, case, command, now)
        case Dismiss():
            return _dismiss(state, case, command, now)


def _not_ours(case: Case, author: str) -> Refusal | None:
    """Refuse to act on a case that is closed or that somebody else holds."""
    if not case.is_open:
        return refusals.closed(case)
    if case.owner is not None and case.owner != author:
        return refusals.owned(case)
    return None


def _claim(case: Case, command: Claim, now: int) -> Answer:
    if case.is_open and case.owner == command.author:
        return []
    return _not_ours(case, command.author) or [CaseClaimed(at=now, by=command.author, case=case.id)]


def _release(case: Case, command: Release, now: int) -> Answer:
    if case.is_open and case.owner is None:
        return []
    return _not_ours(case, command.author) or [CaseReleased(at=now, by=command.author, case=case.id)]


def _reply(state: DeskState, case: Case, command: SendReply, now: int, *, meaningful: bool) -> Answer:
    if command.id in state.reply_ids:
        return []
    if not command.text.strip() and command.channel != "host":
        return refusals.empty_reply()
    refusal = _not_ours(case, command.author)
    if refusal is not None:
        return refusal
    if _is_sending(state, case):
        return refusals.sending(case)
    overtaken = 0 < command.based_on < case.answered_version and case.answered_by != command.author
    if overtaken and not case.waiting:
        return refusals.answered(case)
    events: list[AnyDeskEvent] = []
    if case.owner is None:
        events.append(CaseClaimed(at=now, by=command.author, case=case.id))
    spoken = command.channel == "host"
    stage = ReplySent if spoken else ReplyQueued
    events.append(
        stage(
            at=now,
            by=command.author,
            reply=command.id,
            case=case.id,
            feed=case.feed,
            text=command.text,
            channel=command.channel,
            type=_type_of(case, command),
            viewers=tuple(case.waiting),
            meaningful=meaningful,
            script=command.script,
            script_version=command.script_version,
            edit_ratio=command.edit_ratio,
        )
    )
    return events


def _is_sending(state: DeskState, case: Case) -> bool:
    return any(queued.case == case.id for queued in state.outbox.values())


def _type_of(case: Case, command: SendReply) -> str:
    if command.channel == "host":
        return "host_spoken"
    if len(case.waiting) > 1:
        return "broadcast"
    return "human" if command.script is None else "script"


def _deliver(state: DeskState, command: ReportDelivery, now: int) -> Answer:
    queued = state.outbox.get(command.reply)
    if queued is None:
        return [] if command.reply in state.reply_ids else refusals.no_such_reply(command.reply)
    if command.delivered:
        return [_stage(ReplySent, queued, now)]
    events: list[AnyDeskEvent] = [_stage(ReplyFailed, queued, now, reason=command.reason)]
    if state.cases[queued.case].status is CaseStatus.RESOLVED:
        events.append(CaseReopened(at=now, case=queued.case, cause="reply_failed"))
    return events


def _stage(stage: type[Stage], queued: ReplyQueued, now: int, **more: Any) -> Stage:
    """Return the next stage of a queued reply; credit stays with its author."""
    fields = {name: getattr(queued, name) for name in ReplyQueued.__struct_fields__}
    return stage(**{**fields, "at": now, **more})


def _resolve(state: DeskState, case: Case, command: Resolve, now: int) -> Answer:
    if not case.is_open:
        return []
    refusal = _not_ours(case, command.author)
    if refusal is not None:
        return refusal
    events: list[AnyDeskEvent] = []
    covered: set[str] = set()
    for queued in state.outbox.values():
        if queued.case == case.id:
            covered.update(queued.viewers if queued.meaningful else ())
            if queued.channel == "copy":
                # Closing the case is the agent's word that she has pasted and sent the copied text.
                events.append(_stage(ReplySent, queued, now))
    if not covered.issuperset(case.waiting):
        return refusals.unanswered(case)
    events.append(CaseResolved(at=now, by=command.author, case=case.id))
    return events


def _dismiss(state: DeskState, case: Case, command: Dismiss, now: int) -> Answer:
    if command.reason not in DISMISS_REASONS:
        return refusals.no_such_reason(command.reason)
    if _is_sending(state, case):
        return refusals.sending(case)
    return _not_ours(case, command.author) or [
        CaseDismissed(at=now, by=command.author, case=case.id, reason=command.reason)
    ]
