"""How fast a platform lets us speak: a sliding window over the latest messages. Pure; seconds on any steady clock."""

from collections import deque
from collections.abc import Iterable, Iterator


class Pace:
    """At most `count` messages in any `per_s` seconds, the window's end not included."""

    def __init__(self, count: int, per_s: float) -> None:
        self._per_s = per_s
        self._latest: deque[float] = deque(maxlen=max(1, count))

    def note(self, at: float) -> None:
        """Take note of a message. Times never go back."""
        self._latest.append(at)

    def next(self, now: float) -> float:
        """Return when the next message may go: `now`, or later."""
        return _next(self._latest, self._per_s, now)

    def plan(self, ready: Iterable[float], now: float) -> Iterator[float]:
        """Yield when each of several messages will go, one after the other, none before it is `ready`."""
        latest = self._latest.copy()
        for at in ready:
            now = _next(latest, self._per_s, max(now, at))
            latest.append(now)
            yield now


def _next(latest: deque[float], per_s: float, now: float) -> float:
    return max(now, latest[0] + per_s) if len(latest) == latest.maxlen else now
