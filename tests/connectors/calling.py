"""A receiving feed that runs in a test, and calls to it over a real socket."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from connectors.calls.receiver import Receiver
from connectors.contract import FeedState, Sink
from connectors.links.http import Answer, Http
from tests.connectors.collecting import Collector


class Caller:
    """Calls one receiver."""

    def __init__(self, feed: Receiver, http: Http) -> None:
        self.feed = feed
        self._http = http

    async def post(
        self, body: bytes, headers: Mapping[str, str] | None = None, *, query: str = "", method: str = "POST"
    ) -> Answer:
        """Send a call and return the answer; `query` begins with `?`."""
        return await self._http.call(method, self.feed.url + query, headers=headers, body=body)


@asynccontextmanager
async def receiving(feed: Receiver, sink: Sink) -> AsyncIterator[Caller]:
    """Run a receiver in the block, then cancel it; what it raised is raised here."""
    task = asyncio.create_task(feed.run(sink))
    http = Http()
    try:
        await until(lambda: feed.status.state is not FeedState.WAITING or task.done())
        if task.done():
            await task
        yield Caller(feed, http)
    finally:
        await http.close()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(reached: Callable[[], object], within_s: float = 10) -> None:
    """Return when `reached()` is true; fail after `within_s`."""
    await Collector().until(reached, within_s)
