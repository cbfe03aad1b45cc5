"""One feed and its platform in the middle of a broadcast."""

import re
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from connectors.contract import Connector, FeedState, Plugin
from connectors.events import CommentReceived, FeedEvent
from connectors.registry import load
from tests.connectors.collecting import Collector, now_ms, running
from tests.connectors.faults.subjects import Answers, Subject
from tests.connectors.frames import words
from tests.servers.commanding import Platform

_WORDS = re.compile(re.escape(words(0)).replace("0", r"(\d+)"))


def numbers(events: Iterable[FeedEvent]) -> list[int]:
    """Return the numbers of the comments among events, in order."""
    found = [_WORDS.fullmatch(event.text) for event in events if isinstance(event, CommentReceived)]
    return [int(match[1]) for match in found if match]


class Scene:
    """A feed that runs, and its platform under command."""

    def __init__(self, subject: Subject, platform: Platform, sink: Collector, feed: Connector) -> None:
        self.subject = subject
        self.platform = platform
        self.sink = sink
        self.feed = feed

    async def says(self, *which: int, sent_at: int | None = None) -> None:
        """Let viewers say comments of these numbers, at a time in UTC ms (None: now)."""
        at = now_ms() if sent_at is None else sent_at
        for number in which:
            await self.platform.send(self.subject.comment(number, at))

    async def hears(self, *which: int, within_s: float = 15) -> None:
        """Return when the desk has all of these comments; fail after `within_s`."""
        await self.sink.until(lambda: set(which) <= set(self.heard), within_s)

    async def is_in(self, state: FeedState, within_s: float = 15) -> None:
        """Return when the feed is in a state; fail after `within_s`."""
        await self.sink.until(lambda: self.feed.status.state is state, within_s)

    async def moves_to(self, platform: Platform) -> None:
        """Let another platform take over, and return when it has met the feed."""
        self.platform = platform
        await greet(self.subject, platform)
        await platform.met(1)

    @property
    def heard(self) -> list[int]:
        """The numbers of the comments the desk has, in order."""
        return numbers(self.sink.events)


async def greet(subject: Subject, platform: Platform, answers: Answers | None = None) -> None:
    """Let a platform meet the feed as its own does; with other answers to HTTP calls, where given."""
    await platform.greet(subject.greeting, answers or subject.answers(platform.url), subject.idle)


def settings(subject: Subject, plugin: Plugin, url: str, **changes: Any) -> Any:
    """Return the feed's settings for a platform, with changes."""
    return msgspec.convert(subject.table(url) | changes, plugin.settings)


@asynccontextmanager
async def scene(subject: Subject, platform: Platform, **changes: Any) -> AsyncIterator[Scene]:
    """Run a feed, with changes to its settings, until its platform has met it, then the block."""
    before = await platform.served()
    await greet(subject, platform)
    plugin, sink = load(subject.feed), Collector()
    async with running(plugin, settings(subject, plugin, platform.url, **changes), sink) as feed:
        await platform.met(before + 1)
        yield Scene(subject, platform, sink, feed)


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it has been."""
        return time.monotonic() - self._began
