"""What the desk decides about a command: the events it causes, or why not."""

from console.desk import refusals, replies
from console.desk.corrections import correct
from console.desk.replies import Answer, Courtesy, Longest
from console.desk.state import DeskState
from console.model.cases import Case
from console.model.commands import (
    DISMISS_REASONS,
    AnyCommand,
    AttemptReply,
    CaseCommand,
    Claim,
    Correct,
    Dismiss,
    Refusal,
    Release,
    ReportDelay,
    ReportDelivery,
    Resolve,
    Retract,
    Reveal,
    SendReply,
    SwitchSending,
)
from console.model.events import (
    AnyDeskEvent,
    CaseClaimed,
    CaseDismissed,
    CaseReleased,
    CaseResolved,
    CaseRevealed,
    ReplySent,
)


def serve(state: DeskState, command: AnyCommand, now: int, is_courtesy: Courtesy, longest: Longest) -> Answer:
    """Return what a command causes. A command that repeats what is already so causes nothing (an empty list)."""
    match command:
        case AttemptReply():
            return replies.attempt(state, command, now)
        case ReportDelay():
            return replies.delay(state, command, now)
        case ReportDelivery():
            return replies.deliver(state, command, now)
        case Retract():
            return replies.retract(state, command, now)
        case SwitchSending():
            return replies.switch(state, command, now)
        case Correct():
            return correct(state, command, now)
        case _:
            return _serve_case(state, command, now, is_courtesy, longest)


def _serve_case(
    state: DeskState, command: CaseCommand, now: int, is_courtesy: Courtesy, longest: Longest
) -> Answer:
    case = state.cases.get(command.case)
    if case is None:
        return refusals.no_such_case(command.case)
    match command:
        case SendReply():
            return _reply(state, case, command, now, is_courtesy, longest)
        case Claim():
            return _claim(case, command, now)
        case Release():
            return _release(case, command, now)
        case Resolve():
            return _resolve(state, case, command, now)
        case Dismiss():
            return _dismiss(state, case, command, now)
        case Reveal():
            return [CaseRevealed(at=now, by=command.author, case=case.id)]


def _reply(
    state: DeskState, case: Case, command: SendReply, now: int, is_courtesy: Courtesy, longest: Longest
) -> Answer:
    if command.id in state.reply_ids:
        return []
    if not command.text.strip() and command.channel != "host":
        return refusals.empty_reply()
    return _not_ours(case, command.author) or replies.reply(state, case, command, now, is_courtesy, longest)


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
                events.append(replies.stage(ReplySent, queued, now))
    if not covered.issuperset(case.waiting):
        return refusals.unanswered(case)
    events.append(CaseResolved(at=now, by=command.author, case=case.id))
    return events


def _dismiss(state: DeskState, case: Case, command: Dismiss, now: int) -> Answer:
    if command.reason not in DISMISS_REASONS:
        return refusals.no_such_reason(command.reason)
    if replies.is_sending(state, case):
        return refusals.sending(case)
    return _not_ours(case, command.author) or [
        CaseDismissed(at=now, by=command.author, case=case.id, reason=command.reason)
    ]
