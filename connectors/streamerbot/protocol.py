"""Streamer.bot's websocket: one JSON object a frame, an event or an answer, bytes in and events out.

After the program's documentation and recorded events. `event` names source and type, `data` differs with each of them.
What its test buttons make is dropped: no test may count as a question or as an order.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import FeedEvent, unparsed
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.streamerbot.fields import Happening, words
from connectors.streamerbot.readings import reading_of


class _Name(msgspec.Struct, gc=False):
    source: str
    type: str


class _Frame(msgspec.Struct, gc=False):
    event: _Name | None = None
    data: Any = None
    timeStamp: Any = None  # noqa: N815 - the program's own word
    status: Any = None
    request: Any = None


_read = reader(msgspec.json.Decoder(_Frame).decode)


def decoder(feed: str, settings: object = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for what is no message of the program."""
    del settings

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        try:
            return _events(frame, feed, at)
        except BadFrameError as bad:
            if b"Shopify" not in frame:
                raise
            # An order that cannot be read is recorded without a sample: it may show the buyer's address.
            return (unparsed(at=at, feed=feed, reason=str(bad), frame=b""),)

    return decode


def _events(frame: bytes, feed: str, at: int) -> Sequence[FeedEvent]:
    message = _read(frame)
    if message.event is None:
        if words(message.status) or words(message.request):
            return ()  # an answer, or the greeting
        raise BadFrameError(say("不是 Streamer.bot 的消息", "no message of Streamer.bot"))
    if not isinstance(message.data, dict):
        raise BadFrameError(say("事件没有内容", "an event without data"))
    name = message.event
    happening = Happening(at, feed, name.source.lower(), message.data, message.timeStamp)
    return () if happening.is_test else reading_of(name.source, name.type)(happening)
