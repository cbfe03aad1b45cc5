"""Notices what became of replies on their way, so that a failure is told even when its case is not in sight."""

from collections.abc import Iterable

from console.desk import DeskState
from console.model.events import AnyEvent, ReplyFailed, ReplyQueued


class Deliveries:
    """Watches the outbox by looking at it now and then."""

    def __init__(self) -> None:
        self._under_way: dict[str, str] = {}

    def expect(self, events: Iterable[AnyEvent]) -> None:
        """Take note of replies that were just queued: they may have failed before the next look."""
        for event in events:
            if isinstance(event, ReplyQueued):
                self._under_way[event.reply] = event.case

    def failed(self, state: DeskState) -> list[ReplyFailed]:
        """Return the replies that have failed since the last look."""
        self.expect(state.outbox.values())
        found: list[ReplyFailed] = []
        for reply in [reply for reply in self._under_way if reply not in state.outbox]:
            case = state.cases.get(self._under_way.pop(reply))
            last = (
                None if case is None else next((e for e in reversed(case.replies) if e.reply == reply), None)
            )
            if isinstance(last, ReplyFailed):
                found.append(last)
        return found
