"""TikTok's live messages as a web page gets them: protobuf in its containers, or an export of them in JSON.

A frame is a push frame or a response of many messages, one message by itself, or one JSON document: an object (or a list
of them) that is a decoded message, or names a message's `method` and holds its bytes in `payload_b64`.
"""

import binascii
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import FeedEvent, unparsed
from connectors.language import say
from connectors.reading.jsonframe import documents, reader
from connectors.tiktok.webcast.containers import unpacked
from connectors.tiktok.webcast.messages import events_of
from connectors.tiktok.webcast.receipt import Receipt

_JSON = (b"{", b"[")  # as protobuf these would begin a group, which no message of ours does

Message = tuple[str, bytes | dict[str, Any]]

_read_json = reader(msgspec.json.decode)


def split(data: bytes) -> Iterable[bytes]:
    """Cut a recording into frames: JSON documents, or the whole as protobuf."""
    return documents(data) if data.startswith(_JSON) else (data,)


def decoder(feed: str, settings: object = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for a frame in which nothing can be read."""
    del settings

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        receipt = Receipt(feed, at)
        messages = tuple(_messages(frame))
        if len(messages) == 1:
            return events_of(*messages[0], receipt)
        return [event for message in messages for event in _each(message, receipt)]

    return decode


def _messages(frame: bytes) -> Iterator[Message]:
    if not frame.startswith(_JSON):
        yield from unpacked(frame)
        return
    document = _read_json(frame)
    for item in document if isinstance(document, list) else [document]:
        yield _exported(item)


def _exported(item: Any) -> Message:
    """Return one message of an export; raises `BadFrameError`."""
    match item:
        case {"method": str(method), "payload_b64": str(payload)}:
            try:
                return method, binascii.a2b_base64(payload)
            except ValueError as error:
                raise BadFrameError(say("不是有效的 base64", "not valid base64")) from error
        case {"common": {"method": str(method)}}:
            return method, item
        case _:
            raise BadFrameError(say("不是 TikTok 的消息", "not a message of TikTok's"))


def _each(message: Message, receipt: Receipt) -> Sequence[FeedEvent]:
    """Return the events of one message among many: if it is bad, it costs itself alone."""
    method, payload = message
    try:
        return events_of(method, payload, receipt)
    except BadFrameError as bad:
        sample = payload if isinstance(payload, bytes) else msgspec.json.encode(payload)
        return (unparsed(at=receipt.at, feed=receipt.feed, reason=str(bad), frame=sample),)
