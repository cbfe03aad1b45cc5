"""A line that moves to another connection when the platform asks for it, without losing what is still under way."""

import asyncio
from collections.abc import Awaitable, Callable

from connectors.links.link import Line, LineLostError
from connectors.problem import Problem

RETRY_S = 1.0  # between two tries to open the successor, while the old line still stands

Open = Callable[[], Awaitable[Line]]
Watch = Callable[[bytes, Line], Awaitable[Open | None]]
"""Looks at each frame, and at the line it came by; returns how to open a successor where the frame asks for one."""


class MovingLine:
    """Wraps an open line. While the successor is opened the old line is read on.

    Once the successor stands the old line is closed politely and read to its end, then the successor from its
    beginning: what was sent on either arrives, once, and in order. Where the old line breaks before, it is lost.
    """

    def __init__(self, line: Line, watch: Watch) -> None:
        self._line = line
        self._watch = watch
        self._successor: Line | None = None
        self._move: asyncio.Task[None] | None = None

    async def receive(self) -> bytes:
        """Return the next frame; raises `LineLostError`, and what the watch raises."""
        while True:
            try:
                frame = await self._line.receive()
            except LineLostError:
                if self._successor is None:
                    raise
                self._line, self._successor = self._successor, None
                continue
            successor = await self._watch(frame, self._line)
            if successor is not None:
                self.move(successor)
            return frame

    def move(self, successor: Open) -> None:
        """Begin to move, unless a move is under way; `successor` is tried until it succeeds."""
        if self._move is None or self._move.done():
            self._move = asyncio.create_task(self._move_to(successor))

    async def send(self, data: str | bytes) -> None:
        """Send one frame; raises `LineLostError`."""
        await self._line.send(data)

    async def close(self) -> None:
        """Close whatever is open."""
        if self._move is not None:
            self._move.cancel()
            await asyncio.wait([self._move])  # it may hold a line that is half open
        if self._successor is not None:
            await self._successor.close()
        await self._line.close()

    async def _move_to(self, successor: Open) -> None:
        while self._successor is None:
            try:
                self._successor = await successor()
            except (LineLostError, Problem):  # the old line's end tells it, if it comes to that
                await asyncio.sleep(RETRY_S)
        await self._line.close()
