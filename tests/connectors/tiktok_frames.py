"""TikTok web messages of our own invention, packed as the platform packs them."""

import gzip

from google.protobuf.message import Message

from connectors.tiktok.webcast import webcast_pb2 as wire

SENT = 1_760_000_000_000


def common(kind: str, number: int = 1, key: str = "") -> wire.Common:
    """Return a message's head; `number` is its id, `key` that of its text."""
    return wire.Common(
        method=f"Webcast{kind}Message", msg_id=number, create_time=SENT, display_text=wire.Text(key=key)
    )


def viewer(number: int = 7, name: str = "小鱼", *, is_moderator: bool = False) -> wire.User:
    """Return a viewer."""
    badges = [wire.User.Badge(scene=1)] if is_moderator else []
    return wire.User(id=number, nickname=name, display_id=f"fish{number}", badges=badges)


def chat(text: str, number: int = 1, *, is_moderator: bool = False) -> wire.Chat:
    """Return a comment."""
    return wire.Chat(common=common("Chat", number), user=viewer(is_moderator=is_moderator), content=text)


def response(*messages: tuple[str, Message | bytes]) -> bytes:
    """Return a response: messages by the middle of their names."""
    listed = [
        wire.Response.Message(
            method=f"Webcast{kind}Message",
            payload=message if isinstance(message, bytes) else message.SerializeToString(),
        )
        for kind, message in messages
    ]
    return wire.Response(messages=listed).SerializeToString()


def pushed(payload: bytes, *, is_zipped: bool = True, kind: str = "msg") -> bytes:
    """Return a push frame around a response."""
    return wire.PushFrame(
        payload_type=kind, payload=gzip.compress(payload) if is_zipped else payload
    ).SerializeToString()
