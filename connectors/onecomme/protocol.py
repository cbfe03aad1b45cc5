"""OneComme's messages: one JSON object a frame, `{"type": name, "data": ...}`, bytes in and events out.

After the types of the program's published SDK. The program is itself a reader of many sites: `service` names the site,
and `id` beside it is a place in the program's own list; what belongs to the comment lies in the inner `data`.
"""

from collections.abc import Sequence

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import CommentDeleted, FeedEvent, unparsed
from connectors.language import say
from connectors.onecomme.comments import Comment, events_of
from connectors.onecomme.settings import OnecommeSettings
from connectors.reading.jsonframe import Items, reader
from connectors.reading.scalars import Scalar, id_of
from connectors.text import clean


class _Frame(msgspec.Struct, gc=False):
    type: str | None = None
    data: msgspec.Raw = msgspec.Raw(b"null")


class _Options(msgspec.Struct, gc=False):
    init: bool | None = None


class _Comments(msgspec.Struct, gc=False):
    comments: Items = []
    options: _Options | None = None


class _Deleted(msgspec.Struct, gc=False):
    id: Scalar = None


_read = reader(msgspec.json.Decoder(_Frame).decode)
_read_comments = reader(msgspec.json.Decoder(_Comments).decode)
_read_comment = reader(msgspec.json.Decoder(Comment).decode)
_read_deleted = reader(msgspec.json.Decoder(list[_Deleted]).decode)

_IRRELEVANT = frozenset(
    {
        "clear",  # its user has emptied its list; on no site was anything taken back
        "meta",
        "meta.clear",
        "config",
        "userDatas",
        "services",
        "notification",
        "pinned",
        "waitingList",
        "bookmarked",
        "setList",
        "setList.request",
        "reactions",
        "wp.update",
    }
)


def decoder(feed: str, settings: OnecommeSettings | None = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for what is no message of the program.

    A comment by itself, as the program's own HTTP interface lists them, is read too.
    """
    wanted = frozenset((settings or OnecommeSettings()).services)

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        message = _read(frame)
        if message.type is None:
            return _comment(frame, at, is_history=False)
        if message.type in {"connected", "comments"}:
            listed = _read_comments(bytes(message.data))
            is_backlog = message.type == "connected" or bool(listed.options and listed.options.init)
            return [event for raw in listed.comments for event in _each(bytes(raw), at, is_backlog)]
        if message.type == "deleted":
            ids = [id_of(deleted.id) for deleted in _read_deleted(bytes(message.data))]
            return [CommentDeleted(at=at, feed=feed, id=id_) for id_ in ids if id_]
        if message.type in _IRRELEVANT:
            return ()
        kind = clean(message.type, 40)
        raise BadFrameError(say(f"未知的消息类型“{kind}”", f"unknown message type “{kind}”"))

    def _each(raw: bytes, at: int, is_history: bool) -> Sequence[FeedEvent]:  # noqa: FBT001 - told apart by its name
        try:
            return _comment(raw, at, is_history=is_history)
        except BadFrameError as bad:
            return (unparsed(at=at, feed=feed, reason=str(bad), frame=raw),)

    def _comment(raw: bytes, at: int, *, is_history: bool) -> Sequence[FeedEvent]:
        comment = _read_comment(raw)
        if wanted and comment.service not in wanted:
            return ()
        return events_of(comment, feed, at, is_history=is_history)

    return decode
