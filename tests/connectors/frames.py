"""Small frames of our own invention for every feed that decodes: where fuzzing and measuring begin.

A new feed adds its own; the first should be a plain comment, the others whatever else it tells. Comments that tests
of connections send are made by the functions: each says `words(number)` and was sent at a time in UTC ms.
"""

import json
from typing import Any

from connectors.demo.protocol import frame as demo_frame
from connectors.events import CommentReceived
from tests.connectors.moments import AT, iso


def words(number: int) -> str:
    """Return what comment `number` says."""
    return f"第 {number} 句"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _all(*values: Any) -> tuple[bytes, ...]:
    return tuple((value if isinstance(value, str) else _json(value)).encode() for value in values)


def generic(number: int, sent_at: int) -> str:
    """Return a comment as the generic feed reads it without a mapping."""
    return _json({"id": number, "text": words(number), "time": sent_at, "user": {"id": 7, "name": "甲"}})


def oba(number: int, sent_at: int) -> str:
    """Return a comment as oba-live-tool tells it."""
    return _json(
        {
            "msg_type": "comment",
            "msg_id": str(number),
            "nick_name": "乙",
            "time": sent_at,
            "content": words(number),
        }
    )


def tikfinity(number: int, sent_at: int) -> str:
    """Return a comment as TikFinity tells it."""
    person = {"userId": "7001", "uniqueId": "jia", "nickname": "甲"}
    return _json(
        {
            "event": "chat",
            "data": {**person, "comment": words(number), "msgId": str(number), "createTime": str(sent_at)},
        }
    )


def onecomme(number: int, sent_at: int) -> str:
    """Return a comment as OneComme tells it."""
    said = {
        "id": str(number),
        "userId": "u7",
        "name": "甲",
        "comment": words(number),
        "timestamp": iso(sent_at),
    }
    return _json({"type": "comments", "data": {"comments": [{"service": "twitch", "id": "s", "data": said}]}})


def eventsub(number: int, sent_at: int) -> str:
    """Return a comment as Twitch's EventSub tells it."""
    said = {
        "message_id": str(number),
        "chatter_user_id": "7",
        "chatter_user_login": "jia",
        "chatter_user_name": "甲",
        "message": {"text": words(number)},
    }
    return notification("channel.chat.message", said, sent_at, str(number))


def notification(kind: str, event: dict[str, Any], sent_at: int, id_: str = "n1") -> str:
    """Return a notification of Twitch's EventSub."""
    metadata = {
        "message_id": id_,
        "message_type": "notification",
        "message_timestamp": iso(sent_at),
        "subscription_type": kind,
    }
    return _json({"metadata": metadata, "payload": {"subscription": {"type": kind}, "event": event}})


def irc(number: int, sent_at: int) -> str:
    """Return a comment as Twitch's chat tells it."""
    tags = f"display-name=甲;id={number};tmi-sent-ts={sent_at};user-id=7"
    return f"@{tags} :jia!jia@jia.tmi.twitch.tv PRIVMSG #shop :{words(number)}\r\n"


_DEMO_COMMENT = CommentReceived(
    at=5, feed="main", id="1", text="包邮吗", viewer="demo:1", name="甲", platform="demo", sent_at=4
)

OWN: dict[str, tuple[bytes, ...]] = {
    "demo": (demo_frame([_DEMO_COMMENT]),),
    "generic": _all(
        generic(1, AT),
        [{"id": 2, "text": "有货吗 🌹", "user": {"id": "8", "name": "乙"}}, {"id": 3, "text": ""}],
    ),
    "luoxi": _all(
        {"type": "comment", "username": "甲", "content": "包邮吗"},
        {"type": "gift", "username": "乙", "content": "小花 x1", "data": {"num": 1}},
        {"type": "like", "username": "丙", "content": ""},
    ),
    "oba": _all(
        oba(1, AT),
        {"msg_type": "room_enter", "msg_id": "2", "nick_name": "乙", "time": AT, "user_id": "9"},
        {
            "msg_type": "live_order",
            "msg_id": "900#1",
            "nick_name": "丙",
            "order_status": "已付款",
            "order_ts": AT // 1000,
            "product_id": "12",
            "product_title": "连衣裙",
        },
    ),
    "onecomme": _all(
        onecomme(1, AT),
        {"type": "deleted", "data": [{"id": "1"}]},
        {
            "type": "comments",
            "data": {
                "comments": [
                    {
                        "service": "youtube",
                        "data": {
                            "id": "2",
                            "userId": "u8",
                            "displayName": "乙",
                            "comment": "<b>加油</b> &amp; 谢谢",
                            "hasGift": True,
                            "price": 12.5,
                            "unit": "JPY",
                        },
                    }
                ]
            },
        },
    ),
    "tiktok-tikfinity": _all(
        tikfinity(1, AT),
        {
            "event": "gift",
            "data": {
                "userId": "7002",
                "nickname": "乙",
                "giftId": 5655,
                "giftName": "小花",
                "giftType": 1,
                "groupId": "g1",
                "repeatCount": 3,
                "repeatEnd": True,
            },
        },
        {"event": "like", "data": {"userId": "7003", "nickname": "丙", "likeCount": 15}},
        {"event": "roomUser", "data": {"viewerCount": 42}},
    ),
    "twitch": _all(
        eventsub(1, AT),
        irc(2, AT),
        notification("channel.chat.message_delete", {"message_id": "1", "target_user_id": "7"}, AT),
        notification("channel.follow", {"user_id": "9", "user_name": "乙", "user_login": "yi"}, AT),
        "@ban-duration=60;target-user-id=7 :tmi.twitch.tv CLEARCHAT #shop :jia\r\n",
    ),
}
