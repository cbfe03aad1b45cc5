"""One gift a combo: platforms tell of it again and again while it grows."""

from collections.abc import Iterable

from connectors.events import FeedEvent, Gifted

QUIET_MS = 10_000
"""A combo that has not grown for so long is over, whether or not the platform says so; for as long its end is remembered."""

_Key = tuple[str, str]


class Combos:
    """Holds growing gifts back until they are whole. Times are UTC ms."""

    def __init__(self) -> None:
        self._growing: dict[_Key, Gifted] = {}
        self._over: dict[_Key, int] = {}

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
        self._over = {key: at for key, at in self._over.items() if now - at < QUIET_MS}
        return [
            self._end(key, gift, now)
            for key, gift in list(self._growing.items())
            if now - gift.at >= QUIET_MS
        ]

    def rest(self) -> list[Gifted]:
        """Return every combo that is still growing: the feed is going away."""
        return [self._end(key, gift, gift.at) for key, gift in list(self._growing.items())]

    def _grow(self, gift: Gifted, key: _Key) -> Gifted | None:
        if key in self._over:
            return None  # told again after its end
        before = self._growing.get(key)
        if before is not None and before.count > gift.count:
            gift.count, gift.amount = before.count, before.amount
        self._growing[key] = gift
        return None if gift.growing else self._end(key, gift, gift.at)

    def _end(self, key: _Key, gift: Gifted, at: int) -> Gifted:
        self._growing.pop(key, None)
        self._over[key] = at
        gift.growing = False
        return gift
