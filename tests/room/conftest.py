"""A room with a real journal and a feed under the test's hand."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from connectors.contract import FeedState, FeedStatus, Outgoing, SendError, Sink
from connectors.events import CommentReceived, FeedEvent
from connectors.problem import UserProblem
from console.clock import Clock
from console.journal import Broadcast, open_journal
from console.metrics import Ledger
from console.model.events import Sending, SessionStarted
from console.room import Room
from console.settings import paths
from console.triage import Triage


class HandFeed:
    """A feed that says what the test tells it, and takes replies as the test tells it."""

    can_send = True

    def __init__(self, name: str = "main") -> None:
        self.status = FeedStatus(feed=name, connector="hand")
        self.sent: list[Outgoing] = []
        self.failures: list[Exception] = []
        self.raises: Exception | None = None
        self.over = asyncio.Event()
        self.sink: Sink | None = None

    async def run(self, sink: Sink) -> None:
        """Stand open until the test says that the stream is over."""
        self.sink = sink
        self.status.state = FeedState.LIVE
        if self.raises is not None:
            raise self.raises
        await self.over.wait()

    async def send(self, outgoing: Outgoing) -> None:
        """Take a reply, or fail as told."""
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(outgoing)

    def say(self, *events: FeedEvent) -> None:
        """Deliver events."""
        assert self.sink is not None
        self.sink.take(events)


class OpenRoom:
    """A running room on a journal file."""

    def __init__(
        self,
        file: Path,
        triage: Triage,
        feeds: Sequence[HandFeed],
        *,
        sending: Sending = "send",
        undo_s: float = 0.0,
    ) -> None:
        self.file = file
        self.feeds = feeds
        self.clock = Clock()
        self.journal = open_journal(file, label="test", commit_every_ms=5)
        started = SessionStarted(
            at=self.clock.now(), broadcast="b1", room="test", title="测试", sending=sending
        )
        self.room = Room(
            started=started,
            journal=self.journal,
            triage=triage,
            ledger=Ledger(),
            feeds=list(feeds),
            now=self.clock.now,
            undo_s=undo_s,
        )
        self.journal.begin(Broadcast(id="b1", room="test", title="测试", started_at=started.at))
        self._number = 0
        self.running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Run the room and wait until every feed stands."""
        self.running = asyncio.create_task(self.room.run())
        while any(feed.status.state is FeedState.WAITING for feed in self.feeds):  # noqa: ASYNC110 - plain data
            await asyncio.sleep(0)

    async def finish(self, cause: str = "ended") -> None:
        """End the streams, the run and the session."""
        for feed in self.feeds:
            feed.over.set()
        assert self.running is not None
        await self.room.ended.wait()
        await self.room.settle(5)
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        await self.room.stop(cause)

    def comment(self, text: str, viewer: str = "a", feed: int = 0) -> None:
        """Let a viewer comment, now."""
        self._number += 1
        source = self.feeds[feed]
        source.say(
            CommentReceived(
                at=self.clock.now(),
                feed=source.status.feed,
                id=f"c{self._number}",
                text=text,
                viewer=f"demo:{viewer}",
                name=viewer,
                platform="demo",
            )
        )


@pytest.fixture(scope="session")
def triage() -> Triage:
    """Return triage with the shipped word lists."""
    return Triage.load(paths.defaults() / "lexicon")


@pytest.fixture
def feed() -> HandFeed:
    """Return a feed under the test's hand."""
    return HandFeed()


@pytest.fixture
async def open_room(tmp_path: Path, triage: Triage, feed: HandFeed) -> AsyncIterator[OpenRoom]:
    """Return a running room; it is closed at the end if the test has not done so."""
    opened = OpenRoom(tmp_path / "livedesk.db", triage, [feed])
    await opened.start()
    yield opened
    if opened.running is not None and not opened.running.done():
        opened.running.cancel()
        await asyncio.gather(opened.running, return_exceptions=True)
    await opened.journal.close()


__all__ = ["HandFeed", "OpenRoom", "SendError", "UserProblem"]
