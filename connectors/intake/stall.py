"""Notice a feed that is connected but silent. Pure: the time is an argument, UTC ms."""

from collections import deque
from statistics import median

KEPT_GAPS = 100
FEWEST_GAPS = 5


class StallWatch:
    """Compares the present silence with the gaps this feed usually leaves.

    A feed stalls when it has been silent longer than `factor` × the median of its recent gaps, and for at least
    `least_ms`. A connection that has said too little for a median is given three times `least_ms`.
    """

    def __init__(self, *, factor: float = 10.0, least_ms: int = 20_000) -> None:
        self._factor = factor
        self._least_ms = least_ms
        self._gaps: deque[int] = deque(maxlen=KEPT_GAPS)
        self._last: int | None = None
        self.stalled_since: int | None = None

    def connected(self, at: int) -> None:
        """Begin to watch. The span before was an outage, not a gap between events."""
        self._last = at
        self.stalled_since = None

    def disconnected(self) -> None:
        """Stop watching until `connected`: a feed without a connection is lost, not stalled."""
        self._last = None
        self.stalled_since = None

    def heard(self, at: int) -> int | None:
        """Note that something arrived. Returns when the stall began that this ends, else None."""
        if self._last is not None:
            self._gaps.append(at - self._last)
        self._last = at
        since, self.stalled_since = self.stalled_since, None
        return since

    def check(self, now: int) -> int | None:
        """Return when the silence began, once, if it has just become a stall; else None."""
        if self._last is None or self.stalled_since is not None or now - self._last <= self.patience_ms:
            return None
        self.stalled_since = self._last
        return self._last

    @property
    def patience_ms(self) -> float:
        """The longest silence that still passes for normal."""
        if len(self._gaps) < FEWEST_GAPS:
            return 3 * self._least_ms
        return max(self._least_ms, self._factor * median(self._gaps))
