"""Until when an open wait is known to have gone on."""

from bisect import bisect_left

from console.metrics.coverage import Coverage
from console.metrics.figure import Frame

ALLOWANCE_MS = 60_000
"""In a gap longer than this an answer may have come that nobody could see; shorter ones are let pass."""


class Horizon:
    """Where waits that nobody has answered are cut: the frame's end, or the start of a long gap.

    What counts is the first gap of the case's feed, longer than the allowance, that began while the asker waited. A wait that was
    answered later after all is not cut: its answer was seen. What an agent sees at this moment, the longest wait and who is
    overdue, is not cut either.
    """

    def __init__(self, coverage: Coverage, frame: Frame) -> None:
        self.end = frame.end
        self._window = frame.window
        self._coverage = coverage
        self._starts: dict[str, list[int]] = {}

    def of(self, feed: str, asked_at: int) -> int:
        """Return until when (UTC ms) a wait in a case of `feed` is known to have gone on."""
        starts = self._starts.get(feed)
        if starts is None:
            starts = self._starts[feed] = self._long_gaps(feed)
        first = bisect_left(starts, asked_at)
        return min(self.end, starts[first]) if first < len(starts) else self.end

    def _long_gaps(self, feed: str) -> list[int]:
        if self._window is None:
            return []
        gaps = self._coverage.outages(self._window, feed)
        return [since for since, until in gaps if until - since > ALLOWANCE_MS]
