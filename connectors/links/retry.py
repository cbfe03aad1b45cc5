"""How long to wait before trying again: a pure policy, no clock and no dice of its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retry:
    """Growing waits with full jitter: each wait is drawn evenly between nothing and a ceiling that doubles.

    Full jitter keeps a thousand desks from knocking at the same moment when a platform comes back. The first
    ceiling is short, because most losses are a blink; no wait exceeds `cap_s`. All times are in seconds. With `at_once`
    the first try does not wait at all: nobody else dials a tool on the same machine.
    """

    first_s: float = 0.5
    cap_s: float = 30.0
    healthy_s: float = 60.0
    at_once: bool = False

    def ceiling_s(self, attempt: int) -> float:
        """Return the longest wait before try number `attempt`, counted from 1."""
        waited = attempt - 1 - self.at_once
        if waited < 0:
            return 0.0
        doublings = min(waited, 60)  # beyond this a float only grows past every cap
        return min(self.cap_s, self.first_s * 2.0**doublings)

    def wait_s(self, attempt: int, luck: float) -> float:
        """Return the wait before try number `attempt`; `luck` is drawn evenly from [0, 1)."""
        return self.ceiling_s(attempt) * luck

    def next_attempt(self, attempt: int, lived_s: float) -> int:
        """Return the number of the next try after a connection that lived `lived_s` (0 if it never stood).

        A connection that held for `healthy_s` wipes the slate: whatever was wrong is over.
        """
        return 1 if lived_s >= self.healthy_s else attempt + 1
