"""wxlivespy's calls: a JSON object with the stream's state and what happened in it; bytes in and events out.

From the tool's published sources (`CustomTypes.ts`, `WXDataDecoder.ts`): its type comments say `combo_gift`, its
code says `combogift`; `seq` is unique within a `live_id`, and the tool sends what it has sent before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import (
    AudienceSampled,
    CommentReceived,
    FeedEvent,
    Gifted,
    Liked,
    StreamEnded,
    ViewerEntered,
    unparsed,
    viewer_key,
)
from connectors.language import say
from connectors.reading.jsonframe import Items, reader
from connectors.reading.scalars import Scalar, count_of, id_of, ms_of, text_of, whole_of
from connectors.text import clean, clean_name
from connectors.wechat.settings import WxlivespySettings

PLATFORM = "wechat-channels"
_LIVE, _ENDED = 1, 2  # live_status
_IRRELEVANT = frozenset({"levelup"})


class _Live(msgspec.Struct):
    live_id: Scalar = None
    live_status: Scalar = None
    online_count: Scalar = None


class _Item(msgspec.Struct):
    decoded_type: Scalar = None
    msg_time: Scalar = None
    seq: Scalar = None
    msg_id: Scalar = None
    decoded_openid: Scalar = None
    sec_openid: Scalar = None
    nickname: Scalar = None
    content: Scalar = None
    sec_gift_id: Scalar = None
    gift_num: Scalar = None
    combo_product_count: Scalar = None


class _Body(msgspec.Struct):
    live_info: _Live | None = None
    events: Items = []


_read_body = reader(msgspec.json.Decoder(_Body).decode)
_read_item = reader(msgspec.json.Decoder(_Item).decode)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One thing that happened, with what its event says in any case. `at` is UTC ms."""

    item: _Item
    live: str
    at: int
    feed: str

    def who(self) -> dict[str, Any]:
        item = self.item
        seq = id_of(item.seq)
        name = clean_name(text_of(item.nickname))
        return {
            "at": self.at,
            "feed": self.feed,
            "id": f"{self.live}/{seq}" if seq else id_of(item.msg_id),
            "viewer": viewer_key(PLATFORM, id_of(item.decoded_openid, item.sec_openid), name),
            "name": name,
            "platform": PLATFORM,
        }


def _comment(seen: _Seen) -> FeedEvent:
    if seen.item.content is None:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    text = clean(text_of(seen.item.content))
    return CommentReceived(text=text, sent_at=ms_of(seen.item.msg_time), **seen.who())


def _enter(seen: _Seen) -> FeedEvent:
    return ViewerEntered(**seen.who())


def _like(seen: _Seen) -> FeedEvent:
    return Liked(**seen.who())


def _gift(seen: _Seen) -> FeedEvent:
    gift = clean(text_of(seen.item.sec_gift_id), 80)
    return Gifted(gift=gift, count=count_of(seen.item.gift_num), **seen.who())


def _combo(seen: _Seen) -> FeedEvent:
    """Read a combo, told of again with a larger count while it grows. Nothing names it: it is the viewer's of that gift."""
    who, gift = seen.who(), clean(text_of(seen.item.sec_gift_id), 80)
    count = count_of(seen.item.combo_product_count)
    return Gifted(gift=gift, count=count, combo=f"{who['viewer']}/{gift}", growing=True, **who)


_KINDS: dict[str, Callable[[_Seen], FeedEvent]] = {
    "comment": _comment,
    "enter": _enter,
    "like": _like,
    "gift": _gift,
    "combogift": _combo,
    "combo_gift": _combo,
}


def decoder(feed: str, _settings: WxlivespySettings | None = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for what is no call of the tool.

    A stream ends only where it was live before: the tool repeats itself, also about last night's stream.
    """
    running = ""

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        nonlocal running
        body = _read_body(frame)
        live = body.live_info
        if live is None:
            raise BadFrameError(say("没有 live_info", "without live_info"))
        stream, status = id_of(live.live_id), whole_of(live.live_status)
        events = _happened(body.events, stream, at, feed)
        online = whole_of(live.online_count)
        if online is not None:
            events.append(AudienceSampled(at=at, feed=feed, count=online, platform=PLATFORM))
        if status == _LIVE:
            running = stream
        elif status == _ENDED and running and stream == running:
            events.append(StreamEnded(at=at, feed=feed))
        return events

    return decode


def _happened(items: Sequence[msgspec.Raw], live: str, at: int, feed: str) -> list[FeedEvent]:
    """Read each thing that happened; one that cannot be read costs only itself."""
    events: list[FeedEvent] = []
    for raw in items:
        try:
            events += _event(_Seen(_read_item(bytes(raw)), live, at, feed))
        except BadFrameError as bad:
            events.append(unparsed(at=at, feed=feed, reason=str(bad), frame=bytes(raw)))
    return events


def _event(seen: _Seen) -> Sequence[FeedEvent]:
    kind = text_of(seen.item.decoded_type)
    if kind in _IRRELEVANT:
        return ()
    reading = _KINDS.get(kind)
    if reading is None:
        told = clean(kind, 40)
        raise BadFrameError(say(f"未知的消息类型“{told}”", f"unknown message type “{told}”"))
    return (reading(seen),)
