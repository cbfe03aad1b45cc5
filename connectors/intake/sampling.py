"""A feed's counters as events, so that the review can judge how complete and how prompt the feed was."""

from collections import deque
from collections.abc import Sequence
from statistics import median_high

from connectors.contract import FeedStatus
from connectors.events import CommentReceived, FeedEvent, FeedSampled

EVERY_MS = 10_000
KEPT_LAGS = 1_000


class Sampler:
    """Watches one feed's lag and counters, and says when they are worth writing down. Times are UTC ms."""

    def __init__(self, status: FeedStatus, run: str) -> None:
        self._status = status
        self._run = run
        self._lags: deque[int] = deque(maxlen=KEPT_LAGS)
        self._last = self._counters()
        self._next_at = 0

    def watch(self, events: Sequence[FeedEvent], at: int) -> None:
        """Note the lag of events received at `at`. A replayed backlog says nothing about lag."""
        for event in events:
            if type(event) is CommentReceived and event.sent_at is not None and not event.history:
                self._lags.append(at - event.sent_at)

    def sample_if_due(self, now: int) -> FeedSampled | None:
        """Return a sample every `EVERY_MS`, where anything has changed since the last."""
        if now < self._next_at or self._counters() == self._last:
            return None
        return self.sample(now)

    def sample(self, now: int) -> FeedSampled:
        """Return the counters as they stand; the median lag covers the time since the last sample."""
        status = self._status
        status.lag_ms = median_high(self._lags) if self._lags else None
        self._lags.clear()
        self._last = self._counters()
        self._next_at = now + EVERY_MS
        return FeedSampled(
            at=now,
            feed=status.feed,
            run=self._run,
            received=status.received,
            duplicates=status.duplicates,
            repeats=status.repeats,
            unparsed=status.unparsed,
            shed=status.shed,
            lag_ms=status.lag_ms,
        )

    def _counters(self) -> tuple[int, ...]:
        status = self._status
        return (status.received, status.duplicates, status.repeats, status.unparsed, status.shed)
