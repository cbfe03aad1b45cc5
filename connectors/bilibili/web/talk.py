"""What the web feed says of comments: messages by position, paid ones, and what moderators take back. Pure."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from connectors.bilibili.coins import CURRENCY
from connectors.bilibili.people import PLATFORM, Where, who
from connectors.contract import BadFrameError
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    FeedEvent,
    ModerationWarned,
    viewer_key,
)
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.reading.money import minor_units
from connectors.reading.scalars import Scalar, id_of, ms_of, text_of, whole_of
from connectors.text import clean

_ALL_OF_A_VIEWER = 2


class _Info(msgspec.Struct, array_like=True, gc=False):
    """A comment: the place tells what a value is. `head` and `person` have grown over the years."""

    head: list[Any]
    text: Scalar
    person: list[Any]


class _Danmaku(msgspec.Struct):
    info: _Info


class _Extra(msgspec.Struct, gc=False):
    id_str: Scalar = None


class _Buyer(msgspec.Struct, gc=False):
    uname: Scalar = None


class _Paid(msgspec.Struct, gc=False):
    id: Scalar = None
    uid: Scalar = None
    price: Scalar = None
    message: Scalar = None
    ts: Scalar = None
    start_time: Scalar = None
    user_info: _Buyer | None = None


class _PaidMessage(msgspec.Struct):
    data: _Paid


class _Ids(msgspec.Struct, gc=False):
    ids: list[Scalar] = msgspec.field(default_factory=list)


class _IdsMessage(msgspec.Struct):
    data: _Ids


class _Recall(msgspec.Struct, gc=False):
    recall_type: Scalar = None
    target_id: Scalar = None


class _RecallMessage(msgspec.Struct):
    data: _Recall


class _Warning(msgspec.Struct):
    msg: Scalar = None


_read_danmaku = reader(msgspec.json.Decoder(_Danmaku).decode)
_read_extra = reader(msgspec.json.Decoder(_Extra).decode)
_read_paid = reader(msgspec.json.Decoder(_PaidMessage).decode)
_read_ids = reader(msgspec.json.Decoder(_IdsMessage).decode)
_read_recall = reader(msgspec.json.Decoder(_RecallMessage).decode)
_read_warning = reader(msgspec.json.Decoder(_Warning).decode)


def _comment(body: bytes, where: Where) -> Sequence[FeedEvent]:
    """Read a comment; the word of a sticker is its text."""
    info = _read_danmaku(body).info
    if info.text is None:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    uid = _scalar(info.person, 0)
    return (
        CommentReceived(
            at=where.at,
            feed=where.feed,
            id=_comment_id(info.head),
            text=clean(text_of(info.text)),
            sent_at=ms_of(_scalar(info.head, 4)),
            staff=bool(whole_of(_scalar(info.person, 2))) or (where.host != "" and where.host == id_of(uid)),
            **who(_scalar(info.person, 1), uid),
        ),
    )


def _comment_id(head: list[Any]) -> str:
    """Return a comment's id, which stands in JSON within the JSON; "" where it is missing, as in old recordings."""
    mode = head[15] if len(head) > 15 else None
    extra = mode.get("extra") if isinstance(mode, dict) else None
    if not isinstance(extra, str) or '"id_str"' not in extra:
        return ""
    try:
        return id_of(_read_extra(extra.encode("utf-8", "replace")).id_str)
    except BadFrameError:  # the comment counts, with or without its id
        return ""


def _scalar(values: list[Any], place: int) -> Scalar:
    value = values[place] if place < len(values) else None
    return value if isinstance(value, str | int | float) else None


def _paid_comment(body: bytes, where: Where) -> Sequence[FeedEvent]:
    paid = _read_paid(body).data
    if paid.message is None:
        raise BadFrameError(say("付费留言没有文字", "a paid comment without text"))
    return (
        CommentReceived(
            at=where.at,
            feed=where.feed,
            id=id_of(paid.id),
            text=clean(text_of(paid.message)),
            sent_at=ms_of(paid.ts) or ms_of(paid.start_time),
            amount=minor_units(text_of(paid.price), CURRENCY),
            currency=CURRENCY,
            **who(paid.user_info.uname if paid.user_info else None, paid.uid),
        ),
    )


def _paid_deleted(body: bytes, where: Where) -> Sequence[FeedEvent]:
    ids = [id_of(id_) for id_ in _read_ids(body).data.ids]
    return [CommentDeleted(at=where.at, feed=where.feed, id=id_) for id_ in ids if id_]


def _recalled(body: bytes, where: Where) -> Sequence[FeedEvent]:
    recall = _read_recall(body).data
    viewer = id_of(recall.target_id)
    if whole_of(recall.recall_type) != _ALL_OF_A_VIEWER or not viewer:
        raise BadFrameError(say("撤回的方式不明", "a recall of an unknown kind"))
    key = viewer_key(PLATFORM, viewer, "")
    return (CommentsCleared(at=where.at, feed=where.feed, platform=PLATFORM, viewer=key),)


def _warned(body: bytes, where: Where, *, cut_off: bool = False) -> Sequence[FeedEvent]:
    text = clean(text_of(_read_warning(body).msg))
    return (ModerationWarned(at=where.at, feed=where.feed, platform=PLATFORM, text=text, cut_off=cut_off),)


def _cut_off(body: bytes, where: Where) -> Sequence[FeedEvent]:
    return _warned(body, where, cut_off=True)


READERS: dict[str, Callable[[bytes, Where], Sequence[FeedEvent]]] = {
    "DANMU_MSG": _comment,
    "DANMU_MSG_MIRROR": _comment,  # said in a room linked with this one
    "SUPER_CHAT_MESSAGE": _paid_comment,
    "SUPER_CHAT_MESSAGE_JPN": _paid_comment,  # the same once more, with the same id
    "SUPER_CHAT_MESSAGE_DELETE": _paid_deleted,
    "RECALL_DANMU_MSG": _recalled,
    "WARNING": _warned,
    "CUT_OFF": _cut_off,
}
