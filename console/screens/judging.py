"""What the agent does with triage's word: ask why, and correct it. Each of these is an action's `do`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from connectors.language import say
from console.model.commands import Correct
from console.model.events import (
    AnyEvent,
    CaseDismissed,
    CaseMerged,
    CaseMoved,
    CaseOpened,
)
from console.model.labels import Labels
from console.screens.at_hand import AtHand, at_hand
from console.screens.dialogs.correction import Correction
from console.screens.dialogs.why import Why
from console.screens.words import LANES
from console.triage.explain import explain
from console.triage.personal import masked

if TYPE_CHECKING:
    from console.screens.live import LiveScreen


def why(screen: "LiveScreen") -> None:
    """Show why the comment at hand was read as it was."""
    found = _found(screen)
    if found is None:
        return
    triage = screen.room.triage
    was = None if found.corrected is None else found.corrected.was
    told = explain(triage, found.said, found.verdict, was)
    dialog = Why(found, told, triage.topics, screen.sight.titles)
    screen.ask(dialog, lambda wrong: _correct(screen, found) if wrong else None)


def correct(screen: "LiveScreen") -> None:
    """Ask what the comment at hand really is, and note it."""
    found = _found(screen)
    if found is not None:
        _correct(screen, found)


def _found(screen: "LiveScreen") -> AtHand | None:
    found = at_hand(screen)
    if found is None:
        screen.tell(say("这里没有评论", "There is no comment here"), "warning")
    return found


def _correct(screen: "LiveScreen", found: AtHand) -> None:
    was = Labels.of(found.verdict)

    def decided(labels: Labels | None) -> None:
        if labels is None:
            return
        if labels == was:
            screen.tell(say("没有改动", "Nothing was changed"), "information")
            return
        command = Correct(
            id=uuid4().hex,
            author=screen.agent,
            comment=found.comment,
            was=was,
            verdict=labels.put_on(found.verdict),
        )
        screen.errands.submit(command, durable=lambda events: _told(screen, events))

    screen.ask(Correction(masked(found.said), was), decided)


def _told(screen: "LiveScreen", events: Sequence[AnyEvent]) -> None:
    """Tell what became of the comment, and go on where its case has left the queue."""
    screen.feed.forget()
    told = [say("已更正", "Corrected")]
    for event in events:
        match event:
            case CaseOpened(case=case):
                told.append(say(f"新开 #{case}", f"it is case #{case}"))
            case CaseMerged(case=case):
                told.append(say(f"并入 #{case}", f"it belongs to case #{case}"))
            case CaseMoved(case=case, lane=lane):
                told.append(
                    say(f"#{case} 现在是{LANES[lane]}", f"case #{case} is now a {LANES[lane]}".lower())
                )
            case CaseDismissed(case=case):
                told.append(say(f"#{case} 已忽略", f"case #{case} is dismissed"))
                if screen.place.current == case and screen.queue.has_focus:
                    screen.leave(case)
            case _:
                pass
    screen.tell(say("，", ", ").join(told), "information")
