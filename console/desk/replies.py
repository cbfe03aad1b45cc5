"""What the desk decides about a reply, from its author's Enter to the platform's word."""

from collections.abc import Callable
from typing import Any, TypeVar

from console.desk import refusals
from console.desk.state import DeskState
from console.model.cases import Case, CaseStatus
from console.model.commands import (
    AttemptReply,
    Refusal,
    ReportDelay,
    ReportDelivery,
    Retract,
    SendReply,
    SwitchSending,
)
from console.model.events import (
    AnyDeskEvent,
    CaseClaimed,
    CaseReopened,
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

Answer = list[AnyDeskEvent] | Refusal
Courtesy = Callable[[str], bool]
Longest = Callable[[str], int]
Stage = TypeVar("Stage", bound=ReplyEvent)

_NEEDS = {"chat": "send", "dry-run": "dry-run"}
"""Where the room's switch must stand for a channel; any other channel is open wherever it stands."""

_STAGES: dict[str, type[ReplyEvent]] = {"host": ReplySent, "dry-run": ReplyRehearsed}
"""What a reply is at once by channels on which nothing is to be delivered."""

_TYPES = {"host": "host_spoken", "dry-run": "dry_run"}


def reply(
    state: DeskState, case: Case, command: SendReply, now: int, is_courtesy: Courtesy, longest: Longest
) -> Answer:
    """Return what an answer causes. That the author may act on the case has been seen to."""
    if is_sending(state, case):
        return refusals.sending(case)
    overtaken = 0 < command.based_on < case.answered_version and case.answered_by != command.author
    if overtaken and not case.waiting:
        return refusals.answered(case)
    if command.channel in _NEEDS:
        if _NEEDS[command.channel] != state.sending:
            return refusals.switched()
        too_many = len(command.text) - longest(case.feed)
        if too_many > 0:
            return refusals.too_long(case, too_many, longest(case.feed))
    events: list[AnyDeskEvent] = []
    if case.owner is None:
        events.append(CaseClaimed(at=now, by=command.author, case=case.id))
    stage: Any = _STAGES.get(command.channel, ReplyQueued)
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
            meaningful=not is_courtesy(command.text),
            script=command.script,
            script_version=command.script_version,
            edit_ratio=command.edit_ratio,
        )
    )
    return events


def is_sending(state: DeskState, case: Case) -> bool:
    """Whether a reply to the case is under way."""
    return any(queued.case == case.id for queued in state.outbox.values())


def _type_of(case: Case, command: SendReply) -> str:
    if command.channel in _TYPES:
        return _TYPES[command.channel]
    if len(case.waiting) > 1:
        return "broadcast"
    return "human" if command.script is None else "script"


def attempt(state: DeskState, command: AttemptReply, now: int) -> Answer:
    """Return what the outbox's wish to send causes: nothing where it was taken back, or is in the platform's hands."""
    queued = state.outbox.get(command.reply)
    if queued is None or command.reply in state.attempted:
        return []
    return [ReplyAttempted(at=now, by=command.author, reply=queued.reply, case=queued.case)]


def delay(state: DeskState, command: ReportDelay, now: int) -> Answer:
    """Return what a try that sent nothing causes; with the switch turned meanwhile there is no other try."""
    queued = state.outbox.get(command.reply)
    if queued is None:
        return refusals.no_such_reply(command.reply)
    if command.reply not in state.attempted:
        return []
    if state.sending != "send":
        return _ended(state, stage(ReplyFailed, queued, now, reason=command.reason))
    return [
        ReplyDelayed(at=now, by=command.author, reply=queued.reply, case=queued.case, reason=command.reason)
    ]


def deliver(state: DeskState, command: ReportDelivery, now: int) -> Answer:
    """Return what is known of a reply now: from the outbox, or from a person about one nobody else can know of."""
    queued = state.outbox.get(command.reply) or _unconfirmed(state, command.reply)
    if queued is None:
        return [] if command.reply in state.reply_ids else refusals.no_such_reply(command.reply)
    if command.delivered:
        return [stage(ReplySent, queued, now)]
    failed = stage(ReplyFailed, queued, now, reason=command.reason, unknown=command.unknown)
    return _ended(state, failed)


def _unconfirmed(state: DeskState, reply_id: str) -> ReplyFailed | None:
    return next((failed for failed in state.unconfirmed.values() if failed.reply == reply_id), None)


def retract(state: DeskState, command: Retract, now: int) -> Answer:
    """Return what taking a reply back causes: only what nobody can have read is taken back."""
    queued = state.outbox.get(command.reply)
    if queued is None:
        return [] if command.reply in state.reply_ids else refusals.no_such_reply(command.reply)
    case = state.cases[queued.case]
    if case.owner not in {None, command.author}:
        return refusals.owned(case)
    if command.reply in state.attempted:
        return refusals.too_late(case)
    return _ended(state, stage(ReplyRetracted, queued, now, by=command.author))


def switch(state: DeskState, command: SwitchSending, now: int) -> Answer:
    """Return what turning the switch causes. Turned off, it stops the replies that wait in the outbox as well."""
    if command.sending == state.sending:
        return []
    events: list[AnyDeskEvent] = [
        SendingSwitched(at=now, by=command.author, sending=command.sending),
    ]
    for queued in state.outbox.values():
        if queued.channel == "chat" and queued.reply not in state.attempted:
            events += _ended(state, stage(ReplyRetracted, queued, now, by=command.author))
    return events


def _ended(state: DeskState, ending: ReplyFailed | ReplyRetracted) -> list[AnyDeskEvent]:
    """Return the end of a reply that was not delivered; a case resolved ahead of it comes back."""
    events: list[AnyDeskEvent] = [ending]
    if state.cases[ending.case].status is CaseStatus.RESOLVED:
        cause = "reply_failed" if isinstance(ending, ReplyFailed) else "reply_retracted"
        events.append(CaseReopened(at=ending.at, case=ending.case, cause=cause))
    return events


def stage(kind: type[Stage], before: ReplyEvent, now: int, **more: Any) -> Stage:
    """Return the next stage of a reply; credit stays with its author."""
    fields = {name: getattr(before, name) for name in ReplyQueued.__struct_fields__}
    return kind(**{**fields, "at": now, **more})
