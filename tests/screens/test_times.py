"""Waits and times of day."""

import pytest

from console.screens.times import clock_text, lag_text, wait_text


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0:00"),
        (999, "0:00"),
        (61_000, "1:01"),
        (5_999_000, "99:59"),
        (6_000_000, "1h40"),
        (-5, "0:00"),
        (400_000_000, "111h"),
    ],
)
def test_a_wait_takes_five_cells_at_most(ms: int, text: str) -> None:
    """Minutes and seconds first, hours when it has come to that."""
    assert text == wait_text(ms)
    assert len(text) <= 5


def test_a_moment_is_told_in_local_time() -> None:
    """Agents look at the clock on the wall."""
    assert "20:00:07" == clock_text(1_762_862_407_000)


@pytest.mark.parametrize(("ms", "text"), [(0, "0.0s"), (340, "0.3s"), (12_400, "12s")])
def test_a_lag_is_told_in_seconds(ms: int, text: str) -> None:
    """Tenths matter only while it is short."""
    assert text == lag_text(ms)
