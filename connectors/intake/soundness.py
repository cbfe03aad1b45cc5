"""What a decoder returned, made fit for the desk: a plug-in is foreign code, and what it says may be anything.

An event the journal could not hold, or that a terminal must not see, costs one frame and never the broadcast.
"""

from typing import Any

import msgspec

from connectors.contract import BadFrameError
from connectors.events import AnyFeedEvent, CommentReceived, FeedEvent
from connectors.language import say
from connectors.reading.scalars import LARGEST
from connectors.text import LONGEST_TEXT, clean

_KINDS = frozenset(AnyFeedEvent.__args__)


def sound(event: object, feed: str, at: int) -> FeedEvent:
    """Return an event that `feed` received at `at` (UTC ms), every text cleaned, every part of the type it should have.

    Raises `BadFrameError` for what is no event of ours, or holds what cannot be written down. An event that is
    sound already is returned as it is; for a comment, of which there are most, that is seen at a glance.
    """
    if type(event) is CommentReceived and _is_plain(event, feed, at):
        return event
    if not isinstance(event, FeedEvent) or type(event) not in _KINDS:
        kind = type(event).__name__
        raise BadFrameError(
            say(f"连接器给出的不是事件：{kind}", f"what the connector gave is no event: {kind}")
        )
    try:
        mended: FeedEvent = msgspec.convert(_mended(msgspec.to_builtins(event)), type(event))
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise BadFrameError(
            say(f"连接器给出的事件不成立：{error}", f"the connector gave an event that cannot be: {error}")
        ) from error
    if mended.at < 0:
        raise BadFrameError(say(f"接收时间不可能是 {mended.at}", f"nothing is received at {mended.at}"))
    mended.feed = feed
    return mended


def _is_plain(comment: CommentReceived, feed: str, at: int) -> bool:
    """Say whether there is surely nothing to mend: what is printable holds neither controls nor half characters."""
    try:
        return (
            comment.text.isprintable()
            and comment.name.isprintable()
            and comment.viewer.isprintable()
            and comment.id.isprintable()
            and comment.platform.isprintable()
            and len(comment.text) <= LONGEST_TEXT
            and len(comment.name) <= LONGEST_TEXT
            and comment.feed == feed
            and comment.at is at  # stamped with what the decoder was given, hence a time
            and (
                comment.sent_at is None or (type(comment.sent_at) is int and 0 <= comment.sent_at <= LARGEST)
            )
            and comment.history is False
            and comment.staff is False
            and comment.amount is None
            and comment.currency is None
            and comment.product is None
            and comment.truth is None
        )
    except (AttributeError, TypeError):
        return False


def _mended(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case dict():
            return {key: _mended(part) for key, part in value.items()}
        case int() if not -LARGEST <= value <= LARGEST:
            raise ValueError(say("数字超出范围", "a number out of bounds"))
        case _:
            return value
