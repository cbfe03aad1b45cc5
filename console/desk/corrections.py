"""What the desk decides about a correction: it is noted, and the comment is served as what it is."""

from console.desk import replies
from console.desk.hear import Heard, asked
from console.desk.replies import Answer
from console.desk.state import DeskState
from console.model.cases import Case
from console.model.commands import Correct
from console.model.events import AnyDeskEvent, CaseDismissed, CaseMoved, CommentCorrected
from console.model.labels import Labels


def correct(state: DeskState, command: Correct, now: int) -> Answer:
    """Return what a correction causes: the correction itself, and what becomes of the comment's case.

    A case follows its own wording, or its only asker. Where others wait in it too, it stays theirs, and a comment of another
    lane is served there. What somebody else holds, or what a reply is under way to, is left as it is.
    """
    comment, labels = command.comment, Labels.of(command.verdict)
    if labels == command.was:
        return []
    text = command.verdict.said or comment.text
    events: list[AnyDeskEvent] = [
        CommentCorrected(
            at=now,
            by=command.author,
            id=comment.id,
            viewer=comment.viewer,
            text=text,
            was=command.was,
            now=labels,
        )
    ]
    case = case_of(state, comment.viewer, comment.id)
    if case is None or not _follows(case, text):
        if labels.lane not in {None, command.was.lane if case is None else case.lane}:
            events += asked(state, Heard(comment, command.verdict), now)
    elif case.owner in {None, command.author}:
        events += _followed(state, case, command, now)
    return events


def case_of(state: DeskState, viewer: str, comment: str) -> Case | None:
    """Return the case in which a viewer waits because of a comment; the newest, where that was found to be two things."""
    for case_id in reversed(state.waiting_in.get(viewer, ())):
        case = state.cases[case_id]
        if case.waiting[viewer].comment == comment:
            return case
    return None


def _follows(case: Case, text: str) -> bool:
    return text == case.text or len(case.waiting) == 1


def _followed(state: DeskState, case: Case, command: Correct, now: int) -> list[AnyDeskEvent]:
    verdict = command.verdict
    lane = verdict.lane
    if lane is None:
        if replies.is_sending(state, case):
            return []
        reason = "spam" if verdict.intent == "spam" else "not_a_question"
        return [CaseDismissed(at=now, by=command.author, case=case.id, reason=reason)]
    if (lane, verdict.intent) == (case.lane, case.intent):
        return []
    return [
        CaseMoved(
            at=now,
            by=command.author,
            case=case.id,
            lane=lane,
            intent=verdict.intent,
            topic=verdict.topic,
        )
    ]
