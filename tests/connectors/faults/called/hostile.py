"""What callers say that no sound one would: bodies, and ways to send them."""

import gzip
import json
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from connectors.calls.call import LARGEST_BODY
from tests.connectors.faults.called.lines import TEXT, content, frame, request
from tests.connectors.faults.called.table import Called, Changes

MEGABYTE = 1 << 20
_CHANCE = random.Random(11)

NONSENSE: tuple[bytes, ...] = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b"42",
    b"\x00",
    b"<html>502 Bad Gateway</html>",
    b'{"type": "never.seen", "event": "never.seen", "kind": "never.seen", "msg_type": 99}',
    json.dumps({"data": {"data": [None, True, -1, "\ud83d"]}, "events": [[]], "live_info": 5}).encode(),
    b"[" * 50_000 + b"]" * 50_000,
    b'{"data":' * 50_000,
    b'{"id": ' + b"9" * 5_000 + b"}",
    b'{"content": "\xff\xc0\xaf"}',
    b"\xff\xfe\xfd",
    b"\x1f\x8b\x08\x00broken gzip",
    bytes(1_000),
    *(_CHANCE.randbytes(size) for size in (1, 16, 400, 70_000)),
)
"""Bodies that say nothing, in calls that are otherwise in order."""

SWARM = MEGABYTE
"""So many things in one call that looking at each would keep everybody else waiting."""


def swarms() -> Iterator[bytes]:
    """Yield bodies within the limit that hold very many very small things, wherever a feed looks for things."""
    many = b",".join([b"1"] * SWARM)
    yield b"[" + many + b"]"
    yield b'{"live_info": {}, "events": [' + many + b"]}"
    yield b'{"data": {"push_type": "comment", "payload": [' + many + b"]}}"
    yield b'{"id": 1, "line_items": [' + many.replace(b"1", b"{}") + b"]}"


class Hostile(NamedTuple):
    """A call that is not in order: its head, what follows once, what follows again and again, so often, and the answers there may be.

    An answer of 0 is none. A page's head is answered before the rest is sent.
    """

    head: bytes
    first: bytes
    part: bytes
    times: int
    statuses: frozenset[int]


Make = Callable[[Called, bytes, int], Hostile]


def _call(
    part: bytes, times: int = 1, *, changes: Changes | None = None, statuses: tuple[int, ...] = (400,)
) -> Make:
    def make(called: Called, body: bytes, at: int) -> Hostile:
        return Hostile(request(called, body, at, changes), b"", part, times, frozenset(statuses))

    return make


def _length(value: str | None, **more: str) -> Changes:
    return {"Content-Length": value, **{name.replace("_", "-"): text for name, text in more.items()}}


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def _packed(data: bytes) -> Changes:
    return _length(str(len(data)), Content_Encoding="gzip")


def _short(called: Called, body: bytes, at: int) -> Hostile:
    """Promise less than is sent: what is left over is no call."""
    whole = content(called, body)
    head = request(called, body, at, _length(str(len(whole) - 5)))
    return Hostile(head, b"", whole, 1, frozenset({200, 400, 401}))


_BOMB = gzip.compress(bytes(64 * MEGABYTE))
_FIT = gzip.compress(bytes(LARGEST_BODY // 4))
_CHUNKED = _length(None, Transfer_Encoding="chunked")
_MILLION = bytes(MEGABYTE)

CALLS: dict[str, Make] = {
    "too large": _call(_MILLION, 6, changes=_length(str(6 * MEGABYTE)), statuses=(413,)),
    "a terabyte promised": _call(_MILLION, 8, changes=_length(str(1 << 40)), statuses=(413,)),
    "shorter than it is": _short,
    "a length below nothing": _call(b"{}", changes=_length("-1")),
    "a length in words": _call(b"{}", changes=_length("a lot")),
    "two lengths in one": _call(b"{}", changes=_length("2", Transfer_Encoding="chunked")),
    "chunks without end": _call(_chunk(_MILLION), 8, changes=_CHUNKED, statuses=(413,)),
    "chunks of no size": _call(b"zz\r\n{}\r\n0\r\n\r\n", changes=_CHUNKED),
    "a chunk of a terabyte": _call(b"10000000000\r\n" + _MILLION, 8, changes=_CHUNKED, statuses=(413, 400)),
    "a bomb": _call(_BOMB, changes=_packed(_BOMB), statuses=(413,)),
    "gzip cut short": _call(_FIT[:-9], changes=_packed(_FIT[:-9])),
    "no gzip": _call(b"{}", changes=_packed(b"{}")),
    "gzip twice": _call(_FIT * 2, changes=_packed(_FIT * 2)),
    "a packing nobody knows": _call(b"{}", changes=_length("2", Content_Encoding="zstd"), statuses=(415,)),
    "a head without end": _call(b"", changes={"X-Filler": "x" * 100_000}),
    "many headers": _call(b"", changes={f"X-{number}": "x" * 100 for number in range(1_000)}),
    "no HTTP": lambda *_: Hostile(b"", b"", b"\x16\x03\x01 hello\r\n\r\n", 1, frozenset({400})),
}
"""Each is answered with what is wrong with it."""


def _deflated() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(bytes(64 * MEGABYTE)) + packer.flush(zlib.Z_SYNC_FLUSH)


def _frames(part: bytes, times: int = 1, first: bytes = b"") -> Make:
    def make(called: Called, body: bytes, at: int) -> Hostile:
        return Hostile(request(called, body, at), first, part, times, frozenset({101}))

    return make


def _no_page(head: bytes) -> Make:
    return lambda *_: Hostile(head, b"", b"", 1, frozenset({0, 400, 426, 431}))


FRAMES: dict[str, Make] = {
    "too large": _frames(frame(bytes(2 * MEGABYTE))),
    "a terabyte": _frames(_MILLION, 8, first=bytes([TEXT, 0xFF]) + struct.pack(">Q", 1 << 40) + bytes(4)),
    "parts without end": _frames(frame(_MILLION, 0), 8, first=frame(b"", 1)),
    "a bomb nobody asked for": _frames(frame(_deflated(), TEXT | 0x40)),
    "not masked": _frames(b"\x81\x02{}"),
    "no opcode": _frames(frame(b"{}", 0x83)),
    "a huge ping": _frames(frame(bytes(200), 0x89)),
    "no upgrade": _no_page(b"GET / HTTP/1.1\r\nHost: x\r\nOrigin: https://a.douyin.com\r\n\r\n"),
    "a post": _no_page(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"),
    "no HTTP": _no_page(b"\x16\x03\x01 hello\r\n\r\n"),
    "a head without end": _no_page(b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n"),
}
"""Each ends the page that sends it."""
