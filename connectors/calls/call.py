"""A call that reached us, and what becomes of it. Pure: what reads calls is tested without a socket."""

import hmac
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from connectors.events import FeedEvent

LARGEST_BODY = 4 * 1024 * 1024  # bytes, unpacked


@dataclass(frozen=True, slots=True)
class Call:
    """One call: headers (names in lower case), query, and the body as it was sent, unpacked but otherwise raw.

    `at` is when it came (UTC ms).
    """

    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    at: int


class RefusedError(Exception):
    """A call that is not taken: `status` is what the caller is told, `reason` a phrase for our own records."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Taken:
    """What a call brought, and what to answer once it is saved."""

    events: Sequence[FeedEvent] = ()
    status: int = 200
    body: bytes = b"{}"
    after: Callable[[], None] = field(default=lambda: None)
    """Called when the answer may go out: where a platform wants to hear of it again later. Must not raise or wait."""


class Reads(Protocol):
    """Checks and reads a call, without I/O. Raises `RefusedError`, or `BadFrameError` for what cannot be read."""

    def __call__(self, call: Call) -> Taken:
        """Return what the call brought."""


def unpacked(body: bytes, encoding: str) -> bytes:
    """Return a body as it was before it was packed; raises `RefusedError` beyond the limit, or for what is no packing we know."""
    if encoding.lower() in {"", "identity"}:
        return body
    if encoding.lower() not in {"gzip", "deflate"}:
        raise RefusedError(415, encoding)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # either header
    try:
        whole = unpacker.decompress(body, LARGEST_BODY)
    except zlib.error as error:
        raise RefusedError(400, str(error)) from error
    if unpacker.unconsumed_tail:
        raise RefusedError(413, "too large")
    if not unpacker.eof or unpacker.unused_data:
        raise RefusedError(400, "cut off, or more than one")  # what is not read must not be confirmed
    return whole


def same_secret(shown: str, expected: str) -> bool:
    """Compare in constant time what a caller shows with what it should be, whatever bytes the caller sent."""
    return hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), expected.encode())
