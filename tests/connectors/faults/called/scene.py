"""One feed that is called, and its callers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

import msgspec

from connectors.contract import Connector, Opening, Sink
from connectors.registry import load
from tests.connectors.collecting import Collector, now_ms
from tests.connectors.faults.called.caller import Caller
from tests.connectors.faults.called.table import Called, told


class Listening(Connector, Protocol):
    """A feed that is called."""

    url: str


class Scene(Caller):
    """A feed that runs, and calls to it."""

    def __init__(
        self,
        called: Called,
        feed: Listening,
        sink: Collector,
        task: asyncio.Task[None],
        lines: AsyncExitStack,
    ) -> None:
        super().__init__(called, port_of(feed), lines)
        self.feed = feed
        self.sink = sink
        self._task = task

    async def tells(self, *which: int) -> None:
        """Let a sound caller tell of these, and return when the desk has them."""
        for number in which:
            assert self.welcome == await self.tell(number)
        await self.sink.until(lambda: set(which) <= set(self.heard))

    async def leave(self) -> None:
        """End the feed while its callers are still there."""
        self._task.cancel()
        await asyncio.wait([self._task])

    @property
    def heard(self) -> list[int]:
        """The numbers of what the desk has been told, in order."""
        return told(self.sink.events)


@asynccontextmanager
async def scene(called: Called, now: Callable[[], int] = now_ms, **changes: Any) -> AsyncIterator[Scene]:
    """Run a feed, by a clock and with changes to its settings, in the block."""
    plugin, sink = load(called.feed), Collector()
    settings = msgspec.convert({"port": 0, **called.keys, **changes}, plugin.settings)
    feed = cast(Listening, plugin.open(Opening("test", settings, now)))
    async with running(feed, sink) as task, AsyncExitStack() as lines:
        yield Scene(called, feed, sink, task, lines)


@asynccontextmanager
async def running(feed: Listening, sink: Sink) -> AsyncIterator[asyncio.Task[None]]:
    """Run a feed in the block, from when it listens; what it raises is raised here."""
    task = asyncio.create_task(feed.run(sink))
    try:
        await listening(feed, task)
        yield task

        assert not task.done() or task.cancelled()
    finally:
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()


async def listening(feed: Listening, task: asyncio.Task[None]) -> None:
    """Return when a feed listens; raises what `task` raises instead."""
    async with asyncio.timeout(10):
        while not feed.url and not task.done():  # noqa: ASYNC110 - plain data without events
            await asyncio.sleep(0.001)
    if task.done():
        await task


def port_of(feed: Listening) -> int:
    """Return where a feed listens."""
    return urlsplit(feed.url).port or 0
