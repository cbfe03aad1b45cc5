"""A broadcast minute by minute."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec

from console.metrics import Ledger
from console.metrics.coverage import length, merged
from console.metrics.figure import Frame
from console.metrics.waits import Segment
from console.model.events import CommentClassified, ReplySent

MINUTE_MS = 60_000


class Minute(msgspec.Struct, kw_only=True, frozen=True):
    """One minute, half-open, beginning at `at` (UTC ms).

    `comments` is None where the feeds delivered nothing because they could not. `answered` counts askers, `lost_s` the
    seconds in which something may be missing.
    """

    at: int
    comments: int | None
    questions: int
    complaints: int
    answered: int
    lost_s: float


class Timeline:
    """Collects, minute by minute, what the ledger keeps no minutes of."""

    def __init__(self) -> None:
        self._questions: Counter[int] = Counter()
        self._complaints: Counter[int] = Counter()
        self._answered: Counter[int] = Counter()

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {CommentClassified: self._classified}

    def told(self, segment: Segment) -> None:
        """Note a wait that ended."""
        if isinstance(segment.cause, ReplySent):
            self._answered[segment.ended_at // MINUTE_MS] += 1

    def _classified(self, event: CommentClassified) -> None:
        minute = event.at // MINUTE_MS
        self._questions[minute] += event.question
        self._complaints[minute] += event.complaint

    def minutes(self, ledger: Ledger, frame: Frame) -> list[Minute]:
        """Return every minute of the broadcast's window."""
        if frame.window is None:
            return []
        start, end = frame.window
        comments = ledger.talk.minutes()
        lost = ledger.coverage.lost(frame.window)
        found: list[Minute] = []
        for minute in range(start // MINUTE_MS, -(-end // MINUTE_MS)):
            at = minute * MINUTE_MS
            span = (max(start, at), min(end, at + MINUTE_MS))
            missing = length(merged(lost, span))
            heard = comments.get(minute, 0)
            found.append(
                Minute(
                    at=at,
                    comments=heard if heard or missing < span[1] - span[0] else None,
                    questions=self._questions[minute],
                    complaints=self._complaints[minute],
                    answered=self._answered[minute],
                    lost_s=missing / 1000,
                )
            )
        return found
