"""Social Stream Ninja's messages: one JSON object a frame, or several in a list, bytes in and events out.

After the relay's published event reference and API notes. What was said arrives as HTML unless `textonly` is set; it
becomes text here. `type` names the site, `event` what happened where nothing was said.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    FeedEvent,
    unparsed,
    viewer_key,
)
from connectors.language import say
from connectors.reading.jsonframe import Items, reader
from connectors.ssn.happenings import HANDLERS, said
from connectors.ssn.place import Place, platform_of
from connectors.ssn.selling import Showcase
from connectors.ssn.shapes import Message, id_in, name, words
from connectors.text import clean

REMEMBERED = 5_000
"""Comments whose number in the relay is known, for when it tells by number that they are deleted."""

_read_list = reader(msgspec.json.Decoder(Items).decode)
_read = reader(msgspec.json.Decoder(Message).decode)


def decoder(feed: str, settings: object = None) -> Decoder:
    """Return the decoder of one feed; it raises `BadFrameError` for what is no message of the relay."""
    del settings
    return _Reading(feed).frame


class _Reading:
    """Reads one feed's messages, and remembers what is on show and which comment bears which number."""

    def __init__(self, feed: str) -> None:
        self._feed = feed
        self._showcase = Showcase()
        self._numbers: OrderedDict[tuple[str, str], str] = OrderedDict()

    def frame(self, frame: bytes, at: int) -> Sequence[FeedEvent]:
        if frame.lstrip()[:1] != b"[":
            return self._message(_read(frame), at)
        events: list[FeedEvent] = []
        for raw in map(bytes, _read_list(frame)):
            try:
                events += self._message(_read(raw), at)
            except BadFrameError as bad:
                events.append(unparsed(at=at, feed=self._feed, reason=str(bad), frame=raw))
        return events

    def _message(self, message: Message, at: int) -> Sequence[FeedEvent]:
        place = Place(at, self._feed, platform_of(message.type), message)
        if message.delete is not None:
            return self._deleted(message.delete, place)
        if message.is_between_programs:
            return ()
        if message.event is True or message.event == "true":
            return ()  # a notice of the site itself, of which it does not say what kind
        if message.event:
            return self._happened(words(message.event), place)
        events = said(place)
        for event in events:
            if isinstance(event, CommentReceived):
                self._remember(event, place)
        return events

    def _happened(self, kind: str, place: Place) -> Sequence[FeedEvent]:
        if kind == "auction_update":
            return self._showcase.auction(place)
        if kind == "commerce_update":
            return self._showcase.catalogue(place)
        handler = HANDLERS.get(kind)
        if handler is None:
            kind = clean(kind, 40)
            raise BadFrameError(say(f"未知的事件“{kind}”", f"unknown event “{kind}”"))
        return handler(place)

    def _remember(self, comment: CommentReceived, place: Place) -> None:
        number = id_in(place.message.id)
        if number and comment.id:
            self._numbers[place.platform, number] = comment.id
            if len(self._numbers) > REMEMBERED:
                self._numbers.popitem(last=False)

    def _deleted(self, gone: Any, place: Place) -> Sequence[FeedEvent]:
        """Read a deletion: of one message, by the site's id or by the relay's number, or of everything one viewer said."""
        told = gone if isinstance(gone, dict) else {}
        platform = platform_of(told.get("type", place.message.type))
        meta = told.get("meta")
        native = id_in(meta.get("messageId")) if isinstance(meta, dict) else ""
        number = id_in(told.get("id"))
        if native or number:
            known = f"{platform}-{native}" if native else self._numbers.get((platform, number))
            return (CommentDeleted(at=place.at, feed=place.feed, id=known or f"{platform}-{number}"),)
        who, by = id_in(told.get("userid")), name(told.get("chatname"))
        if not who and not by:
            raise BadFrameError(say("删除没有说明对象", "a deletion that does not say of what"))
        key = viewer_key(platform, who, by)
        return (CommentsCleared(at=place.at, feed=place.feed, platform=platform, viewer=key),)
