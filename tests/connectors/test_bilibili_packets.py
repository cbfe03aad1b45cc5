"""Bilibili's packets, cut, unpacked and refused. The bytes are written by hand after the layout."""

import json
import zlib
from itertools import pairwise
from struct import pack

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.bilibili.frames import frame_decoder, split
from connectors.bilibili.packets import LARGEST_RUN, MOST_PACKETS, Broken, Op, Packet, packed, packets
from connectors.contract import BadFrameError
from connectors.events import FeedEvent, StreamStarted, Unparsed
from tests.connectors.moments import AT


def packet(body: bytes, *, op: int = 5, version: int = 0) -> bytes:
    """Return a packet as the platform sends it."""
    return pack(">IHHII", 16 + len(body), 16, version, op, 0) + body


def bodies(frame: bytes) -> list[bytes]:
    """Return the bodies of a frame's packets; none may be broken."""
    parts = list(packets(frame))

    assert all(isinstance(part, Packet) for part in parts)
    return [part.body for part in parts if isinstance(part, Packet)]


def echo(body: bytes, at: int) -> list[FeedEvent]:
    """Read a message: whatever it says, the stream has begun."""
    json.loads(body)
    return [StreamStarted(at=at, feed="main")]


def test_what_a_client_sends() -> None:
    """A heartbeat, byte for byte: 31 bytes with the text a browser sends, version 1 and sequence 1."""
    assert bytes.fromhex("0000001f001000010000000200000001") + b"[object Object]" == packed(
        Op.HEARTBEAT, b"[object Object]"
    )


def test_several_packets_in_one_frame() -> None:
    """They stand one after the other."""
    assert [b"1", b"", b"33"] == bodies(packet(b"1") + packet(b"") + packet(b"33"))


@pytest.mark.parametrize(("version", "compress"), [(2, zlib.compress), (3, brotli.compress)])
def test_a_compressed_body_is_a_run_of_packets(version: int, compress: object) -> None:
    """Beside others, in its place."""
    assert callable(compress)
    run = compress(packet(b"one") + packet(b"two"))

    assert [b"0", b"one", b"two", b"3"] == bodies(packet(b"0") + packet(run, version=version) + packet(b"3"))


def test_a_heartbeats_reply_is_followed_by_what_was_sent() -> None:
    """Those bytes are not counted, and are no packet; a packet that follows is one all the same."""
    reply = packet(b"\0\0\0\x0a", op=3, version=1)

    assert [b"\0\0\0\x0a"] == bodies(reply + b"[object Object]")
    assert [b"\0\0\0\x0a"] == bodies(reply + b"{}")
    assert [b"\0\0\0\x0a", b"next"] == bodies(reply + packet(b"next"))


@pytest.mark.parametrize("version", [2, 3])
def test_a_compression_bomb_is_refused(version: int) -> None:
    """A few kilobytes that would become sixty-four times the limit cost one packet, and the others are read."""
    zeros = bytes(64 * LARGEST_RUN)
    bomb = zlib.compress(zeros) if version == 2 else brotli.compress(zeros, quality=1)
    before, refused, after = packets(packet(b"1") + packet(bomb, version=version) + packet(b"2"))

    assert isinstance(refused, Broken)
    assert "too large" in refused.reason
    assert [b"1", b"2"] == [part.body for part in (before, after) if isinstance(part, Packet)]


def test_all_compressed_bodies_of_a_frame_share_one_limit() -> None:
    """Many runs below the limit come to more than it together."""
    run = zlib.compress(packet(bytes(LARGEST_RUN // 2)))
    parts = list(packets(packet(run, version=2) * 3))

    assert [Packet, Broken, Broken] == [type(part) for part in parts]


def test_no_more_packets_than_can_be_meant() -> None:
    """A frame of nothing but empty packets ends with a word about it."""
    parts = list(packets(packet(zlib.compress(packet(b"") * (2 * MOST_PACKETS)), version=2)))

    assert MOST_PACKETS + 1 == len(parts)
    assert isinstance(parts[-1], Broken)


@pytest.mark.parametrize(
    "frame",
    [
        b"\0" * 15,
        b"\0" * 16,
        packet(b"body")[:-1],
        pack(">IHHII", 16, 15, 0, 5, 0),
        pack(">IHHII", 16, 20, 0, 5, 0),
        packet(b"not compressed", version=2),
        packet(b"not compressed", version=3),
        packet(zlib.compress(b"cut short")[:-4], version=2),
        packet(brotli.compress(bytes(100))[:-1], version=3),
    ],
)
def test_what_is_no_packet_is_told(frame: bytes) -> None:
    """Short headers, lengths that cannot be, damaged and truncated bodies: after what was good, with a reason."""
    good, broken = packets(packet(b"good") + frame)

    assert isinstance(good, Packet)
    assert isinstance(broken, Broken)
    assert broken.reason


def test_a_bad_message_costs_itself_only() -> None:
    """Its neighbours are read, and a record of it stands in its place."""

    def read(body: bytes, at: int) -> list[FeedEvent]:
        if body == b"bad":
            raise BadFrameError("no")
        return echo(body, at)

    frame = packet(b"{}") + packet(b"bad") + packet(b"?", op=99) + packet(b"{}")
    events = frame_decoder("main", read)(frame, AT)

    assert [StreamStarted, Unparsed, Unparsed, StreamStarted] == [type(event) for event in events]


def test_what_is_not_a_message_says_nothing() -> None:
    """Heartbeats, authentications and their answers, as recordings hold them."""
    decode = frame_decoder("main", echo)
    frame = b"".join(packet(b"{}", op=op, version=1) for op in (2, 7, 8, 3))

    assert [] == decode(frame, AT)
    assert [] == decode(b"", AT)


def test_a_recording_is_cut_by_what_stands_in_it() -> None:
    """JSON documents over any number of lines; packets are one frame."""
    assert [b'{"cmd":\n"A"}', b"{}"] == list(split(b'{"cmd":\n"A"}\n{}\n'))
    assert [packet(b"1") + packet(b"2")] == list(split(packet(b"1") + packet(b"2")))
    assert [] == list(split(b""))


@given(st.lists(st.binary(max_size=50), max_size=8), st.integers(0, 3))
def test_whatever_is_packed_is_cut_again(sent: list[bytes], version: int) -> None:
    """For any bodies, plain or in a compressed run."""
    run = b"".join(packet(body) for body in sent)
    compress = {2: zlib.compress, 3: brotli.compress}.get(version)
    frame = packet(compress(run), version=version) if compress is not None else run

    assert sent == bodies(frame)


@given(st.binary(max_size=200), st.lists(st.integers(0, 255), max_size=4))
def test_no_bytes_trip_the_cutting(noise: bytes, places: list[int]) -> None:
    """Any bytes, and good packets with bytes changed, give packets and stretches that are none, in finite time."""
    good = bytearray(packet(zlib.compress(packet(b"{}") * 2), version=2) + packet(noise))
    for place, value in pairwise(places):
        good[place % len(good)] = value
    for frame in (noise, bytes(good)):
        assert all(isinstance(part, Packet | Broken) for part in packets(frame))
