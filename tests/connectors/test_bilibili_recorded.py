"""Bilibili's recorded packets and messages beside the project: kinds, texts, viewers and times, read where they lie.

No name and no text of theirs stands here: what is expected is taken from the files by other means than the decoder.
"""

import json
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

import brotli
import pytest

from connectors.bilibili.frames import split
from connectors.bilibili.open.protocol import decoder as open_decoder
from connectors.bilibili.web.protocol import decoder as web_decoder
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    ModerationWarned,
    Shared,
    StreamEnded,
    StreamStarted,
    Unparsed,
    ViewerEntered,
)
from tests.connectors.moments import AT

FRAMES = Path(__file__).parents[3] / "shared" / "reference" / "frames" / "bilibili"
pytestmark = pytest.mark.skipif(not FRAMES.is_dir(), reason="the recorded frames are not beside the project")


def events_of(file: Path) -> list[FeedEvent]:
    """Return the events of every frame of a file."""
    decode = (open_decoder if "open" in file.name else web_decoder)("main")
    return [event for frame in split(file.read_bytes()) for event in decode(frame, AT)]


def messages_of(file: Path) -> list[dict[str, Any]]:
    """Return the messages of a file, found by their shape: every body is unpacked, every JSON object looked for."""
    data = file.read_bytes()
    for unpack in (zlib.decompress, brotli.decompress):
        try:
            data = unpack(data[16:])
        except (zlib.error, brotli.error):
            continue
    text = data.decode("utf-8", "replace")
    read, found, at = json.JSONDecoder().raw_decode, [], text.find("{")
    while at >= 0:
        message, at = read(text, at)
        found.append(message)
        at = text.find("{", at)
    return found


DANMAKU = sorted(FRAMES.glob("web-json/DANMU_MSG*.json")) + [
    FRAMES / "packets" / name for name in ("zlib-a.bin", "zlib-b.bin", "brotli-c.bin")
]


@pytest.mark.parametrize("file", DANMAKU, ids=lambda file: file.name)
def test_every_comment_is_told_as_it_stands(file: Path) -> None:
    """Text, viewer, name, time, moderator: each in its place."""
    ((event,), (message,)) = (events_of(file), messages_of(file))
    info = message["info"]

    assert isinstance(event, CommentReceived)
    assert info[1] == event.text
    assert (f"bilibili:{info[2][0]}", info[2][1]) == (event.viewer, event.name)
    assert (info[0][4], info[2][2] == 1) == (event.sent_at, event.staff)


@pytest.mark.parametrize("name", ["open-live/open-dm.json", "packets-rebuilt/open-live-zlib-dm.bin"])
def test_the_official_comment(name: str) -> None:
    """Of the year in which people had numbers; time in seconds."""
    file = FRAMES / name
    ((event,), (message,)) = (events_of(file), messages_of(file))
    data = message["data"]

    assert isinstance(event, CommentReceived)
    assert (data["msg"], data["msg_id"]) == (event.text, event.id)
    assert (f"bilibili:{data['uid']}", data["uname"]) == (event.viewer, event.name)
    assert data["timestamp"] * 1000 == event.sent_at


@pytest.mark.parametrize(
    "file", sorted(FRAMES.glob("web-json/SUPER_CHAT_MESSAGE*.json")), ids=lambda file: file.name
)
def test_paid_comments(file: Path) -> None:
    """Yuan become fen."""
    ((event,), (message,)) = (events_of(file), messages_of(file))
    data = message["data"]

    assert isinstance(event, CommentReceived)
    assert (str(data["id"]), data["message"]) == (event.id, event.text)
    assert (data["price"] * 100, "CNY", data["ts"] * 1000) == (event.amount, event.currency, event.sent_at)


@pytest.mark.parametrize("file", sorted(FRAMES.glob("web-json/SEND_GIFT*.json")), ids=lambda file: file.name)
def test_gifts(file: Path) -> None:
    """What they cost, and whether more of them may come."""
    ((event,), (message,)) = (events_of(file), messages_of(file))
    data = message["data"]

    assert isinstance(event, Gifted)
    assert (data["giftName"], data["num"], data["tid"]) == (event.gift, event.count, event.id)
    assert (data["total_coin"] // 10 if data["coin_type"] == "gold" else 0) == event.amount
    assert (data["batch_combo_id"] or None, bool(data["batch_combo_id"])) == (event.combo, event.growing)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("packets/brotli-a.bin", [ViewerEntered, ViewerEntered]),
        ("packets/brotli-b.bin", [ViewerEntered]),
        ("packets/hb-reply.bin", []),
        ("packets/hb-reply-echo.bin", []),
        ("packets/hb-request.bin", []),
        ("packets-rebuilt/brotli-three-events.bin", [FanclubJoined, CommentsCleared, CommentDeleted]),
        ("packets-rebuilt/zlib-three-events.bin", [CommentReceived, CommentReceived, Followed]),
        ("packets-rebuilt/two-outer-packets-one-frame.bin", [StreamEnded, StreamStarted]),
        ("open-live/open-send-gift.json", [Gifted]),
        ("web-json/GUARD_BUY__normal.json", [FanclubJoined]),
        ("web-json/INTERACT_WORD__share.json", [Shared]),
        ("web-json/INTERACT_WORD_V2__real-pb.json", [ViewerEntered]),
        ("web-json/LIKE_INFO_V3_CLICK__normal.json", [Liked]),
        ("web-json/CUT_OFF__normal.json", [ModerationWarned]),
        ("web-json/WARNING__normal.json", [ModerationWarned]),
        ("web-json/RECALL_DANMU_MSG__normal.json", [CommentsCleared]),
        ("web-json/LIVE__start_live.json", [StreamStarted]),
        ("web-json/PREPARING__normal.json", [StreamEnded]),
    ],
)
def test_kinds(name: str, kinds: list[type[FeedEvent]]) -> None:
    """In the order in which they stand in the file."""
    assert kinds == [type(event) for event in events_of(FRAMES / name)]


def test_what_lies_in_protobuf_is_who_it_says() -> None:
    """The recorded name and number, found in the bytes by hand."""
    file = FRAMES / "web-json" / "INTERACT_WORD_V2__real-pb.json"
    ((event,), (message,)) = (events_of(file), messages_of(file))

    wire = b64decode(message["data"]["pb"])
    number = sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(wire[1:5]))
    length = wire[6]

    assert isinstance(event, ViewerEntered)
    assert f"bilibili:{number}" == event.viewer
    assert wire[7 : 7 + length].decode() == event.name


def test_no_packet_is_left_unread() -> None:
    """Nothing recorded in packets is told as unparsed."""
    files = [*FRAMES.glob("packets*/*.bin")]

    assert 12 <= len(files)
    assert [] == [event for file in files for event in events_of(file) if isinstance(event, Unparsed)]
