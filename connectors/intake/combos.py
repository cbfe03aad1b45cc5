"""One gift a combo: platforms tell of it again and again while it grows."""

from collections.abc import Iterable
from dataclasses import dataclass

from connectors.events import FeedEvent, Gifted

QUIET_MS = 10_000
"""A combo that has not grown for so long is over, whether or not the platform says so; for as long its end is remembered."""

STRAGGLER_MS = 1_000
"""So long after its end, a smaller count of a combo is an older message; later it is a new combo of the same name."""

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Over:
    """A combo that has ended: when (UTC ms), and what it had come to."""

    at: int
    count: int
    amount: int | None


class Combos:
    """Holds growing gifts back until they are whole. Times are UTC ms.

    A combo that grows on after its end is handed on a second time, as what was added.
    """

    def __init__(self) -> None:
        self._growing: dict[_Key, Gifted] = {}
        self._over: dict[_Key, _Over] = {}

    def take(self, events: Iterable[FeedEvent]) -> list[FeedEvent]:
        """Return what can be handed on, in order."""
        kept: list[FeedEvent] = []
        for event in events:
            if type(event) is not Gifted or event.combo is None:
                kept.append(event)
            elif (whole := self._grow(event, (event.platform, event.combo))) is not None:
                kept.append(whole)
        return kept

    def due(self, now: int) -> list[Gifted]:
        """Return the combos that have ended without a word."""
        self._over = {
            key: over for key, over in self._over.items() if now - over.at < QUIET_MS or key in self._growing
        }
        return [
            self._end(key, gift, now)
            for key, gift in list(self._growing.items())
            if now - gift.at >= QUIET_MS
        ]

    def rest(self) -> list[Gifted]:
        """Return every combo that is still growing: the feed is going away."""
        return [self._end(key, gift, gift.at) for key, gift in list(self._growing.items())]

    def _grow(self, gift: Gifted, key: _Key) -> Gifted | None:
        before = self._growing.get(key)
        over = self._over.get(key)
        if before is None and over is not None:
            if _is_told_again(gift, over):
                return None
            if gift.count <= over.count:
                del self._over[key]  # a new combo of the same name
        if before is not None and before.count > gift.count:
            gift.count, gift.amount = before.count, before.amount
        self._growing[key] = gift
        return None if gift.growing else self._end(key, gift, gift.at)

    def _end(self, key: _Key, gift: Gifted, at: int) -> Gifted:
        self._growing.pop(key, None)
        over = self._over.get(key)
        self._over[key] = _Over(at, gift.count, gift.amount)
        if over is not None:
            gift.count -= over.count
            if gift.amount is not None:
                gift.amount -= over.amount or 0
        gift.growing = False
        return gift


def _is_told_again(gift: Gifted, over: _Over) -> bool:
    """Say whether a message after a combo's end tells nothing new. What repeats its id never comes here."""
    if gift.count == over.count:
        return not (gift.growing and gift.id)
    return gift.count < over.count and gift.at - over.at < STRAGGLER_MS
