"""When to draw: at the set pace, later while somebody types, seldom while nobody looks."""

TYPING_GRACE_S = 0.08
"""After a key the drawing waits this long, so that the key's own paint goes first …"""

LONGEST_GRACE_S = 0.25
"""… but never longer than this beyond its time."""

BLURRED_EVERY_S = 1.0


class Pulse:
    """Times are seconds on any clock that never goes back."""

    def __init__(self, period_s: float) -> None:
        self._period_s = period_s
        self.drawn_at = 0.0
        self.typed_at = 0.0

    def due(self, now: float, *, focused: bool) -> bool:
        """Whether to draw at `now`; `focused` says that the terminal has the focus."""
        since = now - self.drawn_at
        if not focused:
            return since >= BLURRED_EVERY_S
        if now - self.typed_at < TYPING_GRACE_S:
            return since >= self._period_s + LONGEST_GRACE_S
        return since >= self._period_s * 0.9  # the timer itself is not exact
