"""Which of three dialects a frame is in, and what it says: bytes in, events out.

A  DouyinBarrageGrab: `{"Type", "ProcessName", "Data": "<JSON as text>"}`
B  BarrageGrab (wushuaihua520): `{"Type", "Data": {…}}`, other numbers in `Type`
C  douyinLive, and others that hand the web client's messages on: `{"method", …}`, with status frames between them

A and B share an address, so the shape tells them apart, never a number: A names its process, sends `Data` as text or
the user as `Nickname`; B sends an object, and the user as `NickName`. Where a frame has no user, what the program
last spoke holds.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from connectors.contract import BadFrameError
from connectors.douyin.bridge import barrage, selling, status, webcast
from connectors.douyin.bridge.fields import Fields
from connectors.douyin.bridge.message import Message
from connectors.douyin.bridge.settings import BridgeSettings
from connectors.events import FeedEvent, unparsed
from connectors.language import say
from connectors.reading.jsonframe import Items, reader
from connectors.reading.scalars import Scalar, id_of, text_of
from connectors.text import clean

_BEATS = frozenset({b"ping", b"pong"})
_PLATFORMS = {
    "抖音": "douyin",
    "快手": "kuaishou",
    "视频号": "wechat-channels",
    "小红书": "xiaohongshu",
    "淘宝": "taobao",
    "拼多多": "pinduoduo",
    "京东": "jd",
    "美团": "meituan",
}


class Dialect(StrEnum):
    """How a program speaks, by the program that speaks so."""

    A = "DouyinBarrageGrab"
    B = "BarrageGrab"
    C = "douyinLive"


class _Frame(msgspec.Struct):
    """What tells the dialects apart; everything else is read once the dialect is known."""

    kind: Scalar = msgspec.field(name="Type", default=None)
    content: msgspec.Raw = msgspec.field(name="Data", default=msgspec.Raw())
    process: Scalar | msgspec.UnsetType = msgspec.field(name="ProcessName", default=msgspec.UNSET)
    platform: Scalar = msgspec.field(name="Platform", default=None)


_read_frame = reader(msgspec.json.Decoder(_Frame).decode)
_read_text = reader(msgspec.json.Decoder(str).decode)
_read_any = reader(msgspec.json.Decoder(Any).decode)
_read_list = reader(msgspec.json.Decoder(Items).decode)


class BridgeProtocol:
    """A `Decoder` of one feed's frames. `dialect` is what the program has spoken last, None until it is known."""

    def __init__(self, feed: str, settings: BridgeSettings | None = None) -> None:
        chosen = settings or BridgeSettings()
        self.dialect: Dialect | None = None
        self._feed = feed
        self._platform = chosen.platform
        self._room = chosen.room.strip()

    def __call__(self, frame: bytes, at: int) -> Sequence[FeedEvent]:
        """Return the events of a frame received at `at` (UTC ms); raises `BadFrameError`."""
        frame = frame.strip()
        if frame in _BEATS:
            return ()
        if frame.startswith(b"["):
            return self._each((bytes(item) for item in _read_list(frame)), at)
        head = _read_frame(frame)
        return self._barrage(head, at) if bytes(head.content) else self._webcast(frame, at)

    def _each(self, items: Iterable[bytes], at: int) -> Sequence[FeedEvent]:
        """Read several messages; one that is broken costs only itself."""
        events: list[FeedEvent] = []
        for item in items:
            try:
                events += self._webcast(item, at)
            except BadFrameError as bad:
                events.append(unparsed(at=at, feed=self._feed, reason=str(bad), frame=item))
        return events

    def _barrage(self, head: _Frame, at: int) -> Sequence[FeedEvent]:
        """Read dialect A or B."""
        raw = bytes(head.content)
        is_text = raw.startswith(b'"')
        data = barrage.read_data(_read_text(raw).encode() if is_text else raw)
        self.dialect = dialect = self._dialect(
            data, names_process=is_text or head.process is not msgspec.UNSET
        )
        rooms = {id_of(data.room_id), id_of(data.web_room_id)} - {""}
        if self._room and rooms and self._room not in rooms:
            return ()
        kinds = barrage.KINDS_A if dialect is Dialect.A else barrage.KINDS_B
        seen = barrage.Seen(data, at, self._feed, self._named(head.platform))
        return barrage.events_of(kinds, head.kind, seen)

    def _dialect(self, data: barrage.Data, *, names_process: bool) -> Dialect:
        if names_process:
            return Dialect.A
        if data.user is not None and data.user.nick_name is not None:
            return Dialect.B
        if data.user is not None and data.user.nickname is not None:
            return Dialect.A
        return Dialect.A if self.dialect is Dialect.A else Dialect.B

    def _named(self, platform: Scalar) -> str:
        """Return a message's platform: successors of B read other sites too and name them."""
        told = clean(text_of(platform), 40).strip()
        return _PLATFORMS.get(told, told.lower()) if told and not told.isdigit() else self._platform

    def _webcast(self, frame: bytes, at: int) -> Sequence[FeedEvent]:
        """Read dialect C: a status, one message, or a collection of messages."""
        whole = Fields(_read_any(frame))
        if whole.scalar("type") == "system":
            self.dialect = Dialect.C
            return status.events_of(status.read_status(frame), at, self._feed)
        method = _method(whole)
        if method:
            self.dialect = Dialect.C
            return webcast.events_of(method, self._message(whole, at))
        collected = whole.each("data") or whole.inside("data").each("messages")
        if collected:
            return self._collected(collected, at)
        shelf = whole.inside("data").each("promotions")
        if shelf:
            return selling.shelf_of(shelf, at, self._feed)
        raise BadFrameError(say("看不出是哪种消息", "a message of no known shape"))

    def _collected(self, messages: Sequence[Fields], at: int) -> Sequence[FeedEvent]:
        events: list[FeedEvent] = []
        for item in messages:
            try:
                events += webcast.events_of(_method(item), self._message(item.lifted("payload"), at))
            except BadFrameError as bad:
                events.append(unparsed(at=at, feed=self._feed, reason=str(bad), frame=item.encoded()))
        return events

    def _message(self, body: Fields, at: int) -> Message:
        return Message(body, at, self._feed, self._platform)


def _method(message: Fields) -> str:
    """Return the name of a message of the web client's, "" where it has none."""
    named = (message.scalar("method"), message.inside("common").scalar("method"), message.scalar("type"))
    return next((text for name in named if (text := text_of(name)).startswith(webcast.PREFIX)), "")


def decoder(feed: str, settings: BridgeSettings | None = None) -> BridgeProtocol:
    """Return the decoder of one feed."""
    return BridgeProtocol(feed, settings)
