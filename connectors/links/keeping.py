"""A line that is kept alive: it beats as the platform wants, and takes long silence for death."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from connectors.language import say
from connectors.links.link import Line, LineLostError


class KeptLine:
    """Wraps an open line. Costs nothing a frame: one task looks at the clock.

    `beat` is awaited every `every_s` seconds, first after that time; what it raises ends the line, and is raised by `receive`.
    A line without a frame for `silent_s` seconds is dead; None: silence is allowed.
    """

    def __init__(
        self,
        line: Line,
        *,
        beat: Callable[[Line], Awaitable[object]] | None = None,
        every_s: float = 30.0,
        silent_s: float | None = None,
    ) -> None:
        self._line = line
        self._loop = asyncio.get_running_loop()
        self._heard_at = self._loop.time()
        self._cause: Exception | None = None
        self._tasks: list[asyncio.Task[None]] = []
        if beat is not None:
            self._tasks.append(asyncio.create_task(self._beat(beat, every_s)))
        if silent_s is not None:
            self._tasks.append(asyncio.create_task(self._listen(silent_s)))

    async def receive(self) -> bytes:
        """Return the next frame; raises `LineLostError`, and what the beat raised."""
        try:
            frame = await self._line.receive()
        except LineLostError as lost:
            raise self._cause or lost from lost
        self._heard_at = self._loop.time()
        return frame

    async def send(self, data: str | bytes) -> None:
        """Send one frame; raises `LineLostError`."""
        await self._line.send(data)

    async def close(self) -> None:
        """Stop beating and close the line."""
        for task in self._tasks:
            task.cancel()
        await self._line.close()

    async def _beat(self, beat: Callable[[Line], Awaitable[object]], every_s: float) -> None:
        while True:
            await asyncio.sleep(every_s)
            try:
                await beat(self._line)
            except Exception as error:  # noqa: BLE001 - raised where somebody listens, not in a task of nobody's
                await self._end(error)
                return

    async def _listen(self, silent_s: float) -> None:
        while (rest := self._heard_at + silent_s - self._loop.time()) > 0:  # noqa: ASYNC110 - an Event would cost each frame
            await asyncio.sleep(rest)
        cause = say(f"{silent_s:.0f} 秒没有任何消息", f"nothing came for {silent_s:.0f} s")
        await self._end(LineLostError(cause, silent=True))

    async def _end(self, cause: Exception) -> None:
        self._cause = self._cause or cause
        await self._line.close()


class EarlyLine:
    """Wraps an open line. What arrived while it was being opened, in `early`, is given again first: nothing is lost."""

    def __init__(self, line: Line, early: deque[bytes]) -> None:
        self._line = line
        self._early = early
        self.send = line.send
        self.close = line.close

    async def receive(self) -> bytes:
        """Return the next frame; raises `LineLostError`."""
        return self._early.popleft() if self._early else await self._line.receive()


async def opened(line: Line, *steps: Callable[[Line], Awaitable[object]]) -> Line:
    """Take the steps that a platform wants before it speaks; the line is closed where one fails or is cancelled."""
    try:
        for step in steps:
            await step(line)
    except BaseException:  # also when cancelled: nobody else knows of the line yet
        with suppress(LineLostError):
            await line.close()
        raise
    return line
