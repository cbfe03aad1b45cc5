"""However replies come, no window of the platform ever holds one too many, and none waits for nothing."""

from hypothesis import given
from hypothesis import strategies as st

from console.outbox.pace import Pace

COUNTS = st.integers(1, 6)
PERIODS = st.integers(0, 40).map(float)
READY = st.lists(st.integers(0, 120).map(float), max_size=40)


def sent(pace: Pace, ready: list[float]) -> list[float]:
    """Send one message after the other, each as soon as it is ready and may go; return when each went."""
    times: list[float] = []
    now = 0.0
    for at in ready:
        now = pace.next(max(now, at))
        pace.note(now)
        times.append(now)
    return times


@given(COUNTS, PERIODS, READY)
def test_no_window_holds_more_than_the_platform_allows(count: int, per_s: float, ready: list[float]) -> None:
    """Any message and the one `count` before it are at least the whole period apart."""
    times = sent(Pace(count, per_s), ready)

    assert all(later - earlier >= per_s for earlier, later in zip(times, times[count:], strict=False))


@given(COUNTS, PERIODS, READY)
def test_nothing_waits_without_a_reason(count: int, per_s: float, ready: list[float]) -> None:
    """Each goes when it is ready, or right after the one before it, or at the very moment the window lets it."""
    times = sent(Pace(count, per_s), ready)

    for number, at in enumerate(times):
        reasons = {ready[number]}
        if number:
            reasons.add(times[number - 1])
        if number >= count:
            reasons.add(times[number - count] + per_s)
        assert at in reasons


@given(COUNTS, PERIODS, READY, READY)
def test_the_plan_is_what_happens(count: int, per_s: float, before: list[float], ready: list[float]) -> None:
    """What is told as the expected wait comes true, and asking changes nothing."""
    pace = Pace(count, per_s)
    now = max([0.0, *sent(pace, before)])
    plan = list(pace.plan(ready, now))

    assert plan == list(pace.plan(ready, now))
    assert plan == sent(pace, [max(now, at) for at in ready])


def test_the_first_ones_go_at_once_and_the_next_waits() -> None:
    """Three in ten seconds: the fourth goes ten seconds after the first."""
    assert [0.0, 1.0, 2.0, 10.0, 11.0] == list(Pace(3, 10.0).plan([0.0, 1.0, 2.0, 3.0, 4.0], 0.0))
