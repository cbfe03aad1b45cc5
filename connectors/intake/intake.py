"""One feed's way in, without its socket: a frame becomes events, counted, de-duplicated and handed over.

Everything happens in one direct call per frame: no queue, no task and no timer for a single message.
"""

from collections.abc import Callable, Iterable, Sequence
from uuid import uuid4

from connectors.contract import LONGEST_REASON, BadFrameError, Decoder, FeedState, FeedStatus
from connectors.events import (
    STRANGER,
    CommentReceived,
    FeedEvent,
    FeedGap,
    FeedLost,
    FeedResumed,
    FeedStalled,
    StreamEnded,
    Unparsed,
    unparsed,
)
from connectors.intake.combos import Combos
from connectors.intake.dedupe import Dedupe, Newness
from connectors.intake.sampling import Sampler
from connectors.intake.soundness import sound
from connectors.intake.stall import StallWatch
from connectors.language import say
from connectors.links.settings import LinkSettings
from connectors.text import clean

UNPARSED_A_MINUTE = 100
_HEALTH = frozenset(
    {FeedGap, FeedLost, FeedStalled, FeedResumed}
)  # a platform, or a recording, may tell of these itself


class Intake:
    """Turns one feed's frames into the desk's events and keeps its `FeedStatus`. Every time is UTC ms.

    `deliver` takes what is to be handed on (a sink's `take`), `heard` is what an earlier run handed on already.
    `ended` becomes true when the platform says that the stream is over, `closed` once the totals have been handed on.
    """

    def __init__(
        self,
        status: FeedStatus,
        decode: Decoder,
        deliver: Callable[[Sequence[FeedEvent]], object],
        settings: LinkSettings = LinkSettings(),  # noqa: B008 - frozen
        heard: Iterable[FeedEvent] = (),
    ) -> None:
        self.status = status
        self.ended = False
        self.closed = False
        self._decode = decode
        self._deliver = deliver
        self._run = uuid4().hex[:12]
        self._dedupe = Dedupe()
        for event in heard:
            self._dedupe.remember(event)
        self._combos = Combos()
        self._sampler = Sampler(status, self._run)
        self._stall = StallWatch(factor=settings.stall_factor, least_ms=round(settings.stall_least_s * 1000))
        self._unparsed_minute = 0
        self._unparsed_in_minute = 0

    def take_frame(self, frame: bytes, at: int, decode: Decoder | None = None) -> None:
        """Read one frame received at `at` and hand on its events. A bad frame is recorded, never raised.

        `decode` reads this frame where not all of the feed's are read alike.
        """
        try:
            events = tuple((decode or self._decode)(frame, at) or ())
        except BadFrameError as bad:
            events = (unparsed(at=at, feed=self.status.feed, reason=str(bad), frame=frame),)
        except Exception as bug:  # noqa: BLE001 - a decoder is foreign code; its fault costs one frame, not the feed
            whose = say("连接器解码出错", "the connector's decoder failed")
            reason = f"{whose}: {type(bug).__name__}: {bug}"
            events = (unparsed(at=at, feed=self.status.feed, reason=reason, frame=frame),)
        if events:
            self.take(events, at, frame)

    def take(self, events: Sequence[FeedEvent], at: int, frame: bytes = b"") -> None:
        """Count events received at `at`, in `frame`, and hand on those that are sound and new."""
        self.status.last_event_at = at
        made_sound = [self._sound(event, at, frame) for event in events]
        kept = self._combos.take(event for event in made_sound if self._is_wanted(event, at))
        since = self._stall.heard(at)
        if since is not None:
            kept.insert(0, FeedResumed(at=at, feed=self.status.feed, since=since))
            self.enter(FeedState.LIVE, at)
        if kept:
            self._sampler.watch(kept, at)
            self._deliver(kept)

    def connected(self, at: int) -> None:
        """Begin to watch for silence, and expect the platform to repeat itself: the connection stands."""
        self.enter(FeedState.LIVE, at)
        self._stall.connected(at)
        self._dedupe.connected(at)

    def disconnected(self, at: int) -> int:
        """Stop watching: the connection is gone. Returns since when events may have been lost."""
        stalled_since = self._stall.stalled_since
        self._stall.disconnected()
        return at if stalled_since is None else stalled_since

    def lost(self, since: int, at: int, cause: str) -> None:
        """Record at once that nobody has been listening since `since`; the gap follows when it is over."""
        self._deliver(
            [FeedLost(at=at, feed=self.status.feed, since=since, cause=clean(cause, LONGEST_REASON))]
        )

    def reconnected(self, since: int, at: int, cause: str) -> None:
        """Record the gap that the new connection ends."""
        self.gap(since, at, cause)
        self._deliver([FeedResumed(at=at, feed=self.status.feed, since=since)])

    def gap(self, since: int, until: int, cause: str) -> None:
        """Record a span in which comments may have been lost."""
        self.status.gaps += 1
        told = clean(cause, LONGEST_REASON)
        self._deliver([FeedGap(at=until, feed=self.status.feed, since=since, until=until, cause=told)])

    def tick(self, now: int) -> None:
        """Look for a stall and for a sample that is due. Call about once a second."""
        whole = self._combos.due(now)
        if whole:
            self._deliver(whole)
        since = self._stall.check(now)
        if since is not None:
            self.enter(FeedState.STALLED, now)
            self._deliver([FeedStalled(at=now, feed=self.status.feed, since=since)])
        self.sample_if_due(now)

    def sample_if_due(self, now: int) -> None:
        """Hand on the counters, every few seconds and where they have changed."""
        sample = self._sampler.sample_if_due(now)
        if sample is not None:
            self._deliver([sample])

    def close(self, now: int) -> None:
        """Hand on the last sample: the totals of this run."""
        self.closed = True
        self._deliver([*self._combos.rest(), self._sampler.sample(now)])

    def enter(self, state: FeedState, at: int, problem: str = "") -> None:
        """Change the feed's state, as the screens show it."""
        status = self.status
        if state is not status.state:
            status.state, status.since = state, at
        status.problem = clean(problem, LONGEST_REASON)

    def _sound(self, event: FeedEvent, at: int, frame: bytes) -> FeedEvent:
        try:
            return sound(event, self.status.feed, at)
        except BadFrameError as bad:
            return unparsed(at=at, feed=self.status.feed, reason=str(bad), frame=frame)

    def _is_wanted(self, event: FeedEvent, at: int) -> bool:
        status = self.status
        kind = type(event)
        if kind is Unparsed:
            status.unparsed += 1
            return self._is_within_quota(at)
        if kind in _HEALTH:
            status.gaps += kind is FeedGap
            return True
        status.received += 1
        newness = self._dedupe.judge(event, at)
        if newness is Newness.DUPLICATE:
            status.duplicates += 1
            return False
        if newness is Newness.REPEAT:
            status.repeats += 1
            return False
        self._name(event)
        if kind is StreamEnded:
            self.ended = True
        return True

    def _name(self, event: FeedEvent) -> None:
        """Make up what the platform does not give: a comment's id, and who an unknown viewer is."""
        if isinstance(event, CommentReceived) and not event.id:
            event.id = self._made_up()
        viewer = getattr(event, "viewer", None)
        if viewer is not None and viewer.endswith(STRANGER):
            whose = event.id if isinstance(event, CommentReceived) else self._made_up()
            event.viewer = viewer + whose  # type: ignore[attr-defined]  # what has one can be given one

    def _made_up(self) -> str:
        return f"{self._run}-{self.status.received}"

    def _is_within_quota(self, at: int) -> bool:
        """Say whether one more unreadable frame may be kept: a feed gone mad must not fill the journal."""
        minute = at // 60_000
        if minute != self._unparsed_minute:
            self._unparsed_minute, self._unparsed_in_minute = minute, 0
        self._unparsed_in_minute += 1
        return self._unparsed_in_minute <= UNPARSED_A_MINUTE
