"""Commands on their way to the desk: done only when durable, refused in words, failed in words."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from connectors.problem import Problem
from console.model.commands import AnyCommand, Refusal
from console.model.events import AnyEvent
from console.room import Room

Durable = Callable[[Sequence[AnyEvent]], Any]


class Errands:
    """Carries the agent's commands. `busy` holds the cases whose command is not durable yet."""

    def __init__(
        self, room: Room, *, refused: Callable[[Refusal, str], None], failed: Callable[[Problem], None]
    ) -> None:
        self._room = room
        self._refused = refused
        self._failed = failed
        self.busy: Counter[str] = Counter()

    async def carry(self, command: AnyCommand, case_id: str, durable: Durable) -> None:
        """Submit a command about a case; `durable` is called with what it caused, once nothing can undo it."""
        self.busy[case_id] += 1
        try:
            answer = await self._room.submit(command)
        except Problem as problem:
            self._failed(problem)
            return
        finally:
            self.busy[case_id] -= 1
            self.busy += Counter()  # drops what is back at zero
        if isinstance(answer, Refusal):
            self._refused(answer, case_id)
        else:
            durable(answer)
