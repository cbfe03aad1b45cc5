"""The feeds that go to their platform, each with what the platform of the tests must know to speak to it.

A new feed adds one entry, and the whole suite runs for it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import brotli

from tests.connectors import frames, own_frames
from tests.servers.commanding import packed

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
    in which the feed keeps its patience (dotted name, seconds). `environment` is set. `expired` are
    the answers once the credentials have run out. `junk` are hostile frames of its own. A feed that dials no websocket
    but asks for pages has `idle`: the path it asks at, and the page that has nothing new; its frames are pages.
    """

    name: str
    feed: str
    table: Callable[[str], dict[str, Any]]
    comment: Callable[[int, int], str | bytes]
    greeting: tuple[Step, ...] = ()
    answers: Callable[[str], Answers] = _none
    impatience: Mapping[str, float] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    expired: Answers = field(default_factory=dict)
    junk: tuple[str | bytes, ...] = ()
    idle: Mapping[str, str] = field(default_factory=dict)


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


def _bilibili_open(url: str) -> Answers:
    socket = {"auth_body": "{}", "wss_link": [f"{url}/sub"]}
    begun = {"game_info": {"game_id": "g1"}, "websocket_info": socket, "anchor_info": {"open_id": "o1"}}
    return {
        "/v2/app/start": (200, {"code": 0, "data": begun}),
        "/v2/app/heartbeat": (200, {"code": 0, "data": {}}),
        "/v2/app/end": (200, {"code": 0, "data": {}}),
    }


def _bilibili_web(url: str) -> Answers:
    port = int(url.rpartition(":")[2])
    pictures = {
        "img_url": f"https://example.org/{'a' * 32}.png",
        "sub_url": f"https://example.org/{'b' * 32}.png",
    }
    return {
        "/x/frontend/finger/spi": (200, {"code": 0, "data": {"b_3": "browser"}}),
        "/x/web-interface/nav": (200, {"code": -101, "data": {"isLogin": False, "wbi_img": pictures}}),
        "/room/v1/Room/get_info": (200, {"code": 0, "data": {"room_id": 1, "uid": 2}}),
        "/xlive/web-room/v1/index/getDanmuInfo": (
            200,
            {"code": 0, "data": {"token": "t", "host_list": [{"host": "127.0.0.1", "ws_port": port}]}},
        ),
    }


def _youtube(_url: str) -> Answers:
    found = {
        "id": "abcdefghij-",
        "snippet": {"title": "夏装"},
        "liveStreamingDetails": {"activeLiveChatId": "C1"},
    }
    return {"/v3/videos": (200, {"kind": "youtube#videoListResponse", "items": [found]})}


_YOUTUBE_CHAT = "/v3/liveChat/messages"
_YOUTUBE_JUNK = (
    frames.youtube_page(None, 1, {}, {"snippet": {}}, {"snippet": {"type": "neverSeenEvent"}}),
    frames.youtube_page({"id": [1], "snippet": {"type": "textMessageEvent", "textMessageDetails": {}}}),
    frames.youtube_page(nextPageToken="没有这一页 &\n"),
    frames.youtube_page(nextPageToken=5),
    frames.youtube_page(pollingIntervalMillis=-1),
    frames.youtube_page(pollingIntervalMillis=1e300),
    frames.youtube_page(pollingIntervalMillis="soon"),
    frames.as_json({"kind": "youtube#liveChatMessageListResponse", "items": {}}),
    frames.as_json({"kind": "youtube#videoListResponse", "items": [None]}),
    frames.as_json({"error": {"message": "but the status is 200", "errors": [{"reason": "forbidden"}]}}),
    frames.as_json({"error": "no"}),
)

_STREAMERBOT_HELLO: tuple[Step, ...] = (
    {"send": frames.as_json({"request": "Hello", "info": {"name": "bot"}})},
    {"reply": frames.as_json({"id": "$id", "status": "ok", "events": {"twitch": ["ChatMessage"]}})},
    {"reply": frames.as_json({"id": "$id", "status": "ok"})},
)
_BILIBILI_NOD = (
    {"expect": True},
    {"base64": packed(frames.bilibili_packet({"code": 0}, op=8))},
    {"expect": True},
)
_BILIBILI_IMPATIENCE = {"connectors.bilibili.joining.SILENT_S": 0.5}
_BILIBILI_BOMB = own_frames.bilibili_run(brotli.compress, 3, bytes(64 << 20))

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
            "chat_url": "ws://127.0.0.1:9",  # nobody there: the faults are the session's to bear
            "api": f"{_http(url)}/helix",
            "identity": f"{_http(url)}/identity",
        },
        frames.eventsub,
        greeting=({"send": _TWITCH_WELCOME},),
        answers=_twitch,
        impatience={
            "connectors.twitch.session.PATIENCE": 0.05,
            "connectors.twitch.helix._CALL_TIMEOUT_S": 0.5,
        },
        environment={"TEST_TOKEN": "t0ken"},
        expired={"/identity/validate": (401, {"message": "invalid access token"})},
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
    Subject("douyin-bridge", "douyin-bridge", lambda url: {"url": url}, frames.douyin),
    Subject(
        "bilibili-open",
        "bilibili-open",
        lambda url: {"app_id": 1, "api": _http(url)},
        frames.bilibili_open,
        greeting=_BILIBILI_NOD,
        answers=_bilibili_open,
        impatience=_BILIBILI_IMPATIENCE,
        environment=dict.fromkeys(
            ("BILIBILI_CODE", "BILIBILI_ACCESS_KEY_ID", "BILIBILI_ACCESS_KEY_SECRET"), "x"
        ),
        expired={"/v2/app/heartbeat": (200, {"code": 7003}), "/v2/app/start": (200, {"code": 7007})},
        junk=(_BILIBILI_BOMB, _BILIBILI_BOMB[:200]),
    ),
    Subject(
        "bilibili-web",
        "bilibili-web",
        lambda url: {"room": 1, "api": _http(url), "live_api": _http(url)},
        frames.bilibili_web,
        greeting=_BILIBILI_NOD,
        answers=_bilibili_web,
        impatience=_BILIBILI_IMPATIENCE,
        junk=(_BILIBILI_BOMB,),
    ),
    Subject(
        "social-stream-ninja",
        "social-stream-ninja",
        lambda url: {"url": url, "session": "room"},
        frames.ssn,
        greeting=(EXPECT,),
    ),
    Subject(
        "streamerbot",
        "streamerbot",
        lambda url: {"url": url},
        frames.streamerbot,
        greeting=_STREAMERBOT_HELLO,
    ),
    Subject(
        "youtube",
        "youtube",
        lambda url: {
            "video": "abcdefghij-",
            "api_key": "${TEST_KEY}",
            "quota": 10**9,
            "api": f"{_http(url)}/v3",
        },
        frames.youtube,
        answers=_youtube,
        impatience={"connectors.youtube.api.PATIENCE_S": 0.5},
        environment={"TEST_KEY": "k3y"},
        expired={_YOUTUBE_CHAT: (401, {"error": {"message": "gone", "errors": [{"reason": "authError"}]}})},
        junk=_YOUTUBE_JUNK,
        idle={_YOUTUBE_CHAT: frames.youtube_page()},
    ),
)
DIALLED = tuple(subject for subject in SUBJECTS if not subject.idle)
POLLED = tuple(subject for subject in SUBJECTS if subject.idle)
