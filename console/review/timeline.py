"""A broadcast minute by minute."""

from collections import Counter

import msgspec

from console.metrics import Ledger
from console.metrics.coverage import length, merged
from console.metrics.figure import Frame
from console.metrics.interaction import by_minute
from console.metrics.waits import Segment
from console.model.events import ReplySent

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
        self._answered: Counter[int] = Counter()

    def told(self, segment: Segment) -> None:
        """Note a wait that ended."""
        if isinstance(segment.cause, ReplySent):
            self._answered[segment.ended_at // MINUTE_MS] += 1

    def minutes(self, ledger: Ledger, frame: Frame) -> list[Minute]:
        """Return every minute of the broadcast's window."""
        if frame.window is None:
            return []
        start, end = frame.window
        talk = ledger.talk
        comments, questions, complaints = map(by_minute, (talk.seconds, talk.questions, talk.complaints))
        lost = ledger.coverage.lost(frame.window)
        found: list[Minute] = []
        for minute in range(start // MINUTE_MS, -(-end // MINUTE_MS)):
            at = minute * MINUTE_MS
            span = (max(start, at), min(end, at + MINUTE_MS))
            missing = length(merged(lost, span))
            heard = comments[minute]
            found.append(
                Minute(
                    at=at,
                    comments=heard if heard or missing < span[1] - span[0] else None,
                    questions=questions[minute],
                    complaints=complaints[minute],
                    answered=self._answered[minute],
                    lost_s=missing / 1000,
                )
            )
        return found
