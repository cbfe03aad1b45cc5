"""Comments as each platform tells them, of our own invention: each says `words(number)`, sent at a time in UTC ms."""

import json
import struct
from typing import Any

from tests.connectors.moments import iso


def words(number: int) -> str:
    """Return what comment `number` says."""
    return f"第 {number} 句"


def as_json(value: Any) -> str:
    """Return a value as the wire has it."""
    return json.dumps(value, ensure_ascii=False)


def generic(number: int, sent_at: int) -> str:
    """Return a comment as the generic feed reads it without a mapping."""
    return as_json({"id": number, "text": words(number), "time": sent_at, "user": {"id": 7, "name": "甲"}})


def oba(number: int, sent_at: int) -> str:
    """Return a comment as oba-live-tool tells it."""
    return as_json(
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
    return as_json(
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
    return as_json(
        {"type": "comments", "data": {"comments": [{"service": "twitch", "id": "s", "data": said}]}}
    )


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
    return as_json({"metadata": metadata, "payload": {"subscription": {"type": kind}, "event": event}})


def irc(number: int, sent_at: int) -> str:
    """Return a comment as Twitch's chat tells it."""
    tags = f"display-name=甲;id={number};tmi-sent-ts={sent_at};user-id=7"
    return f"@{tags} :jia!jia@jia.tmi.twitch.tv PRIVMSG #shop :{words(number)}\r\n"


def douyin(number: int, sent_at: int) -> str:
    """Return a comment as a bridge of dialect C tells it."""
    return as_json(
        {
            "method": "WebcastChatMessage",
            "common": {"msgId": str(number), "createTime": str(sent_at)},
            "user": {"id": "77", "nickname": "甲"},
            "content": words(number),
        }
    )


def bilibili_open(number: int, sent_at: int) -> bytes:
    """Return a comment as Bilibili's open-live interface tells it, in a packet."""
    said = {
        "open_id": "o7",
        "uname": "甲",
        "msg": words(number),
        "msg_id": str(number),
        "timestamp": sent_at // 1000,
    }
    return bilibili_packet({"cmd": "LIVE_OPEN_PLATFORM_DM", "data": said})


def bilibili_web(number: int, sent_at: int) -> bytes:
    """Return a comment as Bilibili's web player is told it, in a packet."""
    extra = as_json({"id_str": str(number), "content": words(number)})
    head = [0, 1, 25, 0, sent_at, 0, 0, "", 0, 0, 0, "", 0, "{}", "{}", {"extra": extra}]
    return bilibili_packet({"cmd": "DANMU_MSG", "info": [head, words(number), [7, "甲", 0]]})


def bilibili_packet(message: Any, op: int = 5) -> bytes:
    """Return a message in one of Bilibili's packets, not compressed."""
    body = as_json(message).encode()
    return struct.pack(">IHHII", 16 + len(body), 16, 0, op, 0) + body


def ssn(number: int, _sent_at: int) -> str:
    """Return a comment as Social Stream Ninja relays it; it tells no time."""
    said = {"type": "twitch", "chatname": "甲", "userid": "7", "chatmessage": words(number), "id": number}
    return as_json({**said, "meta": {"messageId": str(number)}})


def streamerbot(number: int, sent_at: int) -> str:
    """Return a comment as Streamer.bot tells it."""
    said = {"msgId": str(number), "userId": "7", "displayName": "甲", "role": 1, "message": words(number)}
    kind = {"source": "Twitch", "type": "ChatMessage"}
    return as_json({"timeStamp": iso(sent_at), "event": kind, "data": {"message": said}})


def youtube(number: int, sent_at: int) -> str:
    """Return a comment as YouTube's live chat tells it, alone on a page."""
    said = {
        "id": str(number),
        "snippet": {
            "type": "textMessageEvent",
            "publishedAt": iso(sent_at),
            "textMessageDetails": {"messageText": words(number)},
        },
        "authorDetails": {"channelId": "UC7", "displayName": "甲"},
    }
    return youtube_page(said)


def youtube_page(*items: Any, **fields: Any) -> str:
    """Return a page of YouTube's live chat."""
    kind = "youtube#liveChatMessageListResponse"
    return as_json({"kind": kind, "nextPageToken": "n", "pollingIntervalMillis": 1, "items": items, **fields})
