"""The messages of Bilibili's web player: a frame of packets in, events out.

Not an official interface: kinds and fields are as observed on the wire. A kind may carry a suffix after a colon
(`DANMU_MSG:4:0:2:2:2:0`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from connectors.bilibili.frames import frame_decoder
from connectors.bilibili.people import Where
from connectors.bilibili.web import social, talk
from connectors.bilibili.web.settings import BilibiliWebSettings
from connectors.bilibili.web.silent import SILENT
from connectors.contract import BadFrameError, Decoder
from connectors.events import FeedEvent, StreamEnded, StreamStarted
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.text import clean


@dataclass(slots=True)
class Room:
    """What the client knows and no frame tells: the id of the user whose room it is."""

    host: str = ""


class _Kind(msgspec.Struct, gc=False):
    cmd: str


_kind_of = reader(msgspec.json.Decoder(_Kind).decode)


def decoder(feed: str, settings: BilibiliWebSettings | None = None, room: Room | None = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for a bare message that it cannot read.

    What the host of `room` says is the shop's own.
    """
    del settings  # nothing in them changes what a message means
    current = room or Room()

    def read(body: bytes, at: int) -> Sequence[FeedEvent]:
        kind = _kind_of(body).cmd.partition(":")[0]
        build = _READERS.get(kind)
        if build is not None:
            return build(body, Where(at, feed, current.host))
        if kind in SILENT:
            return ()
        name = clean(kind, 60)
        raise BadFrameError(say(f"未知的消息类型“{name}”", f"unknown message type “{name}”"))

    return frame_decoder(feed, read)


def _begun(_: bytes, where: Where) -> Sequence[FeedEvent]:
    return (StreamStarted(at=where.at, feed=where.feed),)


def _over(_: bytes, where: Where) -> Sequence[FeedEvent]:
    return (StreamEnded(at=where.at, feed=where.feed),)


_READERS: dict[str, Callable[[bytes, Where], Sequence[FeedEvent]]] = {
    **talk.READERS,
    **social.READERS,
    "LIVE": _begun,
    "PREPARING": _over,
}
