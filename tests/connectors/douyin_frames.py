"""Frames of Douyin bridges in their three dialects, made up after the programs' notes."""

import json
from typing import Any

from connectors.douyin.bridge.protocol import decoder
from connectors.douyin.bridge.settings import BridgeSettings
from connectors.events import FeedEvent

AT = 1_760_000_000_500
SENT = 1_760_000_000_000
ID = 9_223_372_036_854_775_807  # larger than a float can tell from its neighbours


def in_a(kind: int, **data: Any) -> bytes:
    """Return a frame as DouyinBarrageGrab sends it."""
    user = {"Id": 77, "Nickname": "小鱼"}
    inner = json.dumps({"MsgId": ID, "User": user, **data}, ensure_ascii=False)
    return json.dumps({"Type": kind, "ProcessName": "chrome", "Data": inner}, ensure_ascii=False).encode()


def in_b(kind: int, **data: Any) -> bytes:
    """Return a frame as BarrageGrab sends it."""
    whole = {"MsgId": ID, "User": {"Id": 77, "NickName": "小鱼"}, **data}
    return json.dumps({"Type": kind, "Data": whole}, ensure_ascii=False).encode()


def in_c(method: str, **fields: Any) -> bytes:
    """Return a frame as douyinLive sends it."""
    common = {"msgId": str(ID), "createTime": str(SENT)}
    user = {"id": "77", "nickname": "小鱼"}
    whole = {"method": method, "livename": "主播", "common": common, "user": user, **fields}
    return json.dumps(whole, ensure_ascii=False).encode()


def decoded(frame: bytes, settings: BridgeSettings | None = None) -> FeedEvent:
    """Return the one event of a frame, read without knowing any other."""
    (event,) = decoder("main", settings)(frame, AT)
    return event


def by_viewer(kind: type[FeedEvent], **fields: Any) -> FeedEvent:
    """Return an event of the viewer all frames speak of."""
    who = {"viewer": "douyin:77", "name": "小鱼", "platform": "douyin", "id": str(ID)}
    return kind(at=AT, feed="main", **{**who, **fields})
