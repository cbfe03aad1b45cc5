"""Frames of our own invention, as EventSub and the chat would send them, and what our decoder makes of them."""

import json
from typing import Any

from connectors.events import FeedEvent
from connectors.twitch.protocol import decoder

SENT_AT = "2026-11-11T12:00:00.123456789Z"
AT = 1_794_398_400_500
decode = decoder("main", own={"200"})


def read(frame: dict[str, Any] | str) -> list[FeedEvent]:
    """Return the events of a frame."""
    return list(decode((json.dumps(frame) if isinstance(frame, dict) else frame).encode(), AT))


def notification(kind: str, event: dict[str, Any], id_: str = "n") -> dict[str, Any]:
    """Return a notification's frame."""
    metadata = {
        "message_id": id_,
        "message_type": "notification",
        "message_timestamp": SENT_AT,
        "subscription_type": kind,
        "subscription_version": "1",
    }
    return {"metadata": metadata, "payload": {"subscription": {"type": kind}, "event": event}}


def chat(id_: str, text: str, **more: Any) -> dict[str, Any]:
    """Return the frame of a viewer's comment."""
    event = {
        "broadcaster_user_id": "100",
        "chatter_user_id": "7",
        "chatter_user_login": "a",
        "chatter_user_name": "甲",
        "message_id": id_,
        "message": {"text": text, "fragments": []},
        "badges": [],
        **more,
    }
    return notification("channel.chat.message", event, f"n-{id_}")


def notice(kind: str, *, text: str = "", tags: str = "") -> str:
    """Return a USERNOTICE of the chat."""
    rest = f" :{text}" if text else ""
    return f"@id=u1;room-id=100;user-id=7;login=a;display-name=甲;msg-id={kind};{tags} :tmi.twitch.tv USERNOTICE #s{rest}"


def told(kind: str, *, text: str = "", **more: Any) -> dict[str, Any]:
    """Return the same notice as EventSub tells it."""
    event = chat("u1", text)["payload"]["event"] | {"notice_type": kind, **more}
    return notification("channel.chat.notification", event)
