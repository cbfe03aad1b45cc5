"""TikFinity's messages: one JSON object a frame, `{"event": name, "data": {...}}`, bytes in and events out.

No schema is published; after captured frames. A person's fields lie flat in `data`, ids and times come as text.
"""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import (
    AudienceSampled,
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    Shared,
    ViewerEntered,
    viewer_key,
)
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.reading.scalars import Scalar, count_of, id_of, ms_of, text_of, whole_of
from connectors.text import clean, clean_name
from connectors.tiktok.rules import PLATFORM, STICKER, ended, social, streak


class _Frame(msgspec.Struct, gc=False):
    event: str
    data: msgspec.Raw = msgspec.Raw(b"{}")


class _Data(msgspec.Struct, rename="camel", gc=False):
    user_id: Scalar = None
    unique_id: Scalar = None
    nickname: Scalar = None
    is_moderator: Scalar = None
    msg_id: Scalar = None
    create_time: Scalar = None
    display_type: Scalar = None
    tikfinity_username: Scalar = None
    comment: Scalar = None
    emotes: Any = None
    question_text: Scalar = None
    like_count: Scalar = None
    gift_id: Scalar = None
    gift_name: Scalar = None
    gift_type: Scalar = None
    group_id: Scalar = None
    repeat_count: Scalar = None
    repeat_end: Scalar = None
    viewer_count: Scalar = None
    action: Scalar = None


_read = reader(msgspec.json.Decoder(_Frame).decode)
_read_data = reader(msgspec.json.Decoder(_Data).decode)

_Read = Callable[[_Data, str, int], Sequence[FeedEvent]]
_Sign = type[ViewerEntered | Followed | Shared | FanclubJoined]


def decoder(feed: str, settings: object = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for what is no message of the program."""
    del settings

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        message = _read(frame)
        read = _KINDS.get(message.event)
        if read is not None:
            return read(_read_data(bytes(message.data)), feed, at)
        if message.event in _IRRELEVANT:
            return ()
        kind = clean(message.event, 40)
        raise BadFrameError(say(f"未知的消息类型“{kind}”", f"unknown message type “{kind}”"))

    return decode


def _said(data: _Data, feed: str, at: int) -> Sequence[FeedEvent]:
    text = text_of(data.comment) or (STICKER if data.emotes else "")
    return (_comment(data, text, feed, at),)


def _asked(data: _Data, feed: str, at: int) -> Sequence[FeedEvent]:
    return (_comment(data, text_of(data.question_text), feed, at),)


def _showed(data: _Data, feed: str, at: int) -> Sequence[FeedEvent]:
    return (_comment(data, STICKER, feed, at),)


def _comment(data: _Data, text: str, feed: str, at: int) -> CommentReceived:
    """Read what somebody said; the host and the moderators are staff."""
    if not text:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    viewer, name = _person(data)
    host = id_of(data.tikfinity_username)
    return CommentReceived(
        at=at,
        feed=feed,
        id=id_of(data.msg_id),
        text=clean(text),
        viewer=viewer,
        name=name,
        platform=PLATFORM,
        sent_at=ms_of(data.create_time),
        staff=bool(data.is_moderator) or (host != "" and host == id_of(data.unique_id)),
    )


def _sign(kind: _Sign) -> _Read:
    def read(data: _Data, feed: str, at: int) -> Sequence[FeedEvent]:
        viewer, name = _person(data)
        return (kind(at=at, feed=feed, viewer=viewer, name=name, platform=PLATFORM, id=id_of(data.msg_id)),)

    return read


def _social(data: _Data, feed: str, at: int) -> Sequence[FeedEvent]:
    """Read a follow or a share again: it comes under its own name too, and is told from that by its id alone."""
    kind = social(0, text_of(data.display_type))
    return _sign(kind)(data, feed, at) if kind is not None and id_of(data.msg_id) else ()


def _liked(data: _Data, feed: str, at: int) -> Sequence[FeedEvent]:
    viewer, name = _person(data)
    count = count_of(data.like_count)
    id_ = id_of(data.msg_id)
    return (Liked(at=at, feed=feed, viewer=viewer, name=name, platform=PLATFORM, id=id_, count=count),)


def _gave(data: _Data, feed: str, at: int) -> Sequence[FeedEvent]:
    """Read a gift, or one more of a streak. Diamonds are no money: what one costs differs by country."""
    viewer, name = _person(data)
    gift_id = id_of(data.gift_id)
    gift = Gifted(
        at=at,
        feed=feed,
        viewer=viewer,
        name=name,
        platform=PLATFORM,
        id=id_of(data.msg_id),
        gift=clean_name(text_of(data.gift_name)) or gift_id,
        count=count_of(data.repeat_count),
    )
    kind, group = whole_of(data.gift_type) or 0, id_of(data.group_id)
    return (streak(gift, kind=kind, group=group, gift_id=gift_id, ended=bool(data.repeat_end)),)


def _counted(data: _Data, feed: str, at: int) -> Sequence[FeedEvent]:
    count = None if data.viewer_count is None else whole_of(data.viewer_count)
    if count is None:
        raise BadFrameError(say("没有在线人数", "an audience without its number"))
    return (AudienceSampled(at=at, feed=feed, count=count, platform=PLATFORM),)


def _ended(data: _Data, feed: str, at: int) -> Sequence[FeedEvent]:
    """Read the stream's end, whatever its action: only the platform's own is told apart."""
    return ended(4 if whole_of(data.action) == 4 else 3, feed=feed, at=at) or ()


_KINDS: dict[str, _Read] = {
    "chat": _said,
    "questionNew": _asked,
    "emote": _showed,
    "member": _sign(ViewerEntered),
    "follow": _sign(Followed),
    "share": _sign(Shared),
    "subscribe": _sign(FanclubJoined),
    "social": _social,
    "like": _liked,
    "gift": _gave,
    "roomUser": _counted,
    "streamEnd": _ended,
}
_IRRELEVANT = frozenset({"config", "envelope", "linkMicBattle", "linkMicArmies", "liveIntro"})
"""The program's own settings, treasure boxes, battles between hosts, the host's greeting."""


def _person(data: _Data) -> tuple[str, str]:
    """Return the viewer's key and display name."""
    name = clean_name(text_of(data.nickname)) or clean_name(text_of(data.unique_id))
    return viewer_key(PLATFORM, id_of(data.user_id), name), name
