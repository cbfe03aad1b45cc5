"""Our decoder beside blivedm's, on every recorded packet and message: the same texts, ids and names.

Point LIVEDESK_BLIVEDM at a checkout of github.com/xfgryujk/blivedm to run it; what that needs must be importable too.
It reads no field that may be missing, so messages of older years are completed, with nothing, for both.
"""

import asyncio
import copy
import importlib
import json
import logging
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from connectors.bilibili.frames import frame_decoder
from connectors.bilibili.open.protocol import decoder as open_decoder
from connectors.bilibili.packets import Op, Packet, packets
from connectors.bilibili.web.protocol import decoder as web_decoder
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Shared,
    ViewerEntered,
)
from tests.connectors.moments import AT

FRAMES = Path(__file__).parents[3] / "shared" / "reference" / "frames" / "bilibili"
CHECKOUT = os.environ.get("LIVEDESK_BLIVEDM", "")

Fact = tuple[str, ...]
OPEN_FIELDS = {
    "open_id": "", "union_id": "", "uface": "", "emoji_img_url": "", "dm_type": 0, "glory_level": 0, "is_admin": 0,
    "reply_open_id": "", "reply_uname": "", "r_price": 0, "fans_medal_wearing_status": False, "gift_icon": "", "timestamp": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def blivedm() -> Iterator[SimpleNamespace]:
    """Return its two modules that decode."""
    if not CHECKOUT or not FRAMES.is_dir():
        pytest.skip("LIVEDESK_BLIVEDM names no checkout, or the recorded frames are not beside the project")
    sys.path.insert(0, CHECKOUT)
    try:
        yield SimpleNamespace(
            base=importlib.import_module("blivedm.clients.ws_base"),
            handlers=importlib.import_module("blivedm.handlers"),
        )
    except ImportError as missing:
        pytest.skip(f"blivedm cannot be imported: {missing}")
    finally:
        sys.path.remove(CHECKOUT)


def theirs(blivedm: SimpleNamespace, message: dict[str, Any]) -> list[Fact]:
    """Return the facts that blivedm reads in a message."""
    facts: list[Fact] = []

    def tells(fact: Callable[[Any], list[Fact]]) -> Callable[..., None]:
        return lambda _self, _client, told: facts.extend(fact(told))

    methods = {
        "_on_danmaku": tells(lambda m: [("comment", m.extra_dict.get("id_str", ""), m.msg, m.uname, str(m.uid))]),
        "_on_super_chat": tells(lambda m: [("comment", str(m.id), m.message, m.uname, str(m.uid), str(m.price))]),
        "_on_super_chat_delete": tells(lambda m: [("deleted", str(id_)) for id_ in m.ids]),
        "_on_gift": tells(lambda m: [("gift", m.tid, m.gift_name, str(m.num), m.uname, str(m.uid))]),
        "_on_buy_guard": tells(lambda m: [("guard", m.username, str(m.uid))]),
        "_on_interact_word_v2": tells(lambda m: [("deed", str(m.msg_type), m.username, str(m.uid))]),
        "_on_open_live_danmaku": tells(lambda m: [("comment", m.msg_id, m.msg, m.uname, m.open_id)]),
        "_on_open_live_gift": tells(lambda m: [("gift", m.msg_id, m.gift_name, str(m.gift_num), m.uname, m.open_id)]),
    }  # fmt: skip
    handler = type("Told", (blivedm.handlers.BaseHandler,), methods)()
    handler.handle(SimpleNamespace(room_id=0), copy.deepcopy(message))
    return facts


def ours(event: FeedEvent) -> list[Fact]:
    """Return the facts of an event of ours, where blivedm reads any."""
    match event:
        case CommentReceived(amount=None):
            return [("comment", event.id, event.text, event.name, viewer(event))]
        case CommentReceived(amount=int(amount)):
            return [("comment", event.id, event.text, event.name, viewer(event), str(amount // 100))]
        case CommentDeleted(id=id_):
            return [("deleted", id_)]
        case Gifted(id=id_) if id_:
            return [("gift", event.id, event.gift, str(event.count), event.name, viewer(event))]
        case FanclubJoined():
            return [("guard", event.name, viewer(event))]
        case ViewerEntered() | Followed() | Shared():
            kind = {ViewerEntered: "1", Followed: "2", Shared: "3"}[type(event)]
            return [("deed", kind, event.name, viewer(event))]
        case _:
            return []


def viewer(event: Any) -> str:
    """Return a viewer's id without the platform."""
    return str(event.viewer.removeprefix("bilibili:"))


def completed(message: dict[str, Any]) -> dict[str, Any] | None:
    """Return a message with what blivedm insists on, None for one that it does not read at all."""
    whole = copy.deepcopy(message)
    kind = whole.get("cmd", "").partition(":")[0]
    if kind == "DANMU_MSG":
        info = whole["info"]
        info[0] += ["", 0, "{}", "{}", {}][len(info[0]) - 11 :] if len(info[0]) < 16 else []
        info[4] += [0] * (4 - len(info[4]))
        info += [0] * (16 - len(info)) + [[0]]
        info[16] = [0]
    elif kind == "SEND_GIFT":
        whole["data"].setdefault("gift_info", {"img_basic": ""})
    elif kind.startswith("LIVE_OPEN_PLATFORM"):
        data = whole["data"]
        data.setdefault("open_id", str(data.get("uid", "")))
        for name, nothing in OPEN_FIELDS.items():
            data.setdefault(name, nothing)
        for name in ("open_id", "union_id"):
            data.setdefault("anchor_info", {"uid": 0, "uname": "", "uface": ""}).setdefault(name, "")
    elif kind in {"INTERACT_WORD", "SUPER_CHAT_MESSAGE_JPN"}:
        return None
    return whole


def recorded() -> list[dict[str, Any]]:
    """Return every recorded message, out of packets and bare."""
    found: list[dict[str, Any]] = [
        json.loads(file.read_bytes())
        for file in sorted(FRAMES.glob("*/*.json"))
        if "app-start" not in file.name
    ]
    for file in sorted(FRAMES.glob("packets*/*.bin")):
        parts = packets(file.read_bytes())
        bodies = [part.body for part in parts if isinstance(part, Packet) and part.op == Op.MESSAGE]
        found += map(json.loads, bodies)
    return [message for message in found if "cmd" in message]


def test_every_message_says_the_same(blivedm: SimpleNamespace, caplog: pytest.LogCaptureFixture) -> None:
    """Texts, ids, names and viewers, in order."""
    compared = 0
    for message in filter(None, map(completed, recorded())):
        body = json.dumps(message).encode()
        decode = (open_decoder if message["cmd"].startswith("LIVE_OPEN") else web_decoder)("main")
        their_facts = theirs(blivedm, message)
        our_facts = [fact for event in decode(body, AT) for fact in ours(event)]
        compared += len(their_facts)

        assert their_facts == our_facts, message["cmd"]
    assert 24 <= compared
    assert [] == [line for line in caplog.records if line.levelno >= logging.ERROR]


@pytest.mark.parametrize("name", ["packets", "packets-rebuilt"])
def test_every_packet_is_cut_alike(blivedm: SimpleNamespace, name: str) -> None:
    """The same messages in the same order, whatever the compression; a heartbeat's reply holds none."""
    told: list[Any] = []
    client = SimpleNamespace(
        room_id=0, _handle_command=lambda message: told.append(message) if message["cmd"][0] != "_" else None
    )
    base = blivedm.base.WebSocketClientBase
    client._parse_ws_message = lambda data: base._parse_ws_message(client, data)
    client._parse_business_message = lambda header, body: base._parse_business_message(client, header, body)
    for file in sorted((FRAMES / name).glob("*.bin")):
        frame = file.read_bytes()
        if struct.unpack_from(">I", frame, 8)[0] == Op.HEARTBEAT:
            continue  # what a browser had sent: nothing that it reads
        mine: list[Any] = []
        told.clear()
        asyncio.run(client._parse_ws_message(frame))
        _cut(mine)(frame, AT)

        assert told == mine, file.name


def _cut(into: list[Any]) -> Callable[[bytes, int], object]:
    def read(body: bytes, _at: int) -> tuple[()]:
        into.append(json.loads(body))
        return ()

    return frame_decoder("main", read)
