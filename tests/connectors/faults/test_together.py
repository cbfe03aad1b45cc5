"""All feeds in one room with a real journal: each comment once, and one feed's misery never touches another."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from pathlib import Path

import pytest

from connectors.contract import FeedState
from connectors.events import CommentReceived, FeedEvent, FeedGap, FeedLost
from console.journal import Reader, UnknownEvent
from console.opening import Request, open_room
from console.room import Room
from console.settings import paths
from console.settings.load import Loaded
from console.settings.schema import RoomSettings, Settings
from tests.connectors.collecting import now_ms
from tests.connectors.faults.scene import greet, numbers
from tests.connectors.faults.subjects import SUBJECTS, Subject
from tests.servers.commanding import Address, Platform, commanding, platform_process

ROUNDS = 6
BACKLOG = 3  # comments that a platform tells again to a reader who comes back
LATEST_MS = 1_500


@pytest.fixture(scope="module")
def addresses() -> Iterator[list[Address]]:
    """Return one platform for each feed, each in a process of its own."""
    with ExitStack() as open_platforms:
        yield [open_platforms.enter_context(platform_process()) for _ in SUBJECTS]


class Stream:
    """One feed of the room: its platform, and what has been said there."""

    def __init__(self, subject: Subject, platform: Platform) -> None:
        self.subject = subject
        self.platform = platform
        self.said = 0

    async def say(self) -> None:
        """Say the next comment."""
        self.said += 1
        await self.platform.send(self.subject.comment(self.said, now_ms()))

    async def misbehave(self, number: int) -> None:
        """Do one of many bad things; then be sound again, and tell the newcomer the latest comments again."""
        served = await self.platform.served()
        match number % 4:
            case 0:
                await self.platform.do("reset")
            case 1:
                await self.platform.do("close", code=1012)
            case 2:
                await self.platform.do("refuse")
                await asyncio.sleep(0.1)
                await self.platform.do("listen")
            case _:
                await self.platform.send("nonsense")
                await self.platform.do("cut")
        await self.platform.met(served + 1)
        for again in range(max(1, self.said - BACKLOG + 1), self.said + 1):
            await self.platform.send(self.subject.comment(again, now_ms()))


@asynccontextmanager
async def on_air(addresses: list[Address], folder: Path) -> AsyncIterator[tuple[Room, list[Stream]]]:
    """Open a room with every feed, and run it in the block until all have been met; then end it."""
    async with AsyncExitStack() as commanded:
        streams = []
        tables = []
        for subject, address in zip(SUBJECTS, addresses, strict=True):
            platform = await commanded.enter_async_context(commanding(address))
            await platform.recover()
            await greet(subject, platform)
            streams.append(Stream(subject, platform))
            tables.append(
                {
                    "feed": subject.feed,
                    "name": subject.name,
                    "retry_cap_s": 0.3,
                    **subject.table(platform.url),
                }
            )
        served = [await stream.platform.served() for stream in streams]
        settings = Settings(rooms={"all": RoomSettings(feeds=tables)})
        room = open_room(Loaded(settings, None), Request("all", folder))
        running = asyncio.create_task(room.run())
        for stream, before in zip(streams, served, strict=True):
            await stream.platform.met(before + 1)
        yield room, streams
        running.cancel()
        await asyncio.wait([running])
        await room.stop("ended")


def written(folder: Path) -> dict[str, list[FeedEvent]]:
    """Return what the journal holds, by feed."""
    found: dict[str, list[FeedEvent]] = {}
    with Reader(folder / paths.JOURNAL_NAME) as reader:
        for event in reader.events(reader.find("last").id):
            assert not isinstance(event, UnknownEvent)
            if isinstance(event, FeedEvent):
                found.setdefault(event.feed, []).append(event)
    return found


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for subject in SUBJECTS:
        for name, value in subject.environment.items():
            monkeypatch.setenv(name, value)


async def _written(folder: Path, *streams: Stream) -> dict[str, list[FeedEvent]]:
    """Return what the journal holds once it has every comment that was said; fail after 15 s."""
    async with asyncio.timeout(15):
        while True:
            books = written(folder)
            if all(stream.said <= len(numbers(books[stream.subject.name])) for stream in streams):
                return books
            await asyncio.sleep(0.05)


@pytest.mark.process
async def test_every_feed_in_misery_and_each_comment_in_the_journal_once(
    addresses: list[Address], tmp_path: Path
) -> None:
    """Feeds break in turn and tell again what they told; the journal has all of it, in order, and nothing twice."""
    async with on_air(addresses, tmp_path) as (room, streams):
        for number in range(ROUNDS):
            for stream in streams:
                await stream.say()
                await stream.say()
                await stream.misbehave(number)
        for stream in streams:
            await stream.say()
        await _written(tmp_path, *streams)

        assert {FeedState.LIVE} == {status.state for status in room.statuses}

    books = written(tmp_path)
    for stream in streams:
        events = books[stream.subject.name]
        assert list(range(1, stream.said + 1)) == numbers(events)
        assert ROUNDS <= sum(isinstance(event, FeedLost) for event in events)


@pytest.mark.process
async def test_one_feeds_misery_touches_no_other(addresses: list[Address], tmp_path: Path) -> None:
    """While every other feed breaks again and again, the first is live throughout, prompt, and without a gap."""
    async with on_air(addresses, tmp_path) as (_, (sound, *others)):

        async def suffer(stream: Stream) -> None:
            for number in range(ROUNDS):
                await stream.say()
                await stream.misbehave(number)

        miseries = asyncio.gather(*(suffer(stream) for stream in others))
        while not miseries.done():
            await sound.say()
            await asyncio.sleep(0.02)
        await miseries
        await _written(tmp_path, sound, *others)

    events = written(tmp_path)[sound.subject.name]
    last_said = max(event.at for event in events if isinstance(event, CommentReceived))
    lags = [
        event.at - event.sent_at
        for event in events
        if isinstance(event, CommentReceived) and event.sent_at is not None
    ]

    assert list(range(1, sound.said + 1)) == numbers(events)
    assert max(lags) < LATEST_MS
    assert not [event for event in events if isinstance(event, FeedLost) and event.since < last_said]
    assert not [
        event
        for event in events
        if isinstance(event, FeedGap) and event.until < last_said and event.since > events[0].at
    ]
