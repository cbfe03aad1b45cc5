"""Kuaishou's push to an approved app: signature and content of its calls; bytes in and events out.

Known from one independent implementation and never checked against the platform: header `kwaisign` is the lower-case
MD5 of the raw body followed by the app's secret, the answer is `{"result":1}`, and a call that is not answered so
comes three more times, five seconds apart.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from connectors.calls.call import Call, Reads, RefusedError, Taken, same_secret
from connectors.contract import BadFrameError, Decoder
from connectors.events import (
    CommentReceived,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    Shared,
    unparsed,
    viewer_key,
)
from connectors.kuaishou.settings import KuaishouPushSettings
from connectors.language import say
from connectors.reading.jsonframe import Items, reader
from connectors.reading.scalars import Scalar, count_of, id_of, ms_of, text_of
from connectors.text import clean, clean_name

PLATFORM = "kuaishou"
ANSWER = b'{"result":1}'


class _User(msgspec.Struct):
    user_id: Scalar = msgspec.field(name="userId", default=None)
    name: Scalar = msgspec.field(name="userName", default=None)


class _Item(msgspec.Struct, rename="camel"):
    user_info: _User | None = None
    content: Scalar = None
    unique_no: Scalar = None
    gift_name: Scalar = None
    gift_count: Scalar = None
    count: Scalar = None


class _Data(msgspec.Struct):
    push_type: Scalar = None
    unique_message_id: Scalar = None
    live_timestamp: Scalar = None
    room_code: Scalar = None
    payload: Items = []


class _Body(msgspec.Struct):
    data: _Data
    timestamp: Scalar = None
    message_id: Scalar = None


_read_body = reader(msgspec.json.Decoder(_Body).decode)
_read_item = reader(msgspec.json.Decoder(_Item).decode)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One thing a viewer did, with what its event says in any case. `at` and `sent_at` are UTC ms."""

    item: _Item
    id: str
    sent_at: int | None
    at: int
    feed: str

    def who(self) -> dict[str, Any]:
        user = self.item.user_info or _User()
        name = clean_name(text_of(user.name))
        return {
            "at": self.at,
            "feed": self.feed,
            "id": self.id,
            "viewer": viewer_key(PLATFORM, id_of(user.user_id), name),
            "name": name,
            "platform": PLATFORM,
        }


def _comment(seen: _Seen) -> FeedEvent:
    if seen.item.content is None:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    return CommentReceived(text=clean(text_of(seen.item.content)), sent_at=seen.sent_at, **seen.who())


def _gift(seen: _Seen) -> FeedEvent:
    who = seen.who()
    who["id"] = id_of(seen.item.unique_no) or seen.id
    return Gifted(gift=clean(text_of(seen.item.gift_name), 80), count=count_of(seen.item.gift_count), **who)


def _like(seen: _Seen) -> FeedEvent:
    return Liked(count=count_of(seen.item.count), **seen.who())


def _follow(seen: _Seen) -> FeedEvent:
    return Followed(**seen.who())


def _share(seen: _Seen) -> FeedEvent:
    return Shared(**seen.who())


_KINDS: dict[str, Callable[[_Seen], FeedEvent]] = {
    "comment": _comment,
    "gift": _gift,
    "like": _like,
    "follow": _follow,
    "share": _share,
}


def sign(body: bytes, secret: str) -> str:
    """Return the signature of a call's raw body."""
    return hashlib.md5(body + secret.encode(), usedforsecurity=False).hexdigest()  # the platform's choice


def check(call: Call, secret: str, window_s: float) -> None:
    """Raise `RefusedError` for a call that is not signed with `secret`, or whose time is too far from ours."""
    if not same_secret(call.headers.get("kwaisign", "").lower(), sign(call.body, secret)):
        raise RefusedError(401, "signature")
    try:
        sent_at = ms_of(_read_body(call.body).timestamp)
    except BadFrameError:
        return  # signed by the platform all the same: kept as what could not be read
    if sent_at is not None and abs(call.at - sent_at) > window_s * 1000:
        raise RefusedError(401, "time")


def receiving(feed: str, settings: KuaishouPushSettings, secret: str) -> Reads:
    """Return what checks and reads the calls of one feed."""
    decode = decoder(feed, settings)

    def read(call: Call) -> Taken:
        check(call, secret, settings.window_s)
        try:
            events = decode(call.body, call.at)
        except BadFrameError as bad:
            events = (unparsed(at=call.at, feed=feed, reason=str(bad), frame=call.body),)
        return Taken(events, body=ANSWER)

    return read


def decoder(feed: str, settings: KuaishouPushSettings | None = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for what is no push."""
    room = "" if settings is None else settings.room.strip()

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        body = _read_body(frame)
        data = body.data
        if room and id_of(data.room_code) not in {"", room}:
            return ()
        kind = text_of(data.push_type).lower().removeprefix("live_")
        reading = _KINDS.get(kind)
        if reading is None:
            told = clean(kind, 40)
            raise BadFrameError(say(f"未知的推送类型“{told}”", f"unknown push type “{told}”"))
        message = id_of(data.unique_message_id, body.message_id)
        sent_at = ms_of(data.live_timestamp) or ms_of(body.timestamp)
        events: list[FeedEvent] = []
        for number, raw in enumerate(data.payload):
            try:
                id_ = f"{message}/{number}" if message else ""
                events.append(reading(_Seen(_read_item(bytes(raw)), id_, sent_at, at, feed)))
            except BadFrameError as bad:
                events.append(unparsed(at=at, feed=feed, reason=str(bad), frame=bytes(raw)))
        return events

    return decode
