"""A sink that keeps what it is given, and a running feed to fill it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from connectors.contract import Connector, Opening, Plugin
from connectors.events import CommentReceived, FeedEvent

E = TypeVar("E", bound=FeedEvent)


def now_ms() -> int:
    """Return UTC ms."""
    return time.time_ns() // 1_000_000


class Collector:
    """Keeps every event in order."""

    def __init__(self) -> None:
        self.events: list[FeedEvent] = []
        self._changed = asyncio.Event()

    def take(self, events: Sequence[FeedEvent]) -> None:
        """Keep the events."""
        self.events += events
        self._changed.set()

    async def ready(self) -> None:
        """Be ready, always."""

    async def saved(self) -> None:
        """Keep in memory, which is safe enough for a test."""

    def of(self, kind: type[E]) -> list[E]:
        """Return the events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def texts(self) -> list[str]:
        """Return the texts of the comments."""
        return [comment.text for comment in self.of(CommentReceived)]

    async def until(self, reached: Callable[[], Any], within_s: float = 15) -> None:
        """Return when `reached()` is true; fail after `within_s`."""
        async with asyncio.timeout(within_s):
            while not reached():
                self._changed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), 0.05)


@asynccontextmanager
async def running(plugin: Plugin, settings: Any, sink: Collector) -> AsyncIterator[Connector]:
    """Run a feed named `test` in the block, then cancel it; what it raised is raised here."""
    connector = plugin.open(Opening("test", settings, now_ms))
    task = asyncio.create_task(connector.run(sink))
    try:
        yield connector
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
