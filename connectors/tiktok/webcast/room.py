"""What happens to the room, out of TikTok's messages: its size, its end, what moderators remove and pin. Pure."""

from connectors.contract import BadFrameError
from connectors.events import (
    AudienceSampled,
    CommentDeleted,
    CommentsCleared,
    FeedEvent,
    StreamStarted,
    viewer_key,
)
from connectors.language import say
from connectors.reading.scalars import whole_of
from connectors.tiktok.rules import PLATFORM, ended
from connectors.tiktok.webcast import webcast_pb2 as wire
from connectors.tiktok.webcast.people import said
from connectors.tiktok.webcast.receipt import Receipt

Events = tuple[FeedEvent, ...]

_PAUSE, _RESUME = 1, 2
_PIN = 1


def counted(message: wire.RoomUserSeq, receipt: Receipt) -> Events:
    """Read how many viewers there are; raises `BadFrameError` for more than can be."""
    count = whole_of(message.total)
    if count is None:
        raise BadFrameError(say("人数不可能这么多", "so many viewers cannot be"))
    return (AudienceSampled(at=receipt.at, feed=receipt.feed, count=count, platform=PLATFORM),)


def controlled(message: wire.Control, receipt: Receipt) -> Events:
    """Read the stream's pauses and its end; raises `BadFrameError` for a state never seen."""
    feed, at = receipt
    if message.action == _PAUSE:  # nobody leaves, and comments go on
        return ()
    if message.action == _RESUME:
        return (StreamStarted(at=at, feed=feed),)
    told = ended(message.action, feed=feed, at=at)
    if told is None:
        state = message.action
        raise BadFrameError(say(f"未知的直播状态 {state}", f"unknown state of the stream {state}"))
    return told


def deleted(message: wire.ImDelete, receipt: Receipt) -> Events:
    """Read what moderators removed: single comments, and all that some viewers said."""
    feed, at = receipt
    comments = [CommentDeleted(at=at, feed=feed, id=str(id_)) for id_ in message.msg_ids]
    viewers = [viewer_key(PLATFORM, id_, "") for id_ in message.user_ids]
    cleared = [CommentsCleared(at=at, feed=feed, platform=PLATFORM, viewer=viewer) for viewer in viewers]
    return (*comments, *cleared)


def pinned(message: wire.RoomPin, receipt: Receipt) -> Events:
    """Read a pinned comment: heard already, or said before we listened. Gifts and unpinning tell nothing new."""
    if message.action == _PIN and (message.chat.content or message.chat.emotes):
        return said(message.chat, receipt, history=True)
    return ()
