"""Douyin's push to an approved app: a JSON array of messages; bytes in and events out.

After the platform's description of its data: a call holds messages of one type. The type stands in a header, which a
recording does not keep, so that messages are told apart by what only their type has.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.douyin.push.settings import DouyinPushSettings
from connectors.events import (
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Gifted,
    Liked,
    unparsed,
    viewer_key,
)
from connectors.language import say
from connectors.reading.jsonframe import Items, reader
from connectors.reading.scalars import Scalar, count_of, id_of, ms_of, text_of, whole_of
from connectors.text import clean, clean_name

PLATFORM = "douyin"
_LEVEL_UP = 1  # fansclub_reason_type; 2 is joining


class _Item(msgspec.Struct):
    msg_id: Scalar = None
    sec_openid: Scalar = None
    nickname: Scalar = None
    timestamp: Scalar = None
    content: Scalar = None
    sec_gift_id: Scalar = None
    gift_num: Scalar = None
    gift_value: Scalar = None
    like_num: Scalar = None
    fansclub_reason_type: Scalar = None


_read_list = reader(msgspec.json.Decoder(Items).decode)
_read_item = reader(msgspec.json.Decoder(_Item).decode)


def decoder(feed: str, _settings: DouyinPushSettings | None = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for what is no array."""

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        events: list[FeedEvent] = []
        for raw in _read_list(frame):
            try:
                events += _events(_read_item(bytes(raw)), at, feed)
            except BadFrameError as bad:
                events.append(unparsed(at=at, feed=feed, reason=str(bad), frame=bytes(raw)))
        return events

    return decode


def ids_of(frame: bytes) -> list[str]:
    """Return the ids of a call's messages: what is acknowledged. What cannot be read has none; the decoder tells of it."""
    ids: list[str] = []
    with suppress(BadFrameError):
        for raw in _read_list(frame):
            with suppress(BadFrameError):
                ids.append(id_of(_read_item(bytes(raw)).msg_id))
    return [id_ for id_ in ids if id_]


def _events(item: _Item, at: int, feed: str) -> Sequence[FeedEvent]:
    name = clean_name(text_of(item.nickname))
    who: dict[str, Any] = {
        "at": at,
        "feed": feed,
        "id": id_of(item.msg_id),
        "viewer": viewer_key(PLATFORM, id_of(item.sec_openid), name),
        "name": name,
        "platform": PLATFORM,
    }
    if item.content is not None:
        return (CommentReceived(text=clean(text_of(item.content)), sent_at=ms_of(item.timestamp), **who),)
    if item.sec_gift_id is not None:
        value = whole_of(item.gift_value)  # fen, of all together
        return (
            Gifted(
                gift=clean(text_of(item.sec_gift_id), 80),
                count=count_of(item.gift_num),
                amount=value,
                currency=None if value is None else "CNY",
                **who,
            ),
        )
    if item.like_num is not None:
        return (Liked(count=count_of(item.like_num), **who),)
    if item.fansclub_reason_type is not None:
        is_level_up = whole_of(item.fansclub_reason_type) == _LEVEL_UP
        return () if is_level_up else (FanclubJoined(**who),)
    raise BadFrameError(say("看不出是哪种消息", "a message of no known type"))
