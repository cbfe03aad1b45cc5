"""The feeds that connect to a websocket, each with what the platform of the tests must know to speak to it.

A new feed adds one entry, and the whole suite runs for it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.connectors import frames

Answers = Mapping[str, tuple[int, Any]]
Step = Mapping[str, Any]


def _none(_url: str) -> Answers:
    return {}


@dataclass(frozen=True)
class Subject:
    """One feed under test, or one of its ways.

    `table` makes its keys, as in a settings file, of the platform's address (ws://…). `comment` makes the frame of
    a comment by its number and the time it was sent at (UTC ms). `greeting` and `answers` are what the platform says to a
    new reader, and to HTTP calls (see `fault_server.py`). `impatience` shortens, for the tests of silence, the constants
    in which the feed keeps its patience (dotted name, seconds). `environment` is set. `junk` are hostile frames of
    its own.
    """

    name: str
    feed: str
    table: Callable[[str], dict[str, Any]]
    comment: Callable[[int, int], str | bytes]
    greeting: tuple[Step, ...] = ()
    answers: Callable[[str], Answers] = _none
    impatience: Mapping[str, float] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    junk: tuple[str | bytes, ...] = ()


EXPECT: Step = {"expect": True}


def _http(url: str) -> str:
    return url.replace("ws://", "http://")


_TWITCH_WELCOME = json.dumps(
    {
        "metadata": {"message_type": "session_welcome", "message_id": "w"},
        "payload": {"session": {"id": "s1", "keepalive_timeout_seconds": 10}},
    }
)


def _twitch(_url: str) -> Answers:
    scopes = ["user:read:chat", "user:write:chat"]
    return {
        "/identity/validate": (200, {"user_id": "1", "login": "shop", "client_id": "c", "scopes": scopes}),
        "/helix/users": (200, {"data": [{"id": "1"}]}),
        "/helix/eventsub/subscriptions": (202, {"data": []}),
    }


SUBJECTS = (
    Subject("generic", "generic", lambda url: {"url": url, "compression": True}, frames.generic),
    Subject("oba", "oba", lambda url: {"url": url}, frames.oba),
    Subject("tiktok-tikfinity", "tiktok-tikfinity", lambda url: {"url": url}, frames.tikfinity),
    Subject("onecomme", "onecomme", lambda url: {"url": url}, frames.onecomme),
    Subject(
        "twitch",
        "twitch",
        lambda url: {
            "channel": "shop",
            "token": "${TEST_TOKEN}",
            "events_url": f"{url}/ws",
            "api": f"{_http(url)}/helix",
            "identity": f"{_http(url)}/identity",
        },
        frames.eventsub,
        greeting=({"send": _TWITCH_WELCOME},),
        answers=_twitch,
        impatience={"connectors.twitch.session.PATIENCE": 0.05, "connectors.twitch.helix._CALL_TIMEOUT_S": 0.5},
        environment={"TEST_TOKEN": "t0ken"},
    ),
    Subject(
        "twitch-chat",
        "twitch",
        lambda url: {"channel": "shop", "chat_url": url},
        frames.irc,
        greeting=(
            EXPECT,
            EXPECT,
            EXPECT,
            {"send": ":tmi.twitch.tv 366 justinfan1 #shop :End of /NAMES list\r\n"},
        ),
        impatience={"connectors.twitch.chatline.SILENT_S": 0.5},
    ),
)
