"""What EventSub's notifications hold, type by type, and the events they become.

From Twitch's page on EventSub's subscription types. Fields that nothing here needs are not named.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import msgspec

from connectors.contract import BadFrameError
from connectors.events import (
    CommentDeleted,
    CommentsCleared,
    FeedEvent,
    Followed,
    StreamEnded,
    StreamStarted,
)
from connectors.language import say
from connectors.reading.moments import from_iso
from connectors.text import clean
from connectors.twitch.happenings import PLATFORM, Notice, Said, comment, is_staff, notice, who


@dataclass(frozen=True, slots=True)
class Heard:
    """How a notification came: receipt time (UTC ms), feed, its own id and Twitch's time, and who is on our side."""

    at: int
    feed: str
    id: str
    timestamp: str
    own: Container[str]


class _Badge(msgspec.Struct, gc=False):
    set_id: str = ""


class _Text(msgspec.Struct, gc=False):
    text: str = ""
    message_id: str = ""


class _Cheer(msgspec.Struct, gc=False):
    bits: int = 0


class _Chat(msgspec.Struct):
    message: _Text
    message_id: str = ""
    chatter_user_id: str | None = None
    chatter_user_name: str | None = None
    chatter_user_login: str | None = None
    badges: list[_Badge] | None = None
    cheer: _Cheer | None = None

    @property
    def name(self) -> str:
        """The display name, the login where there is none."""
        return self.chatter_user_name or self.chatter_user_login or ""


class _Gift(msgspec.Struct, gc=False):
    recipient_user_id: str | None = None
    recipient_user_name: str | None = None
    community_gift_id: str | None = None


class _Batch(msgspec.Struct, gc=False):
    total: int = 1


class _Notification(_Chat):
    notice_type: str = ""
    system_message: str = ""
    sub_gift: _Gift | None = None
    community_sub_gift: _Batch | None = None


class _Deletion(msgspec.Struct, gc=False):
    message_id: str


class _Target(msgspec.Struct, gc=False):
    user_id: str = ""
    message_id: str = ""


class _Cleared(msgspec.Struct, gc=False):
    target_user_id: str


class _Room(msgspec.Struct, gc=False):
    pass


class _Moderation(msgspec.Struct):
    action: str
    delete: _Target | None = None
    ban: _Target | None = None
    timeout: _Target | None = None
    shared_chat_delete: _Target | None = None
    shared_chat_ban: _Target | None = None
    shared_chat_timeout: _Target | None = None


class _User(msgspec.Struct, gc=False):
    user_id: str
    user_name: str = ""
    user_login: str = ""


class _Suspicious(_User):
    message: _Text = msgspec.field(default_factory=_Text)


def _chat(event: _Chat, heard: Heard) -> Sequence[FeedEvent]:
    return comment(_said(event, heard))


def _said(event: _Chat, heard: Heard) -> Said:
    user = event.chatter_user_id or ""
    return Said(
        at=heard.at,
        feed=heard.feed,
        id=clean(event.message_id, 80),
        user=user,
        name=event.name,
        text=event.message.text,
        sent_at=from_iso(heard.timestamp),
        staff=is_staff((badge.set_id for badge in event.badges or ()), user, heard.own),
        bits=event.cheer.bits if event.cheer is not None else 0,
    )


def _notified(event: _Notification, heard: Heard) -> Sequence[FeedEvent]:
    said = _said(event, heard)
    kind = event.notice_type.removeprefix("shared_chat_")
    if kind == "announcement":  # only a host and moderators make them
        said = replace(said, staff=True)
    gift = event.sub_gift or _Gift()
    return notice(
        Notice(
            said=said,
            kind=kind,
            elsewhere=kind != event.notice_type,
            count=event.community_sub_gift.total if event.community_sub_gift is not None else 1,
            batch=bool(gift.community_gift_id),
            recipient=(gift.recipient_user_id or "", gift.recipient_user_name or ""),
        )
    )


def _deleted(event: _Deletion, heard: Heard) -> Sequence[FeedEvent]:
    return (CommentDeleted(at=heard.at, feed=heard.feed, id=clean(event.message_id, 80)),)


def _cleared(heard: Heard, user: str = "") -> Sequence[FeedEvent]:
    viewer = who(user, "")[0] if user else None
    return (CommentsCleared(at=heard.at, feed=heard.feed, platform=PLATFORM, viewer=viewer),)


def _moderated(event: _Moderation, heard: Heard) -> Sequence[FeedEvent]:
    """Read what a moderator did; only what takes comments away is of account."""
    deleted = event.delete or event.shared_chat_delete
    banned = event.ban or event.timeout or event.shared_chat_ban or event.shared_chat_timeout
    match event.action.removeprefix("shared_chat_"):
        case "clear":
            return _cleared(heard)
        case "delete" if deleted is not None and deleted.message_id:
            return _deleted(_Deletion(deleted.message_id), heard)
        case "ban" | "timeout" if banned is not None and banned.user_id:
            return _cleared(heard, banned.user_id)
        case "delete" | "ban" | "timeout":
            raise BadFrameError(
                say("没有说处理了谁或哪一条", "a moderator's action that does not say on what")
            )
        case _:
            return ()


def _followed(event: _User, heard: Heard) -> Sequence[FeedEvent]:
    viewer, name = who(event.user_id, event.user_name or event.user_login)
    return (
        Followed(
            at=heard.at, feed=heard.feed, id=clean(heard.id, 80), viewer=viewer, name=name, platform=PLATFORM
        ),
    )


def _suspicious(event: _Suspicious, heard: Heard) -> Sequence[FeedEvent]:
    """Read what somebody under watch typed; where it is shown in the chat too, its id is the same."""
    return comment(
        Said(
            at=heard.at,
            feed=heard.feed,
            id=clean(event.message.message_id, 80),
            user=event.user_id,
            name=event.user_name or event.user_login,
            text=event.message.text,
            sent_at=from_iso(heard.timestamp),
        )
    )


TYPES = (
    ("channel.chat.message", _Chat, _chat),
    ("channel.chat.notification", _Notification, _notified),
    ("channel.chat.message_delete", _Deletion, _deleted),
    (
        "channel.chat.clear_user_messages",
        _Cleared,
        lambda event, heard: _cleared(heard, event.target_user_id),
    ),
    ("channel.chat.clear", _Room, lambda _event, heard: _cleared(heard)),
    ("channel.moderate", _Moderation, _moderated),
    ("channel.ban", _User, lambda event, heard: _cleared(heard, event.user_id)),
    ("channel.follow", _User, _followed),
    ("channel.suspicious_user.message", _Suspicious, _suspicious),
    ("stream.online", _Room, lambda _event, heard: (StreamStarted(at=heard.at, feed=heard.feed),)),
    ("stream.offline", _Room, lambda _event, heard: (StreamEnded(at=heard.at, feed=heard.feed),)),
)
"""Each type of notification with its shape and what becomes of it."""
