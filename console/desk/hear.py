"""What the desk decides about a comment: nothing, a new case, a further ask, a nudge."""

from dataclasses import dataclass

from connectors.events import CommentReceived
from console.desk.incidents import noticed, over
from console.desk.keys import NUDGE_TOPICS, is_unsure, merge_keys
from console.desk.state import DeskState
from console.model.cases import Case, CaseStatus
from console.model.events import (
    AnyDeskEvent,
    AnyEvent,
    CaseDismissed,
    CaseMerged,
    CaseOpened,
    CaseReopened,
    CommentClassified,
)
from console.model.verdict import Lane, Verdict

REOPEN_MS = 30 * 60_000
"""A served case takes a further ask for half an hour after its last change; later the same question opens a new case."""


SAME_PRODUCT_MS = 2 * 60_000
"""Most feeds never tell what is on air. "多少钱" and "怎么卖" are about one product while they come close together."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A comment together with triage's answer about it."""

    comment: CommentReceived
    verdict: Verdict


def hear(state: DeskState, heard: Heard) -> list[AnyEvent]:
    """Return the events that a comment causes, the comment itself first.

    Plain chat causes only itself, unless it bears a mark or the room had a say in it. Backlog (`history`) and what the host's
    own side says (`staff`) is recorded, never clocked. Complaints that come in numbers are an incident besides.
    """
    comment, verdict = heard.comment, heard.verdict
    lane = verdict.lane
    events: list[AnyEvent] = [comment]
    if state.incidents and not comment.history:
        events += over(state, comment.at)
    is_plain = lane is None and verdict.intent == "chat" and not (verdict.marks or verdict.context)
    if is_plain or comment.history or comment.staff:
        return events
    events.append(_classified(comment, verdict))
    if lane is None or verdict.courtesy:
        return events
    events += asked(state, heard, comment.at)
    if verdict.complaint and (incident := noticed(state, comment, verdict)) is not None:
        events.append(incident)
    return events


def asked(state: DeskState, heard: Heard, now: int) -> list[AnyDeskEvent]:
    """Return what becomes of a comment that needs an answer: a case of its own, a further ask of another one, a nudge.

    `now` is when that is decided (UTC ms); the wait begins when the comment came, or the one of which it is the other half:
    the case of that one half is closed. Nothing for what needs none, for backlog and for what the host's own side says.
    """
    comment, verdict = heard.comment, heard.verdict
    lane = verdict.lane
    if lane is None or comment.history or comment.staff:
        return []
    case = _nudged(state, comment, verdict) or _same_question(state, lane, comment, verdict)
    half = _first_half(state, comment, verdict)
    asked_at = comment.at
    events: list[AnyDeskEvent] = []
    if half is not None and half is not case:
        asked_at = half.waiting[comment.viewer].asked_at
        events.append(CaseDismissed(at=now, case=half.id, reason="completed"))
    if case is None:
        events.append(_opened(state, lane, heard, asked_at, now))
        return events
    nudge = comment.viewer in case.waiting
    events.append(
        CaseMerged(
            at=now,
            case=case.id,
            comment=comment.id,
            viewer=comment.viewer,
            name=comment.name,
            text=verdict.said or comment.text,
            asked_at=asked_at,
            feed=comment.feed,
            emotion=verdict.emotion,
            nudge=nudge,
            marks=verdict.marks,
        )
    )
    if not nudge and case.status in {CaseStatus.ANSWERED, CaseStatus.RESOLVED}:
        again = any(ask.viewer == comment.viewer for ask in case.served)
        cause = "asked_again" if again else "late_duplicate"
        events.append(CaseReopened(at=now, case=case.id, cause=cause))
    return events


def _nudged(state: DeskState, comment: CommentReceived, verdict: Verdict) -> Case | None:
    """Return the newest case in which an impatient viewer already waits."""
    if verdict.topic not in NUDGE_TOPICS:
        return None
    waiting_in = state.waiting_in.get(comment.viewer)
    return state.cases[waiting_in[-1]] if waiting_in else None


def _first_half(state: DeskState, comment: CommentReceived, verdict: Verdict) -> Case | None:
    """Return the case of the half that a viewer has just completed, where nobody else waits in it or works on it."""
    if not verdict.said:
        return None
    for case_id in state.waiting_in.get(comment.viewer, ()):
        case = state.cases[case_id]
        untouched = case.status is CaseStatus.NEW and len(case.waiting) == 1
        if untouched and verdict.said.startswith(f"{case.waiting[comment.viewer].text} "):
            return case
    return None


def _same_question(state: DeskState, lane: Lane, comment: CommentReceived, verdict: Verdict) -> Case | None:
    for key in merge_keys(comment.feed, lane, verdict):
        case_id = state.case_of_key.get(key)
        if case_id is None:
            continue
        case = state.cases[case_id]
        if case.status is CaseStatus.RESOLVED and comment.at - case.changed_at >= REOPEN_MS:
            continue
        if is_unsure(key) and comment.at - case.last_asked_at >= SAME_PRODUCT_MS:
            continue
        return case
    return None


def _classified(comment: CommentReceived, verdict: Verdict) -> CommentClassified:
    return CommentClassified(
        at=comment.at,
        id=comment.id,
        viewer=comment.viewer,
        question=verdict.question,
        complaint=verdict.complaint,
        intent=verdict.intent,
        emotion=verdict.emotion,
        confidence=verdict.confidence,
        topic=verdict.topic,
        reasons=verdict.reasons,
        product=verdict.product,
        slots=verdict.slots,
        marks=verdict.marks,
        context=verdict.context,
        said=verdict.said,
    )


def _opened(state: DeskState, lane: Lane, heard: Heard, asked_at: int, now: int) -> CaseOpened:
    comment, verdict = heard.comment, heard.verdict
    return CaseOpened(
        at=now,
        case=str(state.opened + 1),
        lane=lane,
        intent=verdict.intent,
        comment=comment.id,
        viewer=comment.viewer,
        name=comment.name,
        text=verdict.said or comment.text,
        asked_at=asked_at,
        platform=comment.platform,
        feed=comment.feed,
        emotion=verdict.emotion,
        topic=verdict.topic,
        product=verdict.product,
        slots=verdict.slots,
        folded=verdict.folded,
        marks=verdict.marks,
    )
