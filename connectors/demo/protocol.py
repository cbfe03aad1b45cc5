"""The demo's frames: a JSON array of feed events whose times count from the broadcast's beginning.

Bytes in and events out like any feed's, so that a recorded demo can be replayed.
"""

from collections.abc import Sequence

import msgspec

from connectors.contract import Decoder
from connectors.demo.settings import DemoSettings
from connectors.events import AnyFeedEvent, CommentReceived, FeedEvent, OrderEvent
from connectors.reading.jsonframe import reader
from connectors.reading.scalars import LARGEST
from connectors.text import clean

_read = reader(msgspec.json.Decoder(list[AnyFeedEvent]).decode)
_encode = msgspec.json.Encoder().encode


def frame(events: Sequence[FeedEvent]) -> bytes:
    """Return one frame that carries the events."""
    return _encode(events)


def decoder(feed: str, settings: DemoSettings | None = None) -> Decoder:  # noqa: ARG001 - every decoder's signature
    """Return the decoder of one feed; it raises `BadFrameError` for what is no frame of the demo."""

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        events = _read(frame)
        for event in events:
            _receive(event, feed, at)
        return events

    return decode


def _receive(event: FeedEvent, feed: str, at: int) -> None:
    """Clean an event's texts and date it: received now, and as late after the platform's own time as it was."""
    shift = at - event.at
    for field in event.__struct_fields__:
        value = getattr(event, field)
        if type(value) is str:
            setattr(event, field, clean(value))
    event.at, event.feed = at, feed
    if isinstance(event, CommentReceived) and event.sent_at is not None:
        event.sent_at = _moved(event.sent_at, shift)
    elif isinstance(event, OrderEvent) and event.placed_at is not None:
        event.placed_at = _moved(event.placed_at, shift)


def _moved(time: int, by: int) -> int | None:
    """Return a time moved; None where nothing can have happened then."""
    moved = time + by
    return moved if 0 <= moved <= LARGEST else None
