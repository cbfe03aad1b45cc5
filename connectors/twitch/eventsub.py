"""EventSub's frames: a session's own messages, and notifications into events.

From Twitch's pages on EventSub over websockets and its subscription types. A notification's `event` is decoded by
the type of its subscription; every field is optional unless it makes no sense without.
"""

from collections.abc import Callable, Container, Sequence
from typing import Any, NamedTuple

import msgspec

from connectors.contract import BadFrameError
from connectors.events import FeedEvent, ModerationWarned
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.text import clean
from connectors.twitch import notifications
from connectors.twitch.happenings import PLATFORM
from connectors.twitch.words import revoked

WELCOME = "session_welcome"
CHAT = "channel.chat.message"


class Subscription(NamedTuple):
    """What can be subscribed to: its type and version, who must be named in its condition, and the scope it takes."""

    type: str
    version: str
    condition: tuple[str, ...]
    scope: str = ""


SUBSCRIPTIONS = (
    Subscription(CHAT, "1", ("broadcaster_user_id", "user_id"), "user:read:chat"),
    Subscription("channel.chat.notification", "1", ("broadcaster_user_id", "user_id"), "user:read:chat"),
    Subscription("channel.chat.message_delete", "1", ("broadcaster_user_id", "user_id"), "user:read:chat"),
    Subscription(
        "channel.chat.clear_user_messages", "1", ("broadcaster_user_id", "user_id"), "user:read:chat"
    ),
    Subscription("channel.chat.clear", "1", ("broadcaster_user_id", "user_id"), "user:read:chat"),
    Subscription("stream.online", "1", ("broadcaster_user_id",)),
    Subscription("stream.offline", "1", ("broadcaster_user_id",)),
    Subscription(
        "channel.follow", "2", ("broadcaster_user_id", "moderator_user_id"), "moderator:read:followers"
    ),
)
"""What the feed subscribes to, the comments first; what the token has no scope for is left out."""


class _Metadata(msgspec.Struct, gc=False):
    message_type: str
    message_id: str = ""
    message_timestamp: str = ""
    subscription_type: str = ""


class Frame(msgspec.Struct):
    """One frame: what it is, and its payload still as it came."""

    metadata: _Metadata
    payload: msgspec.Raw = msgspec.Raw(b"{}")


class Session(msgspec.Struct, gc=False):
    """Our session: its id, how long Twitch may be silent (s), and where to move where it asks us to."""

    id: str = ""
    keepalive_timeout_seconds: float | None = None
    reconnect_url: str | None = None


class _SessionPayload(msgspec.Struct):
    session: Session


class Ended(msgspec.Struct, gc=False):
    """A subscription that was revoked, and why."""

    type: str = ""
    status: str = ""


class _RevocationPayload(msgspec.Struct):
    subscription: Ended


class _EventPayload(msgspec.Struct):
    event: msgspec.Raw


read = reader(msgspec.json.Decoder(Frame).decode)
"""Reads a frame; raises `BadFrameError` where it is none of EventSub's."""

_session = reader(msgspec.json.Decoder(_SessionPayload).decode)
_revocation = reader(msgspec.json.Decoder(_RevocationPayload).decode)
_event = reader(msgspec.json.Decoder(_EventPayload).decode)

_Tell = Callable[[Any, notifications.Heard], Sequence[FeedEvent]]
_TYPES: dict[str, tuple[Callable[[bytes], Any], _Tell]] = {
    kind: (reader(msgspec.json.Decoder(shape).decode), tell) for kind, shape, tell in notifications.TYPES
}
_OF_NO_ACCOUNT = frozenset(
    {
        # Held back by moderation; let through they come as comments.
        "automod.message.hold",
        "automod.message.update",
        "channel.chat.user_message_hold",
        "channel.chat.user_message_update",
        "channel.suspicious_user.update",
    }
)


def session_of(frame: Frame) -> Session:
    """Return the session a frame tells of; raises `BadFrameError`."""
    session: Session = _session(bytes(frame.payload)).session
    return session


def ended_by(frame: Frame) -> Ended:
    """Return the subscription that a revocation ends; raises `BadFrameError`."""
    ended: Ended = _revocation(bytes(frame.payload)).subscription
    return ended


def read_frame(raw: bytes, at: int, feed: str, own: Container[str] = ()) -> Sequence[FeedEvent]:
    """Return the events of a frame. `own` holds the user ids of our own side. Raises `BadFrameError`."""
    frame: Frame = read(raw)
    kind = frame.metadata.message_type
    if kind == "notification":
        return _read_notification(frame, at, feed, own)
    if kind == "revocation":
        ended = ended_by(frame)
        return (
            ModerationWarned(at=at, feed=feed, platform=PLATFORM, text=revoked(ended.type, ended.status)),
        )
    if kind in {WELCOME, "session_keepalive", "session_reconnect"}:
        return ()
    named = clean(kind, 60)
    raise BadFrameError(say(f"未知的消息类型“{named}”", f"unknown message type “{named}”"))


def _read_notification(frame: Frame, at: int, feed: str, own: Container[str]) -> Sequence[FeedEvent]:
    metadata = frame.metadata
    known = _TYPES.get(metadata.subscription_type)
    if known is None:
        if metadata.subscription_type in _OF_NO_ACCOUNT:
            return ()
        kind = clean(metadata.subscription_type, 60)
        raise BadFrameError(say(f"未知的订阅类型“{kind}”", f"unknown subscription type “{kind}”"))
    decode, tell = known
    event = decode(bytes(_event(bytes(frame.payload)).event))
    heard = notifications.Heard(
        at=at, feed=feed, id=metadata.message_id, timestamp=metadata.message_timestamp, own=own
    )
    return tell(event, heard)
