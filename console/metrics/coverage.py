"""What of the broadcast's time is known: sessions, gaps and stalls (D1, D2), and the counters of the feeds (D3)."""

from collections.abc import Callable, Iterable
from typing import Any

from connectors.events import FeedGap, FeedLost, FeedResumed, FeedSampled, FeedStalled
from connectors.language import Words
from console.metrics.figure import Figure, Frame, seconds
from console.model.events import SessionStarted, SessionStopped

Span = tuple[int, int]
"""A stretch of time [from, to) in UTC ms."""

_NO_TIME = Words("场次还没有时长", "the broadcast has no duration yet")
_NOTHING_RECEIVED = Words("评论流还没有上报计数", "no feed has reported its counters")


class Coverage:
    """The fold of sessions and feed health.

    A broadcast begins with its first session, or with its first event where none is recorded. The time between a stop,
    or the last event before a crash, and the next session's start is a gap of its own: `down`. A connection that is gone
    is a gap from the moment it was lost, until the gap that tells of it, the feed's return, or the end of the session.
    """

    def __init__(self) -> None:
        self.started_at: int | None = None
        self.stopped_at: int | None = None
        self.down: list[Span] = []
        self.gaps: dict[str, list[Span]] = {}
        self.stalls: dict[str, list[Span]] = {}
        self.feeds: dict[str, None] = {}
        self._latest: int | None = None
        self._stalled: dict[str, int] = {}
        self._gone: dict[str, int] = {}
        self._samples: dict[tuple[str, str], FeedSampled] = {}

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {
            SessionStopped: self._stopped,
            FeedGap: self._gap,
            FeedLost: self._went,
            FeedStalled: self._stall,
            FeedResumed: self._resumed,
            FeedSampled: self._sampled,
        }

    def start(self, event: SessionStarted, latest: int | None) -> None:
        """Begin a session; `latest` is when the last event before it happened, None where there is none."""
        self.feeds.update(dict.fromkeys(event.feeds))
        if latest is not None:
            left_at = latest if self.stopped_at is None else self.stopped_at
            self._end_open(left_at)
            if event.at > left_at:
                self.down.append((left_at, event.at))
        self.stopped_at = None

    def _stopped(self, event: SessionStopped) -> None:
        if (
            self.stopped_at is None
        ):  # what comes after the first stop of a session is no longer broadcast time
            self.stopped_at = event.at

    def _gap(self, event: FeedGap) -> None:
        self._stalled.pop(event.feed, None)  # the silent connection broke: all of its silence is this gap
        self._lose(event.feed, event.since, event.until)
        if event.until >= self._gone.get(event.feed, event.until):
            self._return(event.feed, event.until)

    def _went(self, event: FeedLost) -> None:
        since = min(event.since, self._stalled.pop(event.feed, event.since))
        self._gone.setdefault(event.feed, since)

    def _stall(self, event: FeedStalled) -> None:
        if event.feed not in self._gone:  # a connection that is gone cannot be silent
            self._stalled.setdefault(event.feed, event.since)

    def _resumed(self, event: FeedResumed) -> None:
        since = self._stalled.pop(event.feed, None)
        if since is None:
            self._lose(event.feed, event.since, event.at)
        else:
            self.stalls.setdefault(event.feed, []).append((since, event.at))
        self._return(event.feed, event.at)

    def _lose(self, feed: str, since: int, until: int) -> None:
        self.gaps.setdefault(feed, []).append((since, until))

    def _return(self, feed: str, at: int) -> None:
        """End the outage of a feed where there is one. It may overlap the gap that tells of it: spans are merged."""
        since = self._gone.pop(feed, None)
        if since is not None:
            self._lose(feed, since, at)

    def _end_open(self, at: int) -> None:
        for feed, since in self._stalled.items():
            self.stalls.setdefault(feed, []).append((since, at))
        self._stalled.clear()
        for feed in list(self._gone):
            self._return(feed, at)

    def _sampled(self, event: FeedSampled) -> None:
        self._samples[event.feed, event.run] = event

    def lost(self, window: Span, feed: str | None = None) -> list[Span]:
        """Return the spans of `window` in which something may be missing, merged, ascending; of one feed, or of any."""
        spans = list(self.down)
        for name in self._known_feeds() if feed is None else [feed]:
            spans += self._gaps_of(name, window[1])
            spans += self._stalls_of(name, window[1])
        return merged(spans, window)

    def outages(self, window: Span, feed: str) -> list[Span]:
        """Return the spans of `window` in which a feed was not connected, merged, ascending: its losses without its stalls."""
        return merged([*self.down, *self._gaps_of(feed, window[1])], window)

    def share(self, window: Span, feed: str | None = None) -> float:
        """Return the share of `window`, which must not be empty, in which the feeds, or one of them, delivered."""
        total = window[1] - window[0]
        return (total - length(self.lost(window, feed))) / total

    def _known_feeds(self) -> Iterable[str]:
        return {**self.feeds, **self.gaps, **self.stalls, **self._stalled, **self._gone}

    def _gaps_of(self, feed: str, end: int) -> list[Span]:
        gone_since = self._gone.get(feed)
        spans = self.gaps.get(feed, [])
        return spans if gone_since is None else [*spans, (gone_since, end)]

    def _stalls_of(self, feed: str, end: int) -> list[Span]:
        open_since = self._stalled.get(feed)
        spans = self.stalls.get(feed, [])
        return spans if open_since is None else [*spans, (open_since, end)]

    def figures(self, frame: Frame) -> list[Figure]:
        """Return D1, D2 and D3."""
        return [self._coverage(frame), self._stall_time(frame), self._duplicates(frame)]

    def _coverage(self, frame: Frame) -> Figure:
        window = frame.window or (0, 0)
        total = window[1] - window[0]
        lost = self.lost(window)
        return frame.figure(
            "D1",
            frame.coverage,
            why_none=_NO_TIME,
            numerator=seconds(total - length(lost)),
            denominator=seconds(total),
            n=len(self.feeds),
            detail={
                "feeds": {feed: self.share(window, feed) for feed in sorted(self._known_feeds()) if total},
                "gaps": len(lost),
                "down_s": seconds(length(merged(self.down, window))),
            },
        )

    def _stall_time(self, frame: Frame) -> Figure:
        window = frame.window or (0, 0)
        feeds = {**self.stalls, **self._stalled}
        spans = [span for feed in feeds for span in self._stalls_of(feed, window[1])]
        stalled = seconds(length(merged(spans, window))) if frame.window else None
        return frame.figure("D2", stalled, why_none=_NO_TIME, n=len(spans))

    def _duplicates(self, frame: Frame) -> Figure:
        received = sum(sample.received for sample in self._samples.values())
        duplicates = sum(sample.duplicates for sample in self._samples.values())
        repeats = sum(sample.repeats for sample in self._samples.values())
        return frame.share(
            "D3", duplicates, received, why_none=_NOTHING_RECEIVED, detail={"repeats_without_id": repeats}
        )


def merged(spans: Iterable[Span], window: Span) -> list[Span]:
    """Return the union of `spans` within `window`: ascending, without overlaps."""
    union: list[Span] = []
    start, end = window
    for since, until in sorted((max(since, start), min(until, end)) for since, until in spans):
        if since >= until:
            continue
        if union and since <= union[-1][1]:
            union[-1] = (union[-1][0], max(union[-1][1], until))
        else:
            union.append((since, until))
    return union


def length(spans: Iterable[Span]) -> int:
    """Return the total length of spans that do not overlap, in ms."""
    return sum(until - since for since, until in spans)
