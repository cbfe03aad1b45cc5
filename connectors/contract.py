"""The contract between the desk and a feed.

A connector package offers one `PLUGIN`, found by its entry point in the group `livedesk.connectors`. Beside
its code lies a `feed.toml` that tells what the feed can do, so that listing feeds imports none of them.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import msgspec

from connectors.events import FeedEvent
from connectors.problem import Problem
from connectors.text import clean

LONGEST_REASON = 300  # characters; reasons quote what others sent


class FeedState(StrEnum):
    """Where a feed's connection stands."""

    WAITING = "waiting"  # not begun
    CONNECTING = "connecting"
    LIVE = "live"
    STALLED = "stalled"  # connected, nothing arrives
    LOST = "lost"  # disconnected, trying again
    ENDED = "ended"  # the stream is over
    FAILED = "failed"  # given up: a person must act; `problem` says how


@dataclass(slots=True)
class FeedStatus:
    """One feed's health, changed by its client and read by the screens. Times are UTC ms, counts since opening."""

    feed: str
    connector: str
    state: FeedState = FeedState.WAITING
    since: int = 0
    last_event_at: int | None = None
    lag_ms: int | None = None
    received: int = 0
    duplicates: int = 0
    repeats: int = 0
    unparsed: int = 0
    shed: int = 0
    gaps: int = 0
    problem: str = ""


class Sink(Protocol):
    """Where a client puts its events: the desk's side of the hand-over."""

    def take(self, events: Sequence[FeedEvent]) -> None:
        """Accept events in order, at once. Never blocks and never raises for what they contain."""

    async def ready(self) -> None:
        """Return when more may be taken. A client awaits this before it reads its socket again."""

    async def saved(self) -> None:
        """Return when everything taken so far is durable. Who confirms receipt to a platform awaits this first.

        Raises `Problem` where it cannot be saved: then nothing may be confirmed.
        """


class Outgoing(msgspec.Struct, kw_only=True, frozen=True):
    """A reply to send to the platform.

    `id` is the same on every try, so that a platform or a test can recognise a repeat. `viewers` are the keys
    of those it answers, `names` their display names in the same order, for feeds that address people. `comments` are
    the ids of the comments of this feed that it answers, in the viewers' order, for feeds that reply to a comment.
    """

    id: str
    text: str
    viewers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


class SendError(Exception):
    """A reply was not delivered, as far as is known. `reason` is for a person, and cleaned.

    `transient` says that trying again may help and cannot double the message; `after_s` is how long to wait first,
    where the platform says so. `unknown` says that the platform may have taken it after all: never tried again.
    """

    def __init__(
        self, reason: str, *, transient: bool, unknown: bool = False, after_s: float | None = None
    ) -> None:
        self.reason = clean(reason, LONGEST_REASON)
        super().__init__(self.reason)
        self.transient = transient and not unknown
        self.unknown = unknown
        self.after_s = after_s


@dataclass(frozen=True, slots=True)
class SendLimits:
    """What a platform allows: texts of at most `characters`, and at most `count` of them in any `per_s` seconds."""

    characters: int = 2_000
    count: int = 5
    per_s: float = 5.0


class BadFrameError(Exception):
    """One frame could not be read; the frames around it are not affected.

    The reason is for a person, and cleaned: it may quote the frame.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(clean(reason, LONGEST_REASON))


class Connector(Protocol):
    """One running feed. `can_send` says whether it takes replies as it is set up.

    Where it does, it may have `limits: SendLimits`; without them the defaults hold.
    """

    status: FeedStatus
    can_send: bool

    async def run(self, sink: Sink) -> None:
        """Deliver events until the stream ends (then return) or the task is cancelled.

        Reconnecting is the connector's own business. Raises `Problem` only where a person must act.
        """

    async def send(self, outgoing: Outgoing) -> None:
        """Deliver a reply. Returns when the platform took it; raises `SendError` where it did not."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a plug-in needs to open a feed.

    `feed` is the connection's name within the room, `settings` an instance of the plug-in's own settings
    struct, `now` gives UTC ms, `record` (may be None) is called with each raw frame as it arrives. `heard` gives
    the newest of what this feed has told in this broadcast before a restart, oldest first; it is asked once, when
    the feed begins to run, so that a backlog the platform replays is not taken for news.
    """

    feed: str
    settings: Any
    now: Callable[[], int]
    record: Callable[[bytes], None] | None = None
    heard: Callable[[], Iterable[FeedEvent]] = tuple


class Decoder(Protocol):
    """A protocol without I/O: one frame in, events out."""

    def __call__(self, frame: bytes, at: int) -> Sequence[FeedEvent]:
        """Return the events of one frame received at `at` (UTC ms); raises `BadFrameError`."""


def _lines_of(data: bytes) -> Iterator[bytes]:
    return (line for line in data.splitlines() if line.strip())


Wrong = tuple[str, Problem]
"""A setting's key, dotted below the feed's own table, and what is wrong with its value."""


def wrong(key: str, attempt: Callable[[], object]) -> Iterator[Wrong]:
    """Yield the problem that an attempt to use the setting `key` raises, if it raises one."""
    try:
        attempt()
    except Problem as problem:
        yield key, problem


def _nothing_wrong(_settings: Any) -> Iterable[Wrong]:
    return ()


@dataclass(frozen=True, slots=True)
class Plugin:
    """What an entry point in `livedesk.connectors` names.

    `settings` is the msgspec struct of the feed's own keys; unknown keys are refused with the closest known one.
    `open` makes a connector. `decoder` makes a protocol for recorded frames (feed name and settings, which may be
    None for the defaults); `split` cuts a recording into frames, by lines unless the feed says otherwise.

    `check` tells everything that is wrong with settings whose types are right, without connecting. `probe` connects
    once, for `livedesk check`: it returns in sentences what was found (reachable, authorised, may send) and raises
    `Problem` for what is wrong, always within ten seconds; None where there is nothing to reach. `reads_orders`
    says whether a feed with these settings tells of orders, where that depends on them; None: as its manifest says.
    """

    settings: type[msgspec.Struct]
    open: Callable[[Opening], Connector]
    decoder: Callable[[str, Any], Decoder] | None = None
    split: Callable[[bytes], Iterable[bytes]] = _lines_of
    check: Callable[[Any], Iterable[Wrong]] = _nothing_wrong
    reads_orders: Callable[[Any], bool] | None = None
    probe: Callable[[Any], Awaitable[Sequence[str]]] | None = None
