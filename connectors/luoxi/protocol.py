"""The script's messages: one JSON object a frame, bytes in and events out.

From the script's published source: it says `{"type": "info"}` on connecting, then `{"type": "comment" | "gift" | "like",
"username", "content", "data": {...}}` for what it reads off the page. There are no ids and no times; the platform is the
page's, which the frames do not name.
"""

from collections.abc import Sequence

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import CommentReceived, FeedEvent, Gifted, Liked, viewer_key
from connectors.language import say
from connectors.luoxi.settings import LuoxiSettings
from connectors.reading.jsonframe import reader
from connectors.text import clean, clean_name

LONGEST_GIFT = 200


class _Message(msgspec.Struct, gc=False):
    type: str
    username: str | int | None = None
    content: str | int | float | None = None


_read = reader(msgspec.json.Decoder(_Message).decode)


def decoder(feed: str, settings: LuoxiSettings | None = None) -> Decoder:
    """Return the decoder of recordings and of programs that name no page."""
    return page_decoder(feed, (settings or LuoxiSettings()).platform)


def page_decoder(feed: str, platform: str) -> Decoder:
    """Return the decoder of one page; it raises `BadFrameError` for what is no message of the script."""

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        message = _read(frame)
        name = clean_name(_text(message.username))
        viewer = viewer_key(platform, None, name)
        match message.type:
            case "info":
                return ()
            case "comment":
                if message.content is None:
                    raise BadFrameError(say("评论没有文字", "a comment without text"))
                text = clean(_text(message.content))
                return (
                    CommentReceived(
                        at=at, feed=feed, id="", text=text, viewer=viewer, name=name, platform=platform
                    ),
                )
            case "gift":
                gift = clean(_text(message.content), LONGEST_GIFT)
                return (Gifted(at=at, feed=feed, viewer=viewer, name=name, platform=platform, gift=gift),)
            case "like":
                return (Liked(at=at, feed=feed, viewer=viewer, name=name, platform=platform),)
            case other:
                kind = clean(other, 40)
                raise BadFrameError(say(f"未知的消息类型“{kind}”", f"unknown message type “{kind}”"))

    return decode


def _text(value: str | float | None) -> str:
    return "" if value is None else str(value)
