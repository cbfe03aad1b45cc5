"""What TikTok's messages travel in: a push frame around a compressed response around many, or one by itself. Pure."""

import zlib
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from google.protobuf.message import DecodeError, Message

from connectors.contract import BadFrameError
from connectors.language import say
from connectors.tiktok.webcast.webcast_pb2 import Headed, PushFrame, Response

LARGEST = 8 * 1024 * 1024  # bytes unpacked; a busy room's response stays below a megabyte

_GZIP = b"\x1f\x8b"
_CHATTER = frozenset({"hb", "ack", "close", "im_enter_room", "im_enter_room_resp"})  # keep a connection alive

Shape = TypeVar("Shape", bound=Message)


class Packed(NamedTuple):
    """One message: which it is (`WebcastChatMessage`), and its bytes."""

    method: str
    payload: bytes


def unpacked(frame: bytes) -> Iterable[Packed]:
    """Return the messages of a push frame, a response or a message by itself, each perhaps compressed.

    Raises `BadFrameError` for what is none of them, for what is cut off and for what unpacks beyond `LARGEST`.
    """
    frame = inflated(frame)
    push = parsed(PushFrame, frame)
    if push.payload_type == "msg":
        return _listed(parsed(Response, inflated(push.payload)))
    if push.payload_type in _CHATTER:
        return ()
    response = parsed(Response, frame)
    if any(message.payload for message in response.messages):  # a message's own head looks like one without
        return _listed(response)
    method = as_text(parsed(Headed, frame).common.method)
    if not method:
        raise BadFrameError(say("不是 TikTok 的消息", "not a message of TikTok's"))
    return (Packed(method, frame),)


def inflated(data: bytes) -> bytes:
    """Return gzipped data unpacked, other data as it is; raises `BadFrameError`."""
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=31)  # with gzip's header and checksum
    try:
        whole = unpacker.decompress(data, LARGEST)
    except zlib.error as error:
        raise BadFrameError(say("压缩数据损坏", "the compressed data is damaged")) from error
    if unpacker.unconsumed_tail:
        raise BadFrameError(say("压缩数据过大", "the compressed data is too large"))
    if not unpacker.eof:
        raise BadFrameError(say("压缩数据不完整", "the compressed data is cut off"))
    return whole


def parsed(shape: type[Shape], data: bytes) -> Shape:
    """Read a message; raises `BadFrameError`."""
    try:
        return shape.FromString(data)
    except DecodeError as error:
        raise BadFrameError(say("不是有效的消息", "not a valid message")) from error


def as_text(value: str | bytes) -> str:
    """Return a text field as text: one that is not UTF-8 comes as bytes."""
    return value if isinstance(value, str) else value.decode("utf-8", "replace")


def _listed(response: Response) -> Iterable[Packed]:
    return (Packed(as_text(message.method), message.payload) for message in response.messages)
