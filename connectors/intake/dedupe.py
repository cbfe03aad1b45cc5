"""Drop what has been seen before: platforms deliver at least once, and many replay their backlog on reconnect."""

from collections.abc import Hashable
from enum import Enum

from connectors.events import (
    STRANGER,
    CommentDeleted,
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Followed,
    OrderEvent,
    OrderRefunded,
    Shared,
    ShopperEvent,
    ViewerEntered,
    ViewerEvent,
)

GENERATION = (
    50_000  # ids: a quarter of an hour of 3,000 comments a minute; two generations cost some 15 MB at most
)
TRACES = 10_000
TRACE_LIFE_MS = 60_000
WINDOW_MS = 10_000


class Seen:
    """A bounded memory in constant time: when the young generation is full it replaces the old one.

    Remembers at least the last `generation` keys and never twice as many.
    """

    def __init__(self, generation: int = GENERATION) -> None:
        self._generation = generation
        self._young: set[Hashable] = set()
        self._old: set[Hashable] = set()

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._young or key in self._old

    def add(self, key: Hashable) -> bool:
        """Remember a key; returns whether it was new."""
        if key in self:
            return False
        self._young.add(key)
        if len(self._young) >= self._generation:
            self._old, self._young = self._young, set()
        return True


class Newness(Enum):
    """What de-duplication says of an event."""

    NEW = "new"
    DUPLICATE = "duplicate"  # the same id again
    REPEAT = "repeat"  # no id, but said before the connection was lost


class Dedupe:
    """One feed's memory of what it has delivered.

    Events with an id are judged by it, always. Events without one are judged only in the seconds after
    connecting, by who said what in which second of the platform's time: in normal flow people do repeat "1".
    """

    def __init__(self, generation: int = GENERATION) -> None:
        self._ids = Seen(generation)
        self._connection = 0
        self._watch_until = 0
        # Traces of events without an id, with the connection that brought them first; two generations by age.
        self._young: dict[Hashable, int] = {}
        self._old: dict[Hashable, int] = {}
        self._aged_at = 0

    def remember(self, event: FeedEvent) -> None:
        """Take in what an earlier run delivered, as the journal holds it. Call before the first connection.

        The journal's ids may be of the link's own making; every comment is therefore known by its trace too.
        """
        key = identity(event)
        if key is not None:
            self._ids.add(key)
        trace = _trace(event)
        if trace is not None:
            if len(self._young) >= TRACES:
                self._old, self._young = self._young, {}
            self._young[trace] = self._connection

    def connected(self, at: int) -> None:
        """Judge events without an id for `WINDOW_MS` from `at` (UTC ms): what is known may be delivered again."""
        self._connection += 1
        self._watch_until = at + WINDOW_MS

    def judge(self, event: FeedEvent, at: int) -> Newness:
        """Say whether the event, received at `at` (UTC ms), is new; it is remembered."""
        if type(event) is CommentReceived and event.id:
            return Newness.NEW if self._ids.add(event.id) else Newness.DUPLICATE
        key = identity(event)
        if key is not None:
            return Newness.NEW if self._ids.add(key) else Newness.DUPLICATE
        trace = _trace(event)
        return Newness.REPEAT if trace is not None and self._replayed(trace, at) else Newness.NEW

    def _replayed(self, trace: Hashable, at: int) -> bool:
        if at - self._aged_at >= TRACE_LIFE_MS or len(self._young) >= TRACES:
            self._old, self._young, self._aged_at = self._young, {}, at
        first = self._young.get(trace)
        if first is None:
            first = self._old.get(trace, self._connection)
            self._young[trace] = first
        return first < self._connection and at < self._watch_until


def identity(event: FeedEvent) -> Hashable | None:
    """Return what makes an event the same one when it comes again; None where its feed gives no id.

    One order appears once in each state, and once for each of its products; but it may be refunded in equal
    parts, and its id is no refund's own.
    """
    match event:
        case CommentReceived(id=id_) if id_:
            return id_
        case OrderRefunded(refund=refund):
            return (OrderRefunded, refund) if refund else None
        case OrderEvent(id=id_) if id_:
            return (type(event), id_, event.product)
        case CommentDeleted(id=id_) | ViewerEvent(id=id_) | ShopperEvent(id=id_) if id_:
            return (type(event), id_)
        case _:
            return None


def _trace(event: FeedEvent) -> Hashable | None:
    """Return who did what, for events that nobody repeats on purpose; likes and gifts are tapped again and again."""
    match event:
        case CommentReceived(viewer=viewer, text=text, sent_at=sent_at):
            if viewer.endswith(f"{STRANGER}{event.id}"):  # the link put its own id there
                viewer = STRANGER
            return (viewer, text, None if sent_at is None else sent_at // 1000)
        case OrderRefunded():
            return (OrderRefunded, event.id, event.product, event.amount, event.placed_at)
        case Followed() | FanclubJoined() | ViewerEntered() | Shared():
            return (type(event), event.viewer)
        case _:
            return None
