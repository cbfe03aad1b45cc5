"""What the web feed says of viewers who come, follow, like and give, in JSON and in protobuf. Pure."""

from base64 import b64decode
from binascii import Error as NotBase64Error
from collections.abc import Callable, Sequence

import msgspec
from google.protobuf.message import DecodeError, Message

from connectors.bilibili.coins import CURRENCY, fen
from connectors.bilibili.people import PLATFORM, Where, who
from connectors.bilibili.web.interaction_pb2 import Giving, Interaction
from connectors.contract import BadFrameError
from connectors.events import (
    AudienceSampled,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    Shared,
    ViewerEntered,
)
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.reading.scalars import Scalar, count_of, id_of, text_of, whole_of
from connectors.text import clean

_Deed = type[ViewerEntered | Followed | Shared | Liked]
# 4 is "follow, with notices", 5 a follow that is mutual.
_DEEDS: dict[int, _Deed] = {1: ViewerEntered, 2: Followed, 3: Shared, 4: Followed, 5: Followed, 6: Liked}


class _Data(msgspec.Struct, gc=False):
    uid: Scalar = None
    uname: Scalar = None
    username: Scalar = None
    msg_type: Scalar = None
    guard_level: Scalar = None
    start_time: Scalar = None
    num: Scalar = None
    price: Scalar = None
    giftName: Scalar = None  # noqa: N815 - the wire's name
    gift_name: Scalar = None
    coin_type: Scalar = None
    total_coin: Scalar = None
    combo_total_coin: Scalar = None
    batch_combo_id: Scalar = None
    batch_combo_num: Scalar = None
    super_batch_gift_num: Scalar = None
    tid: Scalar = None
    online_count: Scalar = None
    pb: Scalar = None


class _Message(msgspec.Struct):
    data: _Data


_read = reader(msgspec.json.Decoder(_Message).decode)


def _interaction(body: bytes, where: Where) -> Sequence[FeedEvent]:
    data = _read(body).data
    return _deed(whole_of(data.msg_type) or 0, data.uname, data.uid, where)


def _interaction_v2(body: bytes, where: Where) -> Sequence[FeedEvent]:
    told = Interaction()
    _parse(told, _read(body).data.pb)
    return _deed(told.kind, told.name, told.uid, where)


def _deed(kind: int, name: Scalar, uid: Scalar, where: Where) -> Sequence[FeedEvent]:
    deed = _DEEDS.get(kind)
    if deed is None:
        raise BadFrameError(say(f"未知的互动 {kind}", f"an interaction of unknown kind {kind}"))
    return (deed(at=where.at, feed=where.feed, **who(name, uid)),)


def _parse(message: Message, pb: Scalar) -> None:
    try:
        message.ParseFromString(b64decode(text_of(pb), validate=True))
    except (NotBase64Error, ValueError, DecodeError) as error:
        raise BadFrameError(say("protobuf 数据已损坏", "the protobuf data is damaged")) from error


def _like(body: bytes, where: Where) -> Sequence[FeedEvent]:
    data = _read(body).data
    return (Liked(at=where.at, feed=where.feed, **who(data.uname, data.uid)),)


def _gift(body: bytes, where: Where) -> Sequence[FeedEvent]:
    """Read one stroke of a combo, or a gift without one; both counts tell what there has been so far."""
    data = _read(body).data
    combo = id_of(data.batch_combo_id)
    count = max(count_of(data.num), count_of(data.super_batch_gift_num) if combo else 0)
    coins = max(whole_of(data.total_coin) or 0, whole_of(data.combo_total_coin) or 0 if combo else 0)
    return (
        Gifted(
            at=where.at,
            feed=where.feed,
            id=id_of(data.tid),
            gift=clean(text_of(data.giftName), 200),
            count=count,
            amount=_worth(data.coin_type, coins),
            currency=CURRENCY,
            combo=combo or None,
            growing=combo != "",
            **who(data.uname, data.uid),
        ),
    )


def _combo(body: bytes, where: Where) -> Sequence[FeedEvent]:
    """Read what a combo has come to; its strokes were told one by one before."""
    data = _read(body).data
    combo = id_of(data.batch_combo_id)
    if not combo:
        raise BadFrameError(say("连击没有编号", "a combo without an id"))
    return (
        Gifted(
            at=where.at,
            feed=where.feed,
            gift=clean(text_of(data.gift_name), 200),
            count=count_of(data.batch_combo_num),
            amount=fen(data.combo_total_coin),
            currency=CURRENCY,
            combo=combo,
            growing=True,
            **who(data.uname, data.uid),
        ),
    )


def _gifts_v2(body: bytes, where: Where) -> Sequence[FeedEvent]:
    giving = Giving()
    _parse(giving, _read(body).data.pb)
    return [
        Gifted(
            at=where.at,
            feed=where.feed,
            id=id_of(gift.tid),
            gift=clean(gift.name, 200),
            count=count_of(gift.count),
            amount=_worth(gift.coin_type, gift.total_coin),
            currency=CURRENCY,
            **who(giving.name, giving.uid),
        )
        for gift in giving.gifts
    ]


def _worth(coin_type: Scalar, coins: int) -> int | None:
    """Return what a gift cost in fen; silver coins are earned by watching and cost nothing."""
    return fen(coins) if coin_type == "gold" else 0


def _guard(body: bytes, where: Where) -> Sequence[FeedEvent]:
    data = _read(body).data
    uid = id_of(data.uid)
    return (
        FanclubJoined(
            at=where.at,
            feed=where.feed,
            id=f"{uid}-{id_of(data.guard_level)}-{id_of(data.start_time)}" if uid else "",
            amount=fen(data.price, count_of(data.num)),
            currency=CURRENCY,
            **who(data.username, data.uid),
        ),
    )


def _audience(body: bytes, where: Where) -> Sequence[FeedEvent]:
    """Read how many watch. Old messages give only the number of ranked viewers, which is another thing."""
    count = whole_of(_read(body).data.online_count)
    if count is None:
        return ()
    return (AudienceSampled(at=where.at, feed=where.feed, count=count, platform=PLATFORM),)


READERS: dict[str, Callable[[bytes, Where], Sequence[FeedEvent]]] = {
    "INTERACT_WORD": _interaction,
    "INTERACT_WORD_V2": _interaction_v2,
    "LIKE_INFO_V3_CLICK": _like,
    "SEND_GIFT": _gift,
    "SEND_GIFT_V2": _gifts_v2,
    "COMBO_SEND": _combo,
    "GUARD_BUY": _guard,
    "ONLINE_RANK_COUNT": _audience,
}
