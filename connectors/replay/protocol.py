"""A recording's lines as frames: a line in, the events of the moment it is played out.

An export begins with a line of kind `broadcast`, then bears one event a line. Only the feed's events are played:
the desk makes its own anew, the counters are counted anew, and the end of the stream is the end of the file.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import AnyFeedEvent, FeedEvent, FeedSampled, StreamEnded
from connectors.framelog import read_frame
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.text import clean

Format = Literal["export", "frames"]

_KEEPING_DISTANCE = ("sent_at", "placed_at")
_SPANS = ("since", "until")


class _Line(msgspec.Struct):
    at: int | None = None
    kind: str = ""


_read_line = reader(msgspec.json.Decoder(_Line).decode)
_read_event = reader(msgspec.json.Decoder(AnyFeedEvent).decode)
_FEED_KINDS = frozenset(str(kind.__struct_config__.tag) for kind in AnyFeedEvent.__args__)


def format_of(line: bytes) -> Format | None:
    """Return what recording begins with this line; None for a file that is none."""
    if read_frame(line) is not None:
        return "frames"
    try:
        return "export" if _read_line(line).kind == "broadcast" else None
    except BadFrameError:
        return None


def recorded_at(line: bytes) -> int | None:
    """Return when the line's event happened (UTC ms); None for a line that tells no time."""
    try:
        return _read_line(line).at
    except BadFrameError:
        return None


def export_decoder(feed: str, speed: float) -> Decoder:
    """Return the decoder of an export's lines, as events of `feed` at the time they are played."""

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        if _read_line(frame).kind not in _FEED_KINDS:
            return ()
        event = _read_event(frame)
        if isinstance(event, FeedSampled | StreamEnded):
            return ()
        event.feed = feed
        _clean(event)
        _move(event, at, speed)
        return (event,)

    return decode


def frames_decoder(decoder_of: Callable[[str], Decoder], speed: float) -> Decoder:
    """Return the decoder of recorded frames; `decoder_of` gives the decoder of a connector by its name."""

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        recorded = read_frame(frame)
        if recorded is None:
            raise BadFrameError(say("不是录下的消息", "not a recorded frame"))
        events = decoder_of(recorded.connector)(recorded.data, recorded.at)
        for event in events:
            _move(event, at, speed)
        return events

    return decode


def _move(event: FeedEvent, at: int, speed: float) -> None:
    """Let the event happen `at`. Platform times keep their distance, so that the lag stays; spans shrink with speed."""
    was, event.at = event.at, at
    for name in _KEEPING_DISTANCE:
        moment = getattr(event, name, None)
        if moment is not None:
            setattr(event, name, at - (was - moment))
    for name in _SPANS:
        moment = getattr(event, name, None)
        if moment is not None:
            setattr(event, name, at - round((was - moment) / speed) if speed else at)


def _clean(event: FeedEvent) -> None:
    """Clean every text: the file may have been written by anybody."""
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if type(value) is str:
            setattr(event, name, clean(value))
