"""oba-live-tool's messages: one JSON object a frame, bytes in and events out.

From the tool's published sources (`WebSocketService`, the `commentListener` of each console, `types.d.ts`):
every object carries `msg_type`, `msg_id`, `nick_name` and `time`, when the tool received it: ms, or in some versions a
time of day, which says no date and is passed over. The sources give types, no recordings, so every field but `msg_type` is
read as if it might be missing. Of an order's states they name two, and none for cancelling or refunding.
"""

from collections.abc import Sequence

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import (
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Followed,
    Liked,
    OrderCreated,
    OrderPaid,
    ViewerEntered,
    viewer_key,
)
from connectors.language import say
from connectors.oba.settings import ObaSettings
from connectors.reading.jsonframe import reader
from connectors.reading.scalars import Scalar, id_of, ms_of, text_of
from connectors.text import clean, clean_name

_COMMENT_PLATFORMS = {
    "wechat_channel_live_msg": "wechat-channels",
    "xiaohongshu_comment": "xiaohongshu",
    "taobao_comment": "taobao",
}
_Signal = type[ViewerEntered | Liked | Followed | FanclubJoined]
_SIGNALS: dict[str, _Signal] = {
    "room_enter": ViewerEntered,
    "room_like": Liked,
    "room_follow": Followed,
    "subscribe_merchant_brand_vip": FanclubJoined,
    "ecom_fansclub_participate": FanclubJoined,
}
_ORDERS: dict[str, type[OrderCreated | OrderPaid]] = {"已下单": OrderCreated, "已付款": OrderPaid}


class _Message(msgspec.Struct, gc=False):
    msg_type: str
    msg_id: Scalar = None
    nick_name: Scalar = None
    time: Scalar = None
    content: Scalar = None
    user_id: Scalar = None
    order_status: Scalar = None
    order_ts: Scalar = None
    product_id: Scalar = None
    product_title: Scalar = None


_read = reader(msgspec.json.Decoder(_Message).decode)


def decoder(feed: str, settings: ObaSettings | None = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for what is no message of the tool."""
    platforms = {"comment": (settings or ObaSettings()).platform, **_COMMENT_PLATFORMS}

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        message = _read(frame)
        platform = platforms.get(message.msg_type)
        if platform is not None:
            return (_comment(message, platform, feed, at),)
        if message.msg_type in _SIGNALS:
            return (_signal(message, feed, at),)
        if message.msg_type == "live_order":
            return (_order(message, feed, at),)
        kind = clean(message.msg_type, 40)
        raise BadFrameError(say(f"未知的消息类型“{kind}”", f"unknown message type “{kind}”"))

    return decode


def _comment(message: _Message, platform: str, feed: str, at: int) -> CommentReceived:
    if message.content is None:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    name = clean_name(text_of(message.nick_name))
    return CommentReceived(
        at=at,
        feed=feed,
        id=id_of(message.msg_id),
        text=clean(text_of(message.content)),
        viewer=viewer_key(platform, id_of(message.user_id), name),
        name=name,
        platform=platform,
        sent_at=ms_of(message.time),
    )


def _signal(message: _Message, feed: str, at: int) -> FeedEvent:
    name = clean_name(text_of(message.nick_name))
    viewer = viewer_key("douyin", id_of(message.user_id), name)
    kind = _SIGNALS[message.msg_type]
    return kind(at=at, feed=feed, id=id_of(message.msg_id), viewer=viewer, name=name, platform="douyin")


def _order(message: _Message, feed: str, at: int) -> FeedEvent:
    """Read an order. `msg_id` is its id, a `#`, and the number of its state; of the states only paid is sure."""
    kind = _ORDERS.get(text_of(message.order_status))
    order, _, number = id_of(message.msg_id).partition("#")
    if kind is None:
        status = f"{clean(text_of(message.order_status), 40)} #{number[:8]}"
        raise BadFrameError(say(f"订单状态不明：{status}", f"an order in an unknown state: {status}"))
    if not order:
        raise BadFrameError(say("订单没有编号", "an order without an id"))
    name = clean_name(text_of(message.nick_name))
    user = id_of(message.user_id)
    return kind(
        at=at,
        feed=feed,
        id=order,
        platform="douyin",
        viewer=viewer_key("douyin", user, name) if user or name else None,
        name=name or None,
        product=id_of(message.product_id) or None,
        product_title=clean(text_of(message.product_title), 200) or None,
        placed_at=ms_of(message.order_ts),
    )
