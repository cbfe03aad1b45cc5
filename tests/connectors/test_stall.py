"""Connected but silent."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.intake.stall import StallWatch

gap_lists = st.lists(st.integers(0, 10_000), min_size=5, max_size=200)


def fed(gaps: list[int], **settings: float) -> tuple[StallWatch, int]:
    """Return a watch that has heard events with these gaps, and the time of the last."""
    watch = StallWatch(**settings)  # type: ignore[arg-type]  # least_ms stays whole in these tests
    at = 1_000_000
    watch.connected(at)
    for gap in gaps:
        at += gap
        watch.heard(at)
    return watch, at


@given(gap_lists)
def test_a_stall_needs_both_the_least_silence_and_the_factor(gaps: list[int]) -> None:
    """Just under the patience nothing is said; just over it the silence is told once, from the last event on."""
    watch, last = fed(gaps)
    patience = watch.patience_ms

    assert patience >= 20_000
    assert watch.check(last + int(patience)) is None
    assert last == watch.check(last + int(patience) + 1)
    assert watch.check(last + int(patience) + 2) is None


@given(gap_lists, st.integers(1, 10**9))
def test_the_next_event_ends_the_stall_and_says_when_it_began(gaps: list[int], silence: int) -> None:
    """Heard again: the caller learns the silence's beginning exactly if it had been told of it."""
    watch, last = fed(gaps)
    told = watch.check(last + silence)

    assert told == watch.heard(last + silence)
    assert watch.heard(last + silence + 1) is None


def test_a_slow_room_is_given_time_in_its_own_measure() -> None:
    """One comment every ten seconds is normal there: ten times that is a stall, twenty seconds is not."""
    watch, last = fed([10_000] * 20)

    assert watch.check(last + 30_000) is None
    assert last == watch.check(last + 100_001)


def test_a_connection_that_has_said_nothing_yet_is_given_a_minute() -> None:
    """Without a usual gap to compare with, three times the least silence passes."""
    watch, last = fed([])

    assert watch.check(last + 60_000) is None
    assert last == watch.check(last + 60_001)


def test_a_lost_connection_is_not_a_stall() -> None:
    """Without a connection the watch is off, and the outage is no gap between events."""
    watch, last = fed([100] * 50)
    watch.disconnected()

    assert watch.check(last + 10**9) is None

    watch.connected(last + 10**9)

    assert 20_000 == watch.patience_ms
    assert watch.check(last + 10**9 + 19_999) is None


def test_a_clock_set_back_does_no_harm() -> None:
    """A negative gap makes nobody more impatient."""
    watch, last = fed([100] * 20)

    assert watch.heard(last - 5_000) is None
    assert watch.check(last - 4_000) is None
    assert 20_000 == watch.patience_ms
