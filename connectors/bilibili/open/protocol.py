"""The messages of Bilibili's open-live interface: a frame of packets in, events out.

Each is `{"cmd", "data"}`, as the platform's document of its long connection has it. People are named by `open_id`;
recordings of 2022 carry `uid` instead. Any field may be missing: the platform's own test tool leaves some out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from connectors.bilibili.coins import CURRENCY, fen
from connectors.bilibili.frames import frame_decoder
from connectors.bilibili.open.settings import BilibiliOpenSettings
from connectors.bilibili.people import Where, who
from connectors.contract import BadFrameError, Decoder
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Gifted,
    Liked,
    StreamEnded,
    StreamStarted,
    ViewerEntered,
)
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.reading.money import minor_units
from connectors.reading.scalars import Scalar, count_of, id_of, ms_of, text_of, whole_of
from connectors.text import clean

_INTERACTION_END = "LIVE_OPEN_PLATFORM_INTERACTION_END"


@dataclass(slots=True)
class Session:
    """What frames and client tell each other: whose room it is, and whether the platform has ended the session."""

    game_id: str = ""
    host: str = ""
    is_over: bool = False


class _Person(msgspec.Struct, gc=False):
    open_id: Scalar = None
    uid: Scalar = None
    uname: Scalar = None


class _Combo(msgspec.Struct, gc=False):
    combo_base_num: Scalar = None
    combo_count: Scalar = None
    combo_id: Scalar = None


class _Data(_Person):
    msg: Scalar = None
    msg_id: Scalar = None
    timestamp: Scalar = None
    is_admin: Scalar = None
    gift_name: Scalar = None
    gift_num: Scalar = None
    price: Scalar = None
    paid: Scalar = None
    combo_info: _Combo | None = None
    user_info: _Person | None = None
    guard_num: Scalar = None
    message_id: Scalar = None
    message: Scalar = None
    rmb: Scalar = None
    message_ids: list[Scalar] | None = None
    like_count: Scalar = None
    game_id: Scalar = None


class _Message(msgspec.Struct):
    cmd: str
    data: _Data = msgspec.field(default_factory=_Data)


_read = reader(msgspec.json.Decoder(_Message).decode)


def decoder(
    feed: str, settings: BilibiliOpenSettings | None = None, session: Session | None = None
) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for a bare message that it cannot read.

    What the host of `session` says is the shop's own; where the platform ends that session, it is told.
    """
    del settings  # nothing in them changes what a message means
    current = session or Session()

    def read(body: bytes, at: int) -> Sequence[FeedEvent]:
        message = _read(body)
        kind = message.cmd.partition(":")[0]
        if kind == _INTERACTION_END:
            ended = id_of(message.data.game_id)
            current.is_over = current.is_over or (ended != "" and ended == current.game_id)
            return ()
        build = _READERS.get(kind)
        if build is None:
            name = clean(kind, 60)
            raise BadFrameError(say(f"未知的消息类型“{name}”", f"unknown message type “{name}”"))
        return build(message.data, Where(at, feed, current.host))

    return frame_decoder(feed, read)


def _comment(data: _Data, where: Where) -> Sequence[FeedEvent]:
    if data.msg is None:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    is_host = where.host != "" and where.host in {id_of(data.open_id), id_of(data.uid)}
    return (
        CommentReceived(
            at=where.at,
            feed=where.feed,
            id=id_of(data.msg_id),
            text=clean(text_of(data.msg)),
            sent_at=ms_of(data.timestamp),
            staff=is_host or bool(whole_of(data.is_admin)),
            **who(data.uname, data.open_id, data.uid),
        ),
    )


def _paid_comment(data: _Data, where: Where) -> Sequence[FeedEvent]:
    if data.message is None:
        raise BadFrameError(say("付费留言没有文字", "a paid comment without text"))
    return (
        CommentReceived(
            at=where.at,
            feed=where.feed,
            id=id_of(data.message_id, data.msg_id),
            text=clean(text_of(data.message)),
            sent_at=ms_of(data.timestamp),
            amount=minor_units(text_of(data.rmb), CURRENCY),
            currency=CURRENCY,
            **who(data.uname, data.open_id, data.uid),
        ),
    )


def _deleted(data: _Data, where: Where) -> Sequence[FeedEvent]:
    ids = [id_of(id_) for id_ in data.message_ids or ()]
    return [CommentDeleted(at=where.at, feed=where.feed, id=id_) for id_ in ids if id_]


def _gift(data: _Data, where: Where) -> Sequence[FeedEvent]:
    """Read a gift. A combo says how many pieces each stroke has, and how many strokes there have been."""
    combo, count = "", count_of(data.gift_num)
    if data.combo_info is not None:
        combo = id_of(data.combo_info.combo_id)
        strokes = count_of(data.combo_info.combo_base_num) * count_of(data.combo_info.combo_count)
        count = max(count, strokes) if combo else count
    return (
        Gifted(
            at=where.at,
            feed=where.feed,
            id=id_of(data.msg_id),
            gift=clean(text_of(data.gift_name), 200),
            count=count,
            amount=fen(data.price, count) if data.paid else 0,  # free gifts may bear a price in silver coins
            currency=CURRENCY,
            combo=combo or None,
            growing=combo != "",
            **who(data.uname, data.open_id, data.uid),
        ),
    )


def _guard(data: _Data, where: Where) -> Sequence[FeedEvent]:
    buyer = data.user_info or data
    return (
        FanclubJoined(
            at=where.at,
            feed=where.feed,
            id=id_of(data.msg_id),
            amount=fen(data.price, count_of(data.guard_num)),
            currency=CURRENCY,
            **who(buyer.uname, buyer.open_id, buyer.uid),
        ),
    )


def _like(data: _Data, where: Where) -> Sequence[FeedEvent]:
    person = who(data.uname, data.open_id, data.uid)
    count = count_of(data.like_count)
    return (Liked(at=where.at, feed=where.feed, id=id_of(data.msg_id), count=count, **person),)


def _enter(data: _Data, where: Where) -> Sequence[FeedEvent]:
    person = who(data.uname, data.open_id, data.uid)
    return (ViewerEntered(at=where.at, feed=where.feed, id=id_of(data.msg_id), **person),)


_READERS: dict[str, Callable[[_Data, Where], Sequence[FeedEvent]]] = {
    "LIVE_OPEN_PLATFORM_DM": _comment,
    "LIVE_OPEN_PLATFORM_DM_MIRROR": _comment,  # said in a room linked with this one
    "LIVE_OPEN_PLATFORM_SUPER_CHAT": _paid_comment,
    "LIVE_OPEN_PLATFORM_SUPER_CHAT_DEL": _deleted,
    "LIVE_OPEN_PLATFORM_SEND_GIFT": _gift,
    "LIVE_OPEN_PLATFORM_GUARD": _guard,
    "LIVE_OPEN_PLATFORM_LIKE": _like,
    "LIVE_OPEN_PLATFORM_LIVE_ROOM_ENTER": _enter,
    "LIVE_OPEN_PLATFORM_LIVE_START": lambda _, where: (StreamStarted(at=where.at, feed=where.feed),),
    "LIVE_OPEN_PLATFORM_LIVE_END": lambda _, where: (StreamEnded(at=where.at, feed=where.feed),),
}
