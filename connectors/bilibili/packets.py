"""Bilibili's packets, both ways: a 16-byte header and a body, several to a frame, runs of them often compressed.

The header, big-endian: length of the whole packet (u32), of the header (u16, 16), version (u16), operation (u32),
sequence (u32). Version 0 is JSON, 1 a number or a handshake; the body of versions 2 (zlib) and 3 (brotli) is a run of
whole packets again.
"""

import zlib
from collections.abc import Iterator
from enum import IntEnum
from struct import Struct
from typing import NamedTuple

import brotli

from connectors.contract import BadFrameError
from connectors.language import say

LARGEST_RUN = 4 * 1024 * 1024
"""How many bytes all compressed bodies of one frame may come to: a thousand comments stay far below."""
MOST_PACKETS = 10_000

_HEADER = Struct(">IHHII")
_ZLIB, _BROTLI = 2, 3


class Op(IntEnum):
    """What a packet is for."""

    HEARTBEAT = 2
    HEARTBEAT_REPLY = 3
    MESSAGE = 5
    AUTH = 7
    AUTH_REPLY = 8


class Packet(NamedTuple):
    """One packet: its operation, its version and its body."""

    op: int
    version: int
    body: bytes


class Broken(NamedTuple):
    """A stretch of a frame that holds no packet, and why."""

    reason: str
    data: bytes


def packed(op: Op, body: bytes) -> bytes:
    """Return a packet as a client sends it: version 1, sequence 1."""
    return _HEADER.pack(_HEADER.size + len(body), _HEADER.size, 1, op, 1) + body


def packets(frame: bytes) -> Iterator[Packet | Broken]:
    """Yield every packet of a frame, compressed ones unpacked, and in its place whatever cannot be read."""
    count, space = 0, LARGEST_RUN
    for outer in _cut(frame):
        inner: Iterator[Packet | Broken] = iter((outer,))
        if isinstance(outer, Packet) and outer.version in {_ZLIB, _BROTLI}:
            try:
                run = inflated(outer.body, outer.version, space)
            except BadFrameError as bad:
                inner = iter((Broken(str(bad), outer.body),))
            else:
                space -= len(run)
                inner = _cut(run)
        for part in inner:
            count += 1
            if count > MOST_PACKETS:
                yield Broken(say("一帧里的数据包过多", "too many packets in a frame"), b"")
                return
            yield part


def inflated(body: bytes, version: int, most: int) -> bytes:
    """Return what a compressed body holds; raises `BadFrameError` where it is damaged or beyond `most` bytes."""
    try:
        if version == _ZLIB:
            unzip = zlib.decompressobj()
            run, is_whole = unzip.decompress(body, most + 1), unzip.eof
        else:
            unbrotli = brotli.Decompressor()
            run = unbrotli.process(body, output_buffer_limit=most + 1)
            is_whole = unbrotli.is_finished()
    except (zlib.error, brotli.error) as error:
        raise BadFrameError(say("压缩的数据已损坏", "the compressed data is damaged")) from error
    if len(run) > most:
        raise BadFrameError(say("压缩的数据过大", "the compressed data is too large"))
    if not is_whole:
        raise BadFrameError(say("压缩的数据不完整", "the compressed data is cut short"))
    return run


def _cut(run: bytes) -> Iterator[Packet | Broken]:
    """Yield the packets of a run, one after the other.

    A heartbeat's reply may be followed by what the client had sent, which its length does not count.
    """
    start = version = op = 0
    while start < len(run):
        length = header = 0
        was_reply = op == Op.HEARTBEAT_REPLY
        if len(run) - start >= _HEADER.size:
            length, header, version, op, _ = _HEADER.unpack_from(run, start)
        if not _HEADER.size <= header <= length <= len(run) - start:
            if not was_reply:
                yield Broken(say("数据包的长度不对", "a packet of a wrong length"), run[start:])
            return
        yield Packet(op, version, run[start + header : start + length])
        start += length
