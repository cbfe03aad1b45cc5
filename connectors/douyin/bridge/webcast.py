"""Dialect C: the web client's protobuf messages as JSON, as douyinLive and others hand them on. Pure.

Message and field names are those of the published `douyin.proto` descriptions, in camel or in snake case. Older
collections of the same messages are flat: `type` names the message, and the user's fields stand beside the text.
"""

from collections.abc import Sequence

from connectors.contract import BadFrameError
from connectors.douyin.bridge import selling
from connectors.douyin.bridge.fields import Fields
from connectors.douyin.bridge.message import Message, Reading
from connectors.events import (
    AudienceSampled,
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    Shared,
    StreamEnded,
    ViewerEntered,
)
from connectors.language import say
from connectors.reading.scalars import count_of, id_of, ms_of, text_of, whole_of
from connectors.text import clean

PREFIX = "Webcast"
_FOLLOWED, _SHARED = 1, 3  # Social.action
_ENDED = 3  # Control.action
_LEVEL_UP = 1  # Fansclub.type


def _words(body: Fields) -> str | None:
    """Return the text of a message, which collections put under different names."""
    for key in ("content", "text", "msg"):
        value = body.scalar(key)
        if value is not None:
            return clean(text_of(value))
    return None


def _chat(message: Message) -> Sequence[FeedEvent]:
    body = message.body
    text = _words(body)
    if text is None:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    sent_at = ms_of(body.inside("common").scalar("createTime")) or ms_of(body.scalar("eventTime"))
    return (CommentReceived(text=text, sent_at=sent_at, **message.who()),)


def _gift(message: Message) -> Sequence[FeedEvent]:
    """Read a gift. A combo is told of again with a larger `repeatCount`, until `repeatEnd`."""
    body, who = message.body, message.who()
    gift = body.inside("gift")
    title = clean(text_of(gift.scalar("name")), 80)
    repeated = count_of(body.scalar("totalCount"), body.scalar("repeatCount"), body.scalar("comboCount"))
    group = id_of(body.scalar("groupId"))
    if not group or not gift.scalar("combo"):
        return (Gifted(gift=title, count=repeated, **who),)
    combo = f"{who['viewer']}/{id_of(body.scalar('giftId'), gift.scalar('id'))}/{group}"
    return (
        Gifted(
            gift=title, count=repeated, combo=combo, growing=not whole_of(body.scalar("repeatEnd")), **who
        ),
    )


def _like(message: Message) -> Sequence[FeedEvent]:
    return (Liked(count=count_of(message.body.scalar("count")), **message.who()),)


def _member(message: Message) -> Sequence[FeedEvent]:
    return (ViewerEntered(**message.who()),)


def _social(message: Message) -> Sequence[FeedEvent]:
    """Tell a follow from a share by `action`, and where that is missing by the words the platform shows."""
    action, words = whole_of(message.body.scalar("action")), _words(message.body) or ""
    if action == _FOLLOWED or (action is None and "关注" in words):
        return (Followed(**message.who()),)
    if action == _SHARED or (action is None and "分享" in words):
        return (Shared(**message.who()),)
    raise BadFrameError(say(f"未知的互动 {action}", f"an unknown social action: {action}"))


def _fanclub(message: Message) -> Sequence[FeedEvent]:
    is_level_up = whole_of(message.body.scalar("type")) == _LEVEL_UP
    return () if is_level_up else (FanclubJoined(**message.who()),)


def _audience(*keys: str) -> Reading:
    def read(message: Message) -> Sequence[FeedEvent]:
        counts = (whole_of(message.body.scalar(key)) for key in keys)
        online = next((count for count in counts if count is not None), None)
        if online is None:
            raise BadFrameError(say("统计里没有在线人数", "statistics without an audience"))
        return (AudienceSampled(at=message.at, feed=message.feed, count=online, platform=message.platform),)

    return read


def _control(message: Message) -> Sequence[FeedEvent]:
    body = message.body
    action = whole_of(body.scalar("action")) or whole_of(body.scalar("status"))
    return (StreamEnded(at=message.at, feed=message.feed),) if action == _ENDED else ()


_KINDS: dict[str, Reading] = {
    "ChatMessage": _chat,
    "GiftMessage": _gift,
    "LikeMessage": _like,
    "MemberMessage": _member,
    "SocialMessage": _social,
    "FansclubMessage": _fanclub,
    "RoomUserSeqMessage": _audience("total"),
    "RoomStatsMessage": _audience("displayValue", "total"),
    "ControlMessage": _control,
    **selling.KINDS,
}
_IRRELEVANT = frozenset(
    {
        "CommonTextMessage",
        "HotRoomMessage",
        "InRoomBannerMessage",
        "LiveEcomGeneralMessage",
        "RanklistHourEntranceMessage",
        "RoomDataSyncMessage",
        "RoomIntroMessage",
        "RoomMessage",
        "RoomRankMessage",
        "RoomStreamAdaptationMessage",
        "UpdateFanTicketMessage",
    }
)


def events_of(method: str, message: Message) -> Sequence[FeedEvent]:
    """Return the events of the message `method` names; raises `BadFrameError`."""
    kind = method.removeprefix(PREFIX)
    if kind in _IRRELEVANT or kind.startswith("Link"):  # hosts joining each other's streams
        return ()
    reading = _KINDS.get(kind)
    if reading is None:
        told = clean(method, 60)
        raise BadFrameError(say(f"未知的消息类型“{told}”", f"unknown message type “{told}”"))
    return reading(message)
