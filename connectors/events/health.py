"""How the feed itself fares: the stream's end, gaps, stalls, counters, frames nobody could read."""

from connectors.events.base import FeedEvent
from connectors.text import clean

LONGEST_SAMPLE = 300  # characters of an unreadable frame


class StreamStarted(FeedEvent, tag="stream.start"):
    """The platform says that the broadcast has begun, or goes on after a pause."""


class StreamEnded(FeedEvent, tag="stream.end"):
    """The platform says that the broadcast is over."""


class FeedGap(FeedEvent, tag="feed.gap"):
    """A span in which comments may have been lost: `since` to `until`, UTC ms, half-open.

    `cause` is one short phrase for people. `lost` is an estimate, None where nothing is known.
    """

    since: int
    until: int
    cause: str
    lost: int | None = None


class FeedLost(FeedEvent, tag="feed.lost"):
    """The connection is gone since `since` (UTC ms). What it cost stands in the `feed.gap` that follows.

    Written at once, so that figures taken in the meantime, or after a crash, know that nobody was listening.
    """

    since: int
    cause: str


class FeedStalled(FeedEvent, tag="feed.stall"):
    """The connection is open, and nothing has arrived since `since` (UTC ms)."""

    since: int


class FeedResumed(FeedEvent, tag="feed.resume"):
    """Events arrive again after a gap or a stall that began at `since` (UTC ms)."""

    since: int


class FeedSampled(FeedEvent, tag="feed.sample"):
    """Counters of one feed since it was opened; the last sample of a `run` is its total.

    `received` counts events before anything was left out, `duplicates` those dropped by id, `repeats` those
    without an id dropped after a reconnect (same viewer, text and second), `unparsed` frames nobody could
    read, `shed` social signals given up under pressure, `lag_ms` the median receipt minus platform time since
    the last sample (None where the platform gives no time).
    """

    run: str
    received: int
    duplicates: int = 0
    repeats: int = 0
    unparsed: int = 0
    shed: int = 0
    lag_ms: int | None = None


class Unparsed(FeedEvent, tag="feed.unparsed"):
    """A frame, or a part of one, that could not be read: kept, so that nothing is lost silently.

    `sample` is the beginning of the frame, cleaned, at most 300 characters.
    """

    reason: str
    sample: str = ""


def unparsed(*, at: int, feed: str, reason: str, frame: bytes) -> Unparsed:
    """Return the record of a frame, or a part of one, that could not be read for `reason`."""
    sample = frame[: 4 * LONGEST_SAMPLE].decode("utf-8", "replace")
    return Unparsed(
        at=at, feed=feed, reason=clean(reason, LONGEST_SAMPLE), sample=clean(sample, LONGEST_SAMPLE)
    )
