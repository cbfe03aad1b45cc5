"""Where service stands at one moment, counted the same way for the live strip and for the review."""

from dataclasses import dataclass

from console.desk import Targets
from console.metrics.horizon import Horizon
from console.metrics.waits import Waits


@dataclass(frozen=True, slots=True)
class Backlog:
    """Who waits at one moment. Waits in ms; None where nobody waits.

    `matured` are open waits known to have lasted `within_ms`; `cut` are those of which only a long gap keeps that from
    being known.
    """

    askers: int
    cases: int
    due_soon: int
    due_soon_cases: int
    overdue: int
    overdue_cases: int
    matured: int
    cut: int
    open_complaints: int
    longest: int | None
    longest_case: str | None


def backlog(waits: Waits, targets: Targets, horizon: Horizon) -> Backlog:
    """Count those who wait at the horizon's end against their lane's amber and red limits."""
    end = horizon.end
    askers = cases = due_soon = due_soon_cases = overdue = overdue_cases = matured = cut = 0
    oldest: tuple[int, str] | None = None
    for case in waits.waiting():
        amber, red = targets.of(case.lane)
        late = soon = 0
        for asked_at in case.open.values():
            age = end - asked_at
            late += age >= red
            soon += amber <= age < red
            known = horizon.of(case.feed, asked_at)
            is_mature = known - asked_at >= waits.within_ms
            matured += is_mature
            cut += known < end and not is_mature
            if oldest is None or asked_at < oldest[0]:
                oldest = (asked_at, case.id)
        cases += 1
        askers += len(case.open)
        overdue += late
        overdue_cases += late > 0
        due_soon += soon
        due_soon_cases += soon > 0 and not late
    return Backlog(
        askers=askers,
        cases=cases,
        due_soon=due_soon,
        due_soon_cases=due_soon_cases,
        overdue=overdue,
        overdue_cases=overdue_cases,
        matured=matured,
        cut=cut,
        open_complaints=len(waits.complaints),
        longest=max(0, end - oldest[0]) if oldest else None,
        longest_case=oldest[1] if oldest else None,
    )


@dataclass(frozen=True, slots=True)
class OnTime:
    """Waits judged against T. `matured` ones were asked at least T ago; `so_far` also holds younger ones already answered.

    `unanswered` are still open; `answered_after` were answered after `end`, which is after the stop. Waits cut by a gap are
    neither matured nor pending. Young waits that were answered quickly would lift a live rate, so they enter only `so_far`.
    """

    kept: int
    matured: int
    unanswered: int
    answered_after: int
    pending: int
    kept_so_far: int
    so_far: int

    @property
    def rate(self) -> float | None:
        """The share kept, None where nothing has matured."""
        return self.kept / self.matured if self.matured else None

    @property
    def rate_so_far(self) -> float | None:
        """The share kept among answered and overdue waits, None where there are none."""
        return self.kept_so_far / self.so_far if self.so_far else None


def on_time(waits: Waits, standing: Backlog, end: int) -> OnTime:
    """Judge every wait at `end` (UTC ms); looks only at those that can still be young."""
    youngest_matured = end - waits.within_ms
    young = young_kept = after = 0
    index = len(waits.asked) - 1
    while index >= 0 and waits.ended_by[index] > youngest_matured:
        if waits.asked[index] > youngest_matured:
            young += 1
            young_kept += waits.waited[index] <= waits.within_ms
        else:
            after += waits.asked[index] + waits.waited[index] > end
        index -= 1
    answered = len(waits.asked)
    return OnTime(
        kept=waits.on_time - young_kept,
        matured=answered - young + standing.matured,
        unanswered=standing.matured,
        answered_after=after,
        pending=young + standing.askers - standing.matured - standing.cut,
        kept_so_far=waits.on_time,
        so_far=answered + standing.matured,
    )
