"""The desk's one decision: what a message causes."""

import sys
from collections.abc import Callable, Sequence

from connectors.events import FeedEvent
from console.desk.hear import Heard, hear
from console.desk.serve import serve
from console.desk.state import DeskState
from console.model.commands import AnyCommand, Refusal
from console.model.events import AnyEvent

Message = Heard | FeedEvent | AnyCommand


def never_courtesy(_text: str) -> bool:
    """Take every reply as meaningful."""
    return False


def no_limit(_feed: str) -> int:
    """Take replies of any length."""
    return sys.maxsize


def decide(
    state: DeskState,
    message: Message,
    now: int,
    is_courtesy: Callable[[str], bool] = never_courtesy,
    longest: Callable[[str], int] = no_limit,
) -> Sequence[AnyEvent] | Refusal:
    """Return the events that a message causes, or the desk's refusal. Changes nothing.

    `now` is UTC ms and stamps what people and the outbox do; what a feed says keeps its own receipt time.
    `is_courtesy` tells an empty greeting ("在的亲"), which closes no wait, from an answer; `longest` tells
    how many characters a feed takes at once.
    """
    if isinstance(message, Heard):
        return hear(state, message)
    if isinstance(message, FeedEvent):
        return [message]  # type: ignore[list-item]  # a feed's events are exactly AnyFeedEvent, its base class is open
    return serve(state, message, now, is_courtesy, longest)
