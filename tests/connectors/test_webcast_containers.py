"""What TikTok's messages travel in: nested, compressed, cut off, or blown up."""

import gzip

import pytest

from connectors.contract import BadFrameError
from connectors.tiktok.webcast.containers import LARGEST, Packed, inflated, unpacked
from tests.connectors.tiktok_frames import chat, pushed, response

CHAT = chat("包邮吗")
PACKED = Packed("WebcastChatMessage", CHAT.SerializeToString())


@pytest.mark.parametrize(
    "frame",
    [
        pushed(response(("Chat", CHAT))),
        pushed(response(("Chat", CHAT)), is_zipped=False),
        response(("Chat", CHAT)),
        gzip.compress(response(("Chat", CHAT))),
        CHAT.SerializeToString(),
        gzip.compress(CHAT.SerializeToString()),
    ],
    ids=["push frame", "plain push frame", "response", "zipped response", "message", "zipped message"],
)
def test_every_container_is_opened(frame: bytes) -> None:
    """The message inside is the same."""
    assert [PACKED] == list(unpacked(frame))


def test_the_order_of_a_response_is_kept() -> None:
    """Messages come out as they went in."""
    frame = pushed(response(*[("Chat", chat(str(number), number)) for number in range(1, 30)]))

    assert [chat(str(number), number).SerializeToString() for number in range(1, 30)] == [
        packed.payload for packed in unpacked(frame)
    ]


@pytest.mark.parametrize("kind", ["hb", "ack", "close"])
def test_what_keeps_a_connection_alive_holds_nothing(kind: str) -> None:
    """No event, and nothing unparsed."""
    assert [] == list(unpacked(pushed(b"", is_zipped=False, kind=kind)))


def test_an_empty_response_holds_nothing() -> None:
    """A quiet second is no error."""
    assert [] == list(unpacked(pushed(b"")))


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x00",
        b"<html>",
        gzip.compress(response(("Chat", CHAT)))[:-4],
        gzip.compress(b"x" * 500)[:-20] + b"\x00" * 20,
        pushed(b"\xff\xff"),
    ],
    ids=["empty", "zero", "page", "cut off", "damaged", "no response"],
)
def test_what_is_no_container_is_refused(frame: bytes) -> None:
    """With a reason."""
    with pytest.raises(BadFrameError, match=r"\w"):
        list(unpacked(frame))


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    """What unpacks beyond the limit is refused at the limit; what just fits is taken."""
    assert b"\x00" * LARGEST == inflated(gzip.compress(b"\x00" * LARGEST))

    with pytest.raises(BadFrameError, match="too large"):
        inflated(gzip.compress(b"\x00" * (LARGEST + 1)))
