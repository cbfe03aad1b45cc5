"""What viewers say and do, out of TikTok's messages. Pure."""

from typing import Any, NamedTuple

from connectors.contract import BadFrameError
from connectors.events import (
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Gifted,
    Liked,
    ViewerEntered,
    viewer_key,
)
from connectors.language import say
from connectors.reading.scalars import id_of, ms_of
from connectors.text import clean, clean_name
from connectors.tiktok.rules import PLATFORM, STICKER, social, streak
from connectors.tiktok.webcast import webcast_pb2 as wire
from connectors.tiktok.webcast.containers import as_text
from connectors.tiktok.webcast.receipt import Receipt

_MODERATOR = 1  # a badge's scene

Events = tuple[FeedEvent, ...]


class _Person(NamedTuple):
    viewer: str
    name: str


def said(chat: wire.Chat, receipt: Receipt, *, history: bool = False) -> Events:
    """Read a comment; raises `BadFrameError` for one of neither words nor stickers."""
    text = chat.content or (STICKER if chat.emotes else "")
    return (_comment(chat.common, chat.user, text, receipt, history=history),)


def showed(message: wire.EmoteChat, receipt: Receipt) -> Events:
    """Read a sticker: a comment without words."""
    return (_comment(message.common, message.user, STICKER, receipt),)


def asked(new: wire.QuestionNew, receipt: Receipt) -> Events:
    """Read a question of the room's question box: a comment like any other."""
    return (_comment(new.common, new.question.user, new.question.text, receipt),)


def gave(message: wire.Gift, receipt: Receipt) -> Events:
    """Read a gift, or one more of a streak. Diamonds are no money: what one costs differs by country."""
    gift = Gifted(
        gift=clean_name(as_text(message.gift.name)) or id_of(message.gift_id),
        count=message.repeat_count or 1,
        **_told(message.common, _person(message.user), receipt),
    )
    group, gift_id = id_of(message.group_id), id_of(message.gift_id)
    ended = bool(message.repeat_end)
    return (streak(gift, kind=message.gift.type, group=group, gift_id=gift_id, ended=ended),)


def liked(message: wire.Like, receipt: Receipt) -> Events:
    """Read a burst of likes."""
    return (Liked(count=message.count or 1, **_told(message.common, _person(message.user), receipt)),)


def entered(message: wire.Member, receipt: Receipt) -> Events:
    """Read an entry."""
    return (ViewerEntered(**_told(message.common, _person(message.user), receipt)),)


def entered_unnamed(message: wire.UnauthorizedMember, receipt: Receipt) -> Events:
    """Read the entry of somebody who is not logged in, and known by a number alone."""
    pattern, number = as_text(message.nick_name_prefix.default_pattern), as_text(message.nick_name)
    name = clean_name(pattern.replace("%s", number) if "%s" in pattern else number)
    return (ViewerEntered(**_told(message.common, _Person(viewer_key(PLATFORM, None, name), name), receipt)),)


def subscribed(message: wire.Member, receipt: Receipt) -> Events:
    """Read a subscription."""
    return (FanclubJoined(**_told(message.common, _person(message.user), receipt)),)


def followed_or_shared(message: wire.Social, receipt: Receipt) -> Events:
    """Read a follow or a share; raises `BadFrameError` for what is neither."""
    kind = social(message.action, as_text(message.common.display_text.key))
    if kind is None:
        raise BadFrameError(
            say(f"未知的互动类型 {message.action}", f"unknown social action {message.action}")
        )
    return (kind(**_told(message.common, _person(message.user), receipt)),)


def _comment(
    common: wire.Common, user: wire.User, text: str, receipt: Receipt, *, history: bool = False
) -> CommentReceived:
    """Read what somebody said. A moderator speaks for the host's side."""
    if not text:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    return CommentReceived(
        text=clean(as_text(text)),
        sent_at=ms_of(common.create_time),
        history=history,
        staff=any(badge.scene == _MODERATOR for badge in user.badges),
        **_told(common, _person(user), receipt),
    )


def _told(common: wire.Common, who: _Person, receipt: Receipt) -> dict[str, Any]:
    """Return what every event of a viewer says: where, when, who, and the message's id."""
    return {
        "at": receipt.at,
        "feed": receipt.feed,
        "id": id_of(common.msg_id),
        "viewer": who.viewer,
        "name": who.name,
        "platform": PLATFORM,
    }


def _person(user: wire.User) -> _Person:
    name = clean_name(as_text(user.nickname)) or clean_name(as_text(user.display_id))
    return _Person(viewer_key(PLATFORM, id_of(user.id), name), name)
