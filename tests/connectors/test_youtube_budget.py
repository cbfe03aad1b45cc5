"""The day's units last for the planned stream, whatever the platform asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.youtube.budget import LOOKUP, OVERTIME_MS, PAGE, REPLY, Budget, next_reset

HOUR = 3_600_000
DAY = 1_750_291_200_000  # 2025-06-19, UTC
NOON = DAY + 12 * HOUR
SUMMER_MIDNIGHT = DAY + 7 * HOUR  # Pacific


def budget(quota: int = 10_000, hours: float = 4, replies: int = 0, now: int = NOON) -> Budget:
    """Return a budget that begins now."""
    return Budget(now=now, until=now + round(hours * HOUR), quota=quota, replies=replies)


def test_four_hours_of_a_default_day() -> None:
    """10,000 units are 2,000 pages; with 50 replies kept back, a page every eight seconds."""
    assert 7_200 == budget().wait_ms(NOON, 3_000)
    assert 8_000 == budget(replies=50).wait_ms(NOON, 3_000)


def test_the_platform_may_ask_for_more_patience() -> None:
    """Its interval is the least."""
    assert 15_000 == budget().wait_ms(NOON, 15_000)


@given(
    quota=st.integers(200, 50_000),
    hours=st.floats(0.1, 12),
    asked=st.integers(100, 20_000),
    replies=st.integers(0, 100),
)
def test_the_units_last_for_the_planned_stream(quota: int, hours: float, asked: int, replies: int) -> None:
    """Reading from the first minute to the last never meets an empty purse, and never asks sooner than it may."""
    units = budget(quota, hours, replies)
    now, end = NOON, NOON + round(hours * HOUR)
    spent = 0
    while now < end:
        wait = units.wait_ms(now, asked)

        assert wait is not None
        assert wait >= asked
        now += max(wait, 20_000)  # not sooner, for the test's own sake
        units.spend(PAGE, now)
        spent += PAGE

    assert spent <= quota + PAGE


@given(st.integers(PAGE, 50_000), st.integers(PAGE, 50_000), st.floats(0.5, 12))
def test_fewer_units_mean_longer_waits(one: int, other: int, hours: float) -> None:
    """The interval grows as the purse empties."""
    poor, rich = (budget(quota, hours).wait_ms(NOON, 1_000) for quota in sorted((one, other)))

    assert poor is not None
    assert rich is not None
    assert rich <= poor


@given(st.integers(1, 20_000))
def test_an_overrun_is_always_paid_for_half_an_hour(left: int) -> None:
    """After the planned end pages become rarer and rarer instead of ending."""
    late = NOON + 5 * HOUR
    wait = budget(left).wait_ms(late, 1_000)

    if left < PAGE:
        assert wait is None
    else:
        assert wait is not None
        pages = left // PAGE

        assert OVERTIME_MS <= wait * pages <= max(OVERTIME_MS, 1_000 * pages) + pages


def test_the_count_begins_anew_an_hour_after_pacific_midnight_in_summer() -> None:
    """A unit that is not there yet is never spent; in winter it is midnight sharp."""
    units = budget(now=SUMMER_MIDNIGHT)
    units.use_up(SUMMER_MIDNIGHT)

    assert SUMMER_MIDNIGHT + HOUR == next_reset(SUMMER_MIDNIGHT)
    assert units.wait_ms(SUMMER_MIDNIGHT + HOUR - 1, 1_000) is None
    assert 10_000 == units.left(SUMMER_MIDNIGHT + HOUR)


def test_what_is_left_today_need_not_last_beyond_today() -> None:
    """Before the count begins anew nothing is saved up for the time after it."""
    just_before = next_reset(NOON) - 60_000
    units = budget(quota=1_000, hours=8, now=just_before)

    assert 1_000 == units.wait_ms(just_before, 1_000)


def test_replies_use_what_was_kept_for_them() -> None:
    """Answering does not slow the reading down while the reserve lasts."""
    units = budget(replies=2)
    before = units.wait_ms(NOON, 0)
    units.replied(NOON)
    units.replied(NOON)

    assert before == units.wait_ms(NOON, 0)
    assert 10_000 - 2 * REPLY == units.left(NOON)

    units.replied(NOON)

    assert (before or 0) < (units.wait_ms(NOON, 0) or 0)


@pytest.mark.parametrize("units", [LOOKUP, PAGE, REPLY])
def test_the_purse_is_never_below_nothing(units: int) -> None:
    """Calls that fail on the way count too, and leave no debt."""
    purse = budget(quota=5)
    purse.spend(units, NOON)
    purse.spend(units, NOON)

    assert 0 <= purse.left(NOON) <= 5


def test_a_small_quota_is_not_all_kept_for_replies() -> None:
    """Half of it reads: replies to a chat that nobody reads are worth nothing."""
    assert 144_000 == budget(quota=1_000, replies=50).wait_ms(NOON, 1_000)
