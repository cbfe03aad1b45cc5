"""The comment that is meant: the one under the feed's cursor, else the open case's."""

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from connectors.events import CommentReceived
from console.model.cases import Ask, Case
from console.model.events import CommentCorrected
from console.model.verdict import Verdict
from console.recent import Line
from console.room import Room
from console.triage import fold

if TYPE_CHECKING:
    from console.screens.live import LiveScreen


class AtHand(NamedTuple):
    """A comment, what it is taken for now, and how it was last corrected."""

    comment: CommentReceived
    verdict: Verdict
    corrected: CommentCorrected | None

    @property
    def said(self) -> str:
        """What was read: the comment, or the whole that it completes."""
        return self.verdict.said or self.comment.text


def at_hand(screen: "LiveScreen") -> AtHand | None:
    """Return the comment at hand; None where there is none."""
    moment = screen.moment
    if moment.reading:
        line = screen.feed.window.under_cursor()
        return None if line is None else _of_line(screen.room, line)
    return None if moment.case is None else _of_case(screen.room, moment.case)


def _of_line(room: Room, line: Line) -> AtHand | None:
    comment, verdict = line.event, line.verdict
    if not isinstance(comment, CommentReceived):
        return None
    if verdict is None:  # plain chat of before a restart, which nobody wrote down
        verdict = room.triage.read(comment.text)
    elif not verdict.folded:
        verdict = replace(verdict, folded=fold(verdict.said or comment.text))
    return AtHand(comment, verdict, room.state.corrected.get(comment.id))


def _of_case(room: Room, case: Case) -> AtHand | None:
    ask = _first(case)
    if ask is None:
        return None
    line = room.recent.find(ask.comment)
    if line is not None:
        return _of_line(room, line)
    text = case.text if ask.nudges else ask.text  # a nudge puts its own words in the place of the ask's
    comment = CommentReceived(
        at=ask.asked_at,
        feed=ask.feed,
        id=ask.comment,
        text=text,
        viewer=ask.viewer,
        name=ask.name,
        platform=case.platform,
    )
    verdict, corrected = room.triage.read(text, case.product), room.state.corrected.get(ask.comment)
    return AtHand(comment, verdict if corrected is None else corrected.now.put_on(verdict), corrected)


def _first(case: Case) -> Ask | None:
    """Return who asked in the case's own words, else the first who waits, else the last who was answered."""
    asks = [*case.waiting.values(), *reversed(case.served)]
    return next((ask for ask in asks if ask.text == case.text), asks[0] if asks else None)
