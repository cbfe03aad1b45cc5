"""Small frames of our own invention for every feed that decodes: where fuzzing and measuring begin.

A new feed adds its own; the first should be a plain comment, the others whatever else it tells.
"""

import gzip
import zlib
from collections.abc import Callable
from typing import Any

import brotli

from connectors.demo.protocol import frame as demo_frame
from connectors.events import CommentReceived
from tests.connectors import douyin_frames, frames, tiktok_frames
from tests.connectors.frames import as_json, bilibili_packet, notification
from tests.connectors.moments import AT, iso


def _all(*values: Any) -> tuple[bytes, ...]:
    """Return frames: bytes and text as they are, anything else as JSON."""
    return tuple(
        value if isinstance(value, bytes) else (value if isinstance(value, str) else as_json(value)).encode()
        for value in values
    )


def bilibili_run(pack: Callable[[bytes], bytes], version: int, *packets: bytes) -> bytes:
    """Return packets compressed into one."""
    packet = bytearray(bilibili_packet(None))[:16]
    body = pack(b"".join(packets))
    packet[:4] = (16 + len(body)).to_bytes(4, "big")
    packet[6:8] = version.to_bytes(2, "big")
    return bytes(packet) + body


_DEMO_COMMENT = CommentReceived(
    at=5, feed="main", id="1", text="包邮吗", viewer="demo:1", name="甲", platform="demo", sent_at=4
)
_PERSON = {"userId": "7002", "nickname": "乙"}
_YOUTUBE = {
    "id": "m1",
    "snippet": {
        "type": "textMessageEvent",
        "publishedAt": iso(AT),
        "authorChannelId": "UC7",
        "textMessageDetails": {"messageText": "包邮吗"},
    },
    "authorDetails": {"channelId": "UC7", "displayName": "甲"},
}

