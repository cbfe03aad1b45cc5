"""A room with a real journal and a feed under the test's hand."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from connectors.contract import FeedState, FeedStatus, Outgoing, SendError, SendLimits, Sink
from connectors.events import CommentReceived, FeedEvent
from connectors.problem import UserProblem
from console.clock import Clock
from console.journal import Broadcast, Reader, open_journal
from console.metrics import Ledger
from console.model.commands import Refusal, SendReply
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
        self.limits = SendLimits()
        self.failures: list[BaseException] = []
        self.taking = asyncio.Event()
        self.taking.set()
        self.raises: BaseException | None = None
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
        """Take a reply as soon as replies are taken, or fail as told."""
        await self.taking.wait()
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

    async def quit(self) -> None:
        """Close the room in the middle of everything, as a person does who presses q; a second time does nothing."""
        if self.running is not None:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)
            self.running = None
            await self.room.stop("quit")

    async def reply(self, case: str = "1", text: str = "不会掉色的", channel: str = "chat") -> str:
        """Answer a case; returns the reply's id. The desk must not refuse it."""
        self._number += 1
        reply = f"r{self._number}"
        command = SendReply(id=reply, author="小李", case=case, text=text, channel=channel)
        answer = await self.room.submit(command)
        assert not isinstance(answer, Refusal), answer.code
        return reply

    def stages(self, reply: str) -> list[str]:
        """Return the kinds of what the journal file holds about a reply, and whether its end is unknown."""
        with Reader(self.file) as reader:
            events = [event for event in reader.events("b1") if getattr(event, "reply", "") == reply]
        return [
            "unknown" if getattr(event, "unknown", False) else str(event.__struct_config__.tag).split(".")[1]
            for event in events
        ]

    async def until_left(self, reply: str) -> list[str]:
        """Wait until a reply has left the outbox for good; returns its stages."""
        async with asyncio.timeout(10):
            while reply in self.room.state.outbox:  # noqa: ASYNC110 - plain data without events
                await asyncio.sleep(0.005)
        await self.journal.durable(self.journal.last_seq)
        return self.stages(reply)

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
