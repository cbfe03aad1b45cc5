"""Sentences that are shown for a moment in the last row: never over anything, so that nobody's typing is hidden."""

from collections import deque
from typing import Literal, NamedTuple

Severity = Literal["information", "warning", "error"]

_SHOWN_S: dict[Severity, float] = {"information": 4.0, "warning": 6.0, "error": 10.0}
_RANKS: dict[Severity, int] = {"information": 0, "warning": 1, "error": 2}
KEPT = 20


class Notice(NamedTuple):
    """A sentence, how serious it is, and until when it is shown (seconds)."""

    text: str
    severity: Severity
    until: float


class Notices:
    """The latest sentences. Times are seconds on any clock that never goes back."""

    def __init__(self) -> None:
        self.latest: deque[Notice] = deque(maxlen=KEPT)

    def add(self, text: str, severity: Severity, now: float) -> None:
        """Take a sentence."""
        self.latest.append(Notice(text, severity, now + _SHOWN_S[severity]))

    def current(self, now: float) -> Notice | None:
        """Return the sentence to show: of those whose time is not over the most serious, then the newest."""
        standing = [notice for notice in reversed(self.latest) if now < notice.until]
        return max(standing, key=lambda notice: _RANKS[notice.severity], default=None)
