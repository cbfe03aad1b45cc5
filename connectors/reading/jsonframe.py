r"""Read JSON from the wire, also where a tool has cut an emoji in half.

JavaScript counts text in UTF-16 units, so a tool that shortens a name leaves half a surrogate pair behind:
`"\ud83d"`. Strict readers refuse such a frame; here it is mended and read again, on the failure path only.
"""

import re
from collections.abc import Callable, Iterator
from json import JSONDecoder
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from connectors.contract import BadFrameError
from connectors.language import say

T = TypeVar("T")

MOST_ITEMS = 10_000
"""Things in one frame; a frame of more is not looked into, or it would keep every other feed waiting for seconds."""

Items = Annotated[list[msgspec.Raw], Meta(max_length=MOST_ITEMS)]
"""A list whose items are read one by one, so that a bad one costs only itself."""

# Every escape is matched, so that `\\ud83d` (a backslash, then letters) is never taken for one.
_ESCAPE = re.compile(
    rb"(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    rb"|\\.",
    re.DOTALL,
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def reader(decode: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """Return `decode` made tolerant of broken text; it raises `BadFrameError` for what is not readable at all."""

    def read(frame: bytes) -> T:
        try:
            return decode(frame)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            mended = mend(frame)
            if mended == frame:
                raise BadFrameError(_reason(error)) from error
        try:
            return decode(mended)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise BadFrameError(_reason(error)) from error

    return read


def mend(frame: bytes) -> bytes:
    """Return the frame with halves of surrogate pairs and bytes that are not UTF-8 replaced by U+FFFD."""
    frame = frame.removeprefix(_BYTE_ORDER_MARK)
    frame = frame.decode("utf-8", "replace").encode()
    return _ESCAPE.sub(lambda escape: rb"\ufffd" if escape["half"] else escape[0], frame)


def documents(data: bytes) -> Iterator[bytes]:
    """Cut a recording into JSON documents, each on one line or over many; what is none counts to the line's end."""
    text = data.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "surrogateescape")
    find_end = JSONDecoder().raw_decode
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        try:
            end = find_end(text, at)[1]
        except (ValueError, RecursionError):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
        yield text[at:end].encode("utf-8", "surrogateescape")
        at = end


def _reason(error: Exception) -> str:
    detail = "nested too deeply" if isinstance(error, RecursionError) else str(error)
    return say(f"不是有效的消息：{detail}", f"not a valid message: {detail}")
