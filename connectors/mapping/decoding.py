"""Bytes of JSON in, events out, by a mapping."""

from collections.abc import Sequence
from typing import Any

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import FeedEvent, unparsed
from connectors.language import say
from connectors.mapping.builders import BUILDERS, Builder, comment
from connectors.mapping.fields import Mapped
from connectors.mapping.paths import field
from connectors.mapping.reading import Mapping
from connectors.problem import UserProblem, closest
from connectors.reading.jsonframe import MOST_ITEMS, reader

_read = reader(msgspec.json.Decoder().decode)


def decoder(feed: str, settings: Mapped) -> Decoder:
    """Return the decoder of one feed. Raises `UserProblem` where `kinds` names a kind that livedesk lacks."""
    mapping = Mapping(feed, settings)
    builders = {theirs: builder_of(theirs, ours) for theirs, ours in settings.kinds.items()}
    list_at = field(settings.items, lambda value: value) if settings.items else None

    def event(item: Any, at: int) -> FeedEvent | None:
        if type(item) is not dict:
            raise BadFrameError(say("消息不是 JSON 对象", "the message is no JSON object"))
        if not builders:
            return comment(mapping, item, at)
        kind = mapping.kind(item)
        build = builders.get(kind)
        if build is None:
            raise BadFrameError(say(f"未知的消息类型“{kind[:40]}”", f"unknown kind of message “{kind[:40]}”"))
        return build(mapping, item, at)

    def event_or_record(item: Any, at: int) -> FeedEvent | None:
        """One bad message does not drop the batch it came in."""
        try:
            return event(item, at)
        except BadFrameError as bad:
            return unparsed(at=at, feed=feed, reason=str(bad), frame=msgspec.json.encode(item))

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        data = _read(frame)
        items = list_at(data) if list_at and type(data) is dict else data
        if type(items) is list:
            if len(items) > MOST_ITEMS:
                told = len(items)
                raise BadFrameError(say(f"一次来了太多消息：{told}", f"too many messages at once: {told}"))
            found = (event_or_record(item, at) for item in items)
            return [one for one in found if one is not None]
        if list_at:
            raise BadFrameError(say("消息里没有设置所指的列表", "no list where the settings expect one"))
        one = event(items, at)
        return () if one is None else (one,)

    return decode


def builder_of(theirs: str, ours: str) -> Builder:
    """Return what builds our kind of event; raises `UserProblem` where livedesk has no such kind."""
    builder = BUILDERS.get(ours)
    if builder is not None:
        return builder
    near = closest(ours, BUILDERS)
    raise UserProblem(
        say("没有这种事件", "No such kind of event"),
        say(
            f"kinds 里的“{theirs}”对应到“{ours}”，livedesk 没有这种事件。",
            f"kinds maps “{theirs}” to “{ours}”, a kind of event that livedesk does not have.",
        ),
        say(f"是不是想写 {near}？", f"Did you mean {near}?")
        if near
        else say(f"可用的有：{'、'.join(BUILDERS)}。", f"There are: {', '.join(BUILDERS)}."),
    )
