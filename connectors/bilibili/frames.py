"""A frame of Bilibili's feeds: its packets opened, and each message in it read on its own."""

from collections.abc import Callable, Iterator, Sequence

from connectors.bilibili.packets import Broken, Op, packets
from connectors.contract import BadFrameError, Decoder
from connectors.events import FeedEvent, unparsed
from connectors.language import say
from connectors.reading.jsonframe import documents

_SILENT = {Op.HEARTBEAT, Op.HEARTBEAT_REPLY, Op.AUTH, Op.AUTH_REPLY}

Read = Callable[[bytes, int], Sequence[FeedEvent]]
"""Reads one JSON message received at a time (UTC ms); raises `BadFrameError`."""


def frame_decoder(feed: str, read: Read) -> Decoder:
    """Return the decoder of whole frames, of packets or, in recordings, of a bare JSON message.

    A message or a packet that cannot be read costs itself only: a record of it stands in its place. The number in
    a heartbeat's reply is no count of viewers (the platform calls it popularity), and told to nobody.
    """

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        if frame[:1] == b"{":
            return read(frame, at)
        events: list[FeedEvent] = []
        for part in packets(frame):
            if isinstance(part, Broken):
                events.append(unparsed(at=at, feed=feed, reason=part.reason, frame=part.data))
            elif part.op == Op.MESSAGE:
                try:
                    events += read(part.body, at)
                except BadFrameError as bad:
                    events.append(unparsed(at=at, feed=feed, reason=str(bad), frame=part.body))
            elif part.op not in _SILENT:
                reason = say(f"未知的操作 {part.op}", f"unknown operation {part.op}")
                events.append(unparsed(at=at, feed=feed, reason=reason, frame=part.body))
        return events

    return decode


def split(data: bytes) -> Iterator[bytes]:
    """Cut a recording: JSON documents, or else packets, which are one frame."""
    if data.lstrip()[:1] == b"{":
        return documents(data)
    return iter((data,)) if data else iter(())
