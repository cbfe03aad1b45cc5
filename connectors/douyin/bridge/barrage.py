"""Dialects A and B: what stands in `Data` of the two programs that serve port 8888. Pure.

From the published sources of DouyinBarrageGrab (A, `BarrageMessages.cs`) and the message notes of
wushuaihua520/BarrageGrab (B). The fields are the same but for the user's name (`Nickname`, `NickName`); the numbers
in `Type` are not, so a dialect is known before its numbers are read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from connectors.contract import BadFrameError
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
    viewer_key,
)
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.reading.scalars import Scalar, count_of, id_of, text_of, whole_of
from connectors.text import clean, clean_name

_LEVEL_UP = 1  # a fan-club message's own `Type`; 2 is joining


class Person(msgspec.Struct, rename="pascal", gc=False):
    """Who did it. A program that sees nobody sends null in its place."""

    id: Scalar = None
    sec_uid: Scalar = None
    nickname: Scalar = None
    nick_name: Scalar = None


class Host(msgspec.Struct, rename="pascal", gc=False):
    """Whose room it is."""

    user_id: Scalar = None
    sec_uid: Scalar = None


class Data(msgspec.Struct, rename="pascal"):
    """The content of a frame: every kind's fields, all of them optional."""

    msg_id: Scalar = None
    content: Scalar = None
    room_id: Scalar = None
    web_room_id: Scalar = None
    user: Person | None = None
    onwer: Host | None = None  # spelt so; forks of A write it as it should be
    owner: Host | None = None
    count: Scalar = None
    type: Scalar = None
    gift_id: Scalar = None
    gift_name: Scalar = None
    gift_count: Scalar = None
    group_id: Scalar = None
    repeat_count: Scalar = None
    combo: Scalar = None
    online_user_count: Scalar = None


read_data = reader(msgspec.json.Decoder(Data).decode)
"""Reads the JSON of `Data`; raises `BadFrameError`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One frame's content with all that its events share. `at` is UTC ms."""

    data: Data
    at: int
    feed: str
    platform: str

    def who(self) -> dict[str, Any]:
        """Return what every event of a viewer says: when, where, who, and the message's id."""
        person = self.data.user or Person()
        name = clean_name(text_of(person.nick_name) or text_of(person.nickname))
        return {
            "at": self.at,
            "feed": self.feed,
            "id": id_of(self.data.msg_id),
            "viewer": viewer_key(self.platform, id_of(person.id, person.sec_uid), name),
            "name": name,
            "platform": self.platform,
        }

    def is_by_host(self) -> bool:
        """Say whether the viewer is the one whose room it is; only dialect A tells who that is."""
        host, person = self.data.onwer or self.data.owner or Host(), self.data.user or Person()
        theirs = {id_of(host.user_id), id_of(host.sec_uid)} - {""}
        return bool(theirs & {id_of(person.id), id_of(person.sec_uid)})


_Reading = Callable[[Seen], Sequence[FeedEvent]]


def _chat(seen: Seen) -> Sequence[FeedEvent]:
    if seen.data.content is None:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    text = clean(text_of(seen.data.content))
    return (CommentReceived(text=text, staff=seen.is_by_host(), **seen.who()),)


def _like(seen: Seen) -> Sequence[FeedEvent]:
    return (Liked(count=count_of(seen.data.count), **seen.who()),)


def _enter(seen: Seen) -> Sequence[FeedEvent]:
    return (ViewerEntered(**seen.who()),)


def _follow(seen: Seen) -> Sequence[FeedEvent]:
    return (Followed(**seen.who()),)


def _share(seen: Seen) -> Sequence[FeedEvent]:
    return (Shared(**seen.who()),)


def _gift(seen: Seen) -> Sequence[FeedEvent]:
    """Read a gift: `GiftCount` is what this message adds, `RepeatCount` what the combo `GroupId` has come to."""
    data, who = seen.data, seen.who()
    gift = clean(text_of(data.gift_name), 80)
    group, total = id_of(data.group_id), whole_of(data.repeat_count)
    if not group or not total or data.combo is False:
        return (Gifted(gift=gift, count=count_of(data.gift_count), **who),)
    combo = f"{who['viewer']}/{id_of(data.gift_id)}/{group}"
    return (Gifted(gift=gift, count=total, combo=combo, growing=True, **who),)


def _stats(seen: Seen) -> Sequence[FeedEvent]:
    online = whole_of(seen.data.online_user_count)
    if online is None:
        raise BadFrameError(say("统计里没有在线人数", "statistics without an audience"))
    return (AudienceSampled(at=seen.at, feed=seen.feed, count=online, platform=seen.platform),)


def _fanclub(seen: Seen) -> Sequence[FeedEvent]:
    return () if whole_of(seen.data.type) == _LEVEL_UP else (FanclubJoined(**seen.who()),)


def _end(seen: Seen) -> Sequence[FeedEvent]:
    return (StreamEnded(at=seen.at, feed=seen.feed),)


def _control(seen: Seen) -> Sequence[FeedEvent]:
    """Read a change of the room's state, which dialect B puts into words."""
    content = clean(text_of(seen.data.content), 80)
    if "结束" in content:
        return _end(seen)
    raise BadFrameError(say(f"直播间状态“{content}”", f"a room's state of “{content}”"))


def _nothing(_seen: Seen) -> Sequence[FeedEvent]:
    return ()


KINDS_A: dict[int, _Reading] = {
    1: _chat,
    2: _like,
    3: _enter,
    4: _follow,
    5: _gift,
    6: _stats,
    7: _fanclub,
    8: _share,
    9: _end,
}
KINDS_B: dict[int, _Reading] = {
    1: _enter,
    2: _follow,
    3: _chat,
    4: _like,
    5: _gift,
    6: _share,
    7: _stats,
    8: _control,
    9: _fanclub,
    10: _nothing,  # the room's statistics in words; kind 7 has the figures
}


def events_of(kinds: dict[int, _Reading], kind: Scalar, seen: Seen) -> Sequence[FeedEvent]:
    """Return the events of a frame whose dialect is known; raises `BadFrameError`."""
    reading = kinds.get(whole_of(kind) or 0)
    if reading is None:
        told = clean(text_of(kind), 40)
        raise BadFrameError(say(f"未知的消息类型“{told}”", f"unknown message type “{told}”"))
    return reading(seen)
