"""The order in which open cases are worked, and how late each one is."""

from dataclasses import dataclass
from enum import IntEnum

from console.desk.state import DeskState
from console.model.cases import Case
from console.model.verdict import Lane


class Lateness(IntEnum):
    """How a wait stands against its lane's target."""

    FRESH = 0
    DUE_SOON = 1
    OVERDUE = 2


@dataclass(frozen=True, slots=True)
class Targets:
    """When a wait turns amber and red, in seconds, for each lane."""

    question_amber_s: int = 30
    question_red_s: int = 60
    complaint_amber_s: int = 15
    complaint_red_s: int = 30

    def of(self, lane: Lane) -> tuple[int, int]:
        """Return (amber, red) of a lane in ms."""
        if lane == "complaint":
            return self.complaint_amber_s * 1000, self.complaint_red_s * 1000
        return self.question_amber_s * 1000, self.question_red_s * 1000


def wait_ms(case: Case, now: int) -> int | None:
    """Return the longest wait in a case in ms; None where nobody waits."""
    oldest = case.oldest_ask_at
    return None if oldest is None else max(0, now - oldest)


def lateness(case: Case, now: int, targets: Targets) -> Lateness:
    """Return how the case's longest wait stands."""
    wait = wait_ms(case, now)
    if wait is None:
        return Lateness.FRESH
    amber, red = targets.of(case.lane)
    if wait >= red:
        return Lateness.OVERDUE
    return Lateness.DUE_SOON if wait >= amber else Lateness.FRESH


def in_order(state: DeskState) -> list[Case]:
    """Return the queue: those who wait before those answered, complaints first, then the longest wait.

    The order does not depend on the time, so rows stand still while clocks run.
    """
    return sorted(state.open_cases(), key=_rank)


def _rank(case: Case) -> tuple[bool, bool, int]:
    oldest = case.oldest_ask_at
    return (oldest is None, case.lane != "complaint", oldest if oldest is not None else -case.changed_at)
