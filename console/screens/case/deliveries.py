"""Notices what became of replies on their way, so that it is told even when their case is not in sight."""

from collections.abc import Iterable
from typing import NamedTuple

from console.desk import DeskState
from console.model.events import AnyEvent, ReplyEvent, ReplyFailed, ReplyQueued, ReplyRetracted


class Unsent(NamedTuple):
    """A reply that was not delivered, as far as is known: what its author asked for, and how it ended."""

    queued: ReplyQueued
    ending: ReplyFailed | ReplyRetracted


class Deliveries:
    """Watches the outbox by looking at it now and then."""

    def __init__(self) -> None:
        self._under_way: dict[str, ReplyQueued] = {}

    def expect(self, events: Iterable[AnyEvent]) -> None:
        """Take note of replies that were just queued: they may have failed before the next look."""
        for event in events:
            if isinstance(event, ReplyQueued):
                self._under_way[event.reply] = event

    def unsent(self, state: DeskState) -> list[Unsent]:
        """Return the replies that have left the outbox undelivered since the last look."""
        self.expect(state.outbox.values())
        found: list[Unsent] = []
        for reply in [reply for reply in self._under_way if reply not in state.outbox]:
            queued = self._under_way.pop(reply)
            case = state.cases.get(queued.case)
            ending: ReplyEvent | None = (
                None if case is None else next((e for e in reversed(case.replies) if e.reply == reply), None)
            )
            if isinstance(ending, ReplyFailed | ReplyRetracted):
                found.append(Unsent(queued, ending))
        return found
