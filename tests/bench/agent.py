"""A scripted agent: answers the oldest cases through the desk's own commands, so that few people wait."""

import asyncio

from console.model.commands import Resolve, SendReply
from console.room import Room

MOST_WAITING = 300
ANSWER = "这款有现货，今天下单今天发出。"


class Agent:
    """Keeps at most about `MOST_WAITING` viewers waiting. `most` is how many ever waited when it looked.

    It gives one answer at a time and lets the feed go on in between, as people do; all that are due `at_once`
    where an unpaced feed would leave no turns for that.
    """

    def __init__(self, room: Room, *, at_once: bool = False) -> None:
        self.most = 0
        self._room = room
        self._at_once = at_once
        self._answering: dict[str, asyncio.Task[None]] = {}

    async def serve(self, every_s: float = 0.1) -> None:
        """Look after the queue until cancelled."""
        while True:
            await asyncio.sleep(every_s)
            await self._look()

    async def finish(self) -> None:
        """Return when every answer given is durable."""
        await asyncio.gather(*self._answering.values())

    async def _look(self) -> None:
        state = self._room.state
        waiting = len(state.waiting_in)
        self.most = max(self.most, waiting)
        for case_id in list(state.open_ids):
            if waiting <= MOST_WAITING:
                return
            case = state.cases.get(case_id)
            if case is None or not case.waiting or case_id in self._answering:
                continue
            waiting -= len(case.waiting)
            self._answering[case_id] = asyncio.create_task(self._answer(case_id))
            if not self._at_once:
                await asyncio.sleep(0)

    async def _answer(self, case_id: str) -> None:
        reply_id = f"{case_id}-{self._room.state.version}"
        reply = SendReply(id=reply_id, author="scripted", case=case_id, text=ANSWER, channel="host")
        try:
            await self._room.submit(reply)
            await self._room.submit(Resolve(id=f"{reply_id}-end", author="scripted", case=case_id))
        finally:
            del self._answering[case_id]
