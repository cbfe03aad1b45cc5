"""What douyinLive says of the room itself, between the room's messages. Pure.

From its published notes for clients: the socket stays open while a room is offline, has ended or cannot be looked up,
and is closed where there is no such room.
"""

from collections.abc import Sequence

import msgspec

from connectors.contract import BadFrameError
from connectors.events import FeedEvent, StreamEnded, StreamStarted
from connectors.language import Words, say
from connectors.reading.jsonframe import reader
from connectors.text import clean

MARK = b'"live_status"'
"""What every such frame contains, for a quick look."""

NO_SUCH_ROOM = "ROOM_NOT_FOUND"
_WAITING = {
    "ROOM_OFFLINE": Words("直播间还没开播，等待中", "the room is not live yet; waiting"),
    "ACCOUNT_OFFLINE_NO_ROOM": Words("账号还没有直播间，等待开播", "the account has no room yet; waiting"),
    "ROOM_STATUS_UNKNOWN": Words(
        "程序暂时看不到直播间状态，等待中", "the program cannot see the room at the moment; waiting"
    ),
}


class Status(msgspec.Struct):
    """A status frame; `code` is what programs go by."""

    type: str = ""
    event: str = ""
    code: str = ""

    @property
    def is_one(self) -> bool:
        """Whether it is a status frame at all."""
        return self.type == "system" and self.event == "live_status"

    @property
    def problem(self) -> str:
        """What keeps the room from being read, "" where nothing does."""
        return str(_WAITING.get(self.code, ""))


read_status = reader(msgspec.json.Decoder(Status).decode)
"""Reads a frame; raises `BadFrameError`."""


def events_of(status: Status, at: int, feed: str) -> Sequence[FeedEvent]:
    """Return what a status means for the stream; raises `BadFrameError` for a code that is not known."""
    match status.code:
        case "ROOM_ONLINE":
            return (StreamStarted(at=at, feed=feed),)
        case "ROOM_ENDED":
            return (StreamEnded(at=at, feed=feed),)
        case code if code in _WAITING or code == NO_SUCH_ROOM:
            return ()
        case code:
            told = clean(code, 60)
            raise BadFrameError(say(f"未知的房间状态“{told}”", f"unknown room state “{told}”"))
