"""A line on which questions are asked: each answer finds its question by id, between everything else that arrives."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from connectors.language import say
from connectors.links.link import Line, LineLostError, UnansweredError

PATIENCE_S = 8.0

Answer = TypeVar("Answer")


class AskingLine(Generic[Answer]):
    """Wraps an open line. `answered` reads a frame: the question's id and the answer, or None for anything else.

    Every frame is still received, answers too, so that recordings are whole.
    """

    def __init__(self, line: Line, answered: Callable[[bytes], tuple[str, Answer] | None]) -> None:
        self._line = line
        self._answered = answered
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._early: deque[bytes] = deque()

    async def receive(self) -> bytes:
        """Return the next frame; raises `LineLostError`, to those who wait for answers as well."""
        if self._early:
            return self._early.popleft()
        try:
            frame = await self._line.receive()
        except LineLostError as lost:
            self._give_up(lost.cause)
            raise
        self._settle(frame)
        return frame

    async def send(self, data: str | bytes) -> None:
        """Send one frame; raises `LineLostError`."""
        await self._line.send(data)

    async def ask(self, id_: str, data: str | bytes, within_s: float = PATIENCE_S) -> Answer:
        """Send a question and return its answer, while somebody else receives.

        Raises `UnansweredError` where no answer came in time, and where the line broke: it may have left before that.
        """
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[id_] = answer
        try:
            async with asyncio.timeout(within_s):
                await self._line.send(data)
                return await answer
        except UnansweredError:
            raise
        except LineLostError as lost:
            raise UnansweredError(lost.cause) from lost
        except TimeoutError as error:
            raise UnansweredError(say("对方没有应答", "no answer came")) from error
        finally:
            self._waiting.pop(id_, None)
            answer.cancel()

    async def ask_first(self, id_: str, data: str | bytes, within_s: float = PATIENCE_S) -> Answer:
        """Do the same while nobody receives yet; what arrives before the answer is kept for `receive`."""
        await self._line.send(data)
        try:
            async with asyncio.timeout(within_s):
                while True:
                    frame = await self._line.receive()
                    self._early.append(frame)
                    told = self._answered(frame)
                    if told is not None and told[0] == id_:
                        return told[1]
        except TimeoutError as error:
            raise UnansweredError(say("对方没有应答", "no answer came")) from error

    async def close(self) -> None:
        """Close the line; open questions stay without an answer."""
        self._give_up(say("连接已断开", "the connection is closed"))
        await self._line.close()

    def _settle(self, frame: bytes) -> None:
        told = self._answered(frame) if self._waiting else None
        if told is None:
            return
        id_, answer = told
        waiting = self._waiting.get(id_)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def _give_up(self, cause: str) -> None:
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(UnansweredError(cause))
