"""One feed that is called, and a sound caller beside whoever else calls."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

import msgspec

from connectors.contract import Connector, Opening, Sink
from connectors.registry import load
from tests.connectors.collecting import Collector, now_ms
from tests.connectors.faults.called.lines import Line, content, dialled, request
from tests.connectors.faults.called.table import Called, Changes, told

SWITCHED, FINE = 101, 200


class Listening(Connector, Protocol):
    """A feed that is called."""

    url: str


class Scene:
    """A feed that runs, and calls to it."""

    def __init__(
        self,
        called: Called,
        feed: Listening,
        sink: Collector,
        lines: AsyncExitStack,
        task: asyncio.Task[None],
    ) -> None:
        self.called = called
        self.feed = feed
        self.sink = sink
        self.port = urlsplit(feed.url).port or 0
        self._lines = lines
        self._task = task
        self._sound: Line | None = None

    async def dial(self) -> Line:
        """Return a new connection; it is closed before the feed ends."""
        return await self._lines.enter_async_context(dialled(self.port))

    async def tells(self, *which: int) -> None:
        """Let a sound caller tell of these, over one connection that it keeps, and return when the desk has them."""
        for number in which:
            at = now_ms()
            body = self.called.body(number, at)
            if self._sound is None or not self.called.is_page:
                opened, self._sound = self._sound is None, self._sound or await self.dial()
                await self._sound.write(request(self.called, body, at))
                if opened and self.called.is_page:
                    assert SWITCHED == await self._sound.status()
            await self._sound.write(content(self.called, body))
            if not self.called.is_page:
                assert FINE == await self._sound.status()
        await self.sink.until(lambda: set(which) <= set(self.heard))

    async def call(self, body: bytes, at: int | None = None, changes: Changes | None = None) -> int:
        """Make one call over a connection of its own, at a time (UTC ms; None: now); returns the answer's status."""
        line = await self.dial()
        await line.write(request(self.called, body, now_ms() if at is None else at, changes))
        if not self.called.is_page:
            await line.write(content(self.called, body))
            return await line.status()
        status = await line.status()
        await line.write(content(self.called, body))
        await line.close()  # what was sent before is read first; and there is room for so many pages only
        return status

    async def leave(self) -> None:
        """End the feed while its callers are still there."""
        self._task.cancel()
        await asyncio.wait([self._task])

    @property
    def heard(self) -> list[int]:
        """The numbers of what the desk has been told, in order."""
        return told(self.sink.events)

    @property
    def welcome(self) -> int:
        """The status with which a call is taken."""
        return SWITCHED if self.called.is_page else FINE


@asynccontextmanager
async def scene(called: Called, sink: Collector | None = None, **changes: Any) -> AsyncIterator[Scene]:
    """Run a feed, with changes to its settings, in the block."""
    plugin, sink = load(called.feed), sink or Collector()
    settings = msgspec.convert({"port": 0, **called.keys, **changes}, plugin.settings)
    feed = cast(Listening, plugin.open(Opening("test", settings, now_ms)))
    async with running(feed, sink) as task, AsyncExitStack() as lines:
        yield Scene(called, feed, sink, lines, task)


@asynccontextmanager
async def running(feed: Listening, sink: Sink) -> AsyncIterator[asyncio.Task[None]]:
    """Run a feed in the block, from when it listens; what it raises is raised here."""
    task = asyncio.create_task(feed.run(sink))
    try:
        while not feed.url and not task.done():  # noqa: ASYNC110 - plain data without events
            await asyncio.sleep(0.001)
        if task.done():
            await task
        yield task

        assert not task.done() or task.cancelled()
    finally:
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()