OWN: dict[str, tuple[bytes, ...]] = {
    "bilibili-open": _all(
        frames.bilibili_open(1, AT),
        bilibili_packet(
            {
                "cmd": "LIVE_OPEN_PLATFORM_SEND_GIFT",
                "data": {
                    "open_id": "o8",
                    "uname": "乙",
                    "gift_name": "小花",
                    "gift_num": 3,
                    "price": 1000,
                    "paid": True,
                    "msg_id": "g1",
                    "combo_info": {"combo_base_num": 1, "combo_count": 3, "combo_id": "c1"},
                },
            }
        ),
        {"cmd": "LIVE_OPEN_PLATFORM_SUPER_CHAT", "data": {"uname": "丙", "message": "加油", "rmb": 30}},
        bilibili_run(brotli.compress, 3, frames.bilibili_open(2, AT), frames.bilibili_open(3, AT)),
    ),
    "bilibili-web": _all(
        frames.bilibili_web(1, AT),
        bilibili_run(zlib.compress, 2, frames.bilibili_web(2, AT), frames.bilibili_web(3, AT)),
        bilibili_run(brotli.compress, 3, frames.bilibili_web(4, AT)),
        {
            "cmd": "SUPER_CHAT_MESSAGE",
            "data": {"id": 5, "uid": 7, "price": 30, "message": "加油", "ts": AT // 1000},
        },
    ),
    "demo": (demo_frame([_DEMO_COMMENT]),),
    "douyin-bridge": _all(
        frames.douyin(1, AT),
        douyin_frames.in_a(1, Content="包邮吗"),
        douyin_frames.in_b(3, Content="有货吗"),
    ),
    "douyin-push": _all(
        [{"msg_id": "1", "sec_openid": "o7", "nickname": "甲", "content": "包邮吗", "timestamp": AT}],
        [
            {
                "msg_id": "2",
                "sec_openid": "o8",
                "nickname": "乙",
                "sec_gift_id": "g1",
                "gift_num": 3,
                "gift_value": 300,
                "timestamp": AT,
            },
            {"msg_id": "3", "sec_openid": "o9", "nickname": "丙", "like_num": "15", "timestamp": AT},
        ],
    ),
    "generic": _all(
        frames.generic(1, AT),
        [{"id": 2, "text": "有货吗 🌹", "user": {"id": "8", "name": "乙"}}, {"id": 3, "text": ""}],
    ),
    "kuaishou-push": _all(
        *(
            {
                "timestamp": AT,
                "message_id": "k1",
                "data": {
                    "push_type": kind,
                    "unique_message_id": "k1",
                    "live_timestamp": AT,
                    "payload": [{"userInfo": {"userId": "7", "userName": "甲"}, **what}],
                },
            }
            for kind, what in (
                ("comment", {"content": "包邮吗"}),
                ("gift", {"giftName": "小花", "giftCount": 2}),
            )
        )
    ),
    "luoxi": _all(
        {"type": "comment", "username": "甲", "content": "包邮吗"},
        {"type": "gift", "username": "乙", "content": "小花 x1", "data": {"num": 1}},
        {"type": "like", "username": "丙", "content": ""},
    ),
    "oba": _all(
        frames.oba(1, AT),
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
        frames.onecomme(1, AT),
        {"type": "deleted", "data": [{"id": "1"}]},
        {
            "service": "youtube",
            "data": {
                "id": "2",
                "userId": "u8",
                "displayName": "乙",
                "comment": "<b>加油</b> &amp; 谢谢",
                "price": 12.5,
                "unit": "JPY",
            },
        },
    ),
    "orders": _all(
        {
            "id": 820982911,
            "created_at": iso(AT),
            "currency": "USD",
            "total_price": "12.50",
            "financial_status": "paid",
            "customer": {"id": 115310},
            "line_items": [{"product_id": 788, "title": "Kettle", "quantity": 2, "price": "6.25"}],
        },
        {
            "id": 890088,
            "order_id": 820982911,
            "created_at": iso(AT),
            "transactions": [{"kind": "refund", "status": "success", "amount": "4.19", "currency": "USD"}],
        },
    ),
    "social-stream-ninja": _all(
        {"chatname": "甲", "type": "twitch", "chatmessage": "包邮吗 <img alt='Kappa'>", "id": 1},
        {"chatname": "乙", "type": "tiktok", "event": "gift", "hasDonation": "3 coins", "chatmessage": "x"},
        {
            "type": "whatnot",
            "event": "auction_update",
            "meta": {"title": "衬衫", "price": 88, "currency": "USD"},
        },
        {"event": "viewer_updates", "meta": {"twitch": 5, "kick": 2}},
        {"delete": {"type": "twitch", "id": 1}},
        {"callback": {"get": "r1", "result": {"ok": True}}},
    ),
    "streamerbot": _all(
        {
            "timeStamp": "2025-10-09T16:53:20.2501234+08:00",
            "event": {"source": "Twitch", "type": "ChatMessage"},
            "data": {
                "message": {"msgId": "m1", "userId": "7", "displayName": "甲", "role": 1, "message": "包邮吗"}
            },
        },
        {
            "timeStamp": "2025-10-09T16:53:21.2501234+08:00",
            "event": {"source": "YouTube", "type": "SuperChat"},
            "data": {
                "eventId": "m2",
                "message": "好",
                "microAmount": 5_000_000,
                "currencyCode": "USD",
                "user": {"id": "UC8", "name": "乙"},
            },
        },
        {
            "event": {"source": "Shopify", "type": "OrderPaid"},
            "data": {
                "id": 900,
                "total_price": "12.50",
                "currency": "EUR",
                "line_items": [{"sku": "s1", "title": "连衣裙", "quantity": 1, "price": "12.50"}],
            },
        },
        {"status": "ok", "id": "r1"},
    ),
    "tiktok-tikfinity": _all(
        frames.tikfinity(1, AT),
        {
            "event": "gift",
            "data": {
                **_PERSON,
                "giftId": 5655,
                "giftName": "小花",
                "giftType": 1,
                "groupId": "g1",
                "repeatCount": 3,
                "repeatEnd": True,
            },
        },
        {"event": "like", "data": {**_PERSON, "likeCount": 15}},
        {"event": "roomUser", "data": {"viewerCount": 42}},
    ),
    "tiktok-webcast": _all(
        tiktok_frames.chat("包邮吗").SerializeToString(),
        tiktok_frames.response(
            ("Chat", tiktok_frames.chat("有货吗", 2)), ("Chat", tiktok_frames.chat("在吗", 3))
        ),
        tiktok_frames.pushed(tiktok_frames.response(("Chat", tiktok_frames.chat("到了", 4)))),
        gzip.compress(tiktok_frames.chat("谢谢", 5).SerializeToString()),
    ),
    "twitch": _all(
        frames.eventsub(1, AT),
        frames.irc(2, AT),
        notification("channel.chat.message_delete", {"message_id": "1", "target_user_id": "7"}, AT),
        notification("channel.follow", {"user_id": "9", "user_name": "乙", "user_login": "yi"}, AT),
        "@ban-duration=60;target-user-id=7 :tmi.twitch.tv CLEARCHAT #shop :jia\r\n",
    ),
    "wechat-wxlivespy": _all(
        *(
            {
                "live_info": {"live_id": "1", "live_status": 1, "online_count": 42},
                "events": [{"seq": 1, "msg_time": AT, "decoded_openid": "o7", "nickname": "甲", **what}],
            }
            for what in (
                {"decoded_type": "comment", "content": "包邮吗"},
                {"decoded_type": "combo_gift", "sec_gift_id": "g1", "combo_product_count": 3},
            )
        )
    ),
    "youtube": _all(
        {"kind": "youtube#liveChatMessageListResponse", "pollingIntervalMillis": 3000, "items": [_YOUTUBE]},
    ),
}
