"""Percentiles and the survival median against slow, obvious references."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.metrics.percentile import percentile, survival_median

WAITS = st.lists(st.integers(0, 60), max_size=40)


def test_nearest_rank_is_always_an_observed_value() -> None:
    """The hand-checked ten waits give 20 and 150, never a value in between."""
    waits = [5, 8, 9, 12, 20, 31, 44, 90, 150, 400]
    assert 20 == percentile(waits, 50)
    assert 150 == percentile(waits, 90)


@pytest.mark.parametrize(("percent", "fewest"), [(50, 1), (90, 10), (95, 20), (99, 100)])
def test_high_percentiles_need_enough_waits(percent: int, fewest: int) -> None:
    """One wait too few gives no percentile."""
    assert percentile([7] * (fewest - 1), percent) is None
    assert 7 == percentile([7] * fewest, percent)


@given(WAITS.filter(bool), st.integers(1, 100))
def test_nearest_rank_is_the_smallest_value_with_enough_at_or_below(waits: list[int], percent: int) -> None:
    """The percentile is the first value that `percent` % of all values do not exceed."""
    waits = sorted(waits * 100)  # enough for every percentile
    reached = (
        value for value in waits if 100 * sum(other <= value for other in waits) >= percent * len(waits)
    )
    assert next(reached) == percentile(waits, percent)


def exact_median(ended: list[int], still: list[int]) -> int | None:
    """Work the product-limit estimate in fractions, one observed time after the other."""
    survival = Fraction(1)
    for wait in sorted(set(ended)):
        at_risk = sum(other >= wait for other in [*ended, *still])
        survival *= 1 - Fraction(ended.count(wait), at_risk)
        if survival <= Fraction(1, 2):
            return wait
    return None


@given(WAITS, WAITS)
def test_survival_median_equals_the_exact_estimate(ended: list[int], still: list[int]) -> None:
    """Floating point never moves the median."""
    assert exact_median(ended, still) == survival_median(ended, still)


def test_survival_median_is_not_missed_by_a_rounding_error() -> None:
    """The curve of these waits reaches exactly one half at 4, in binary fractions a hair above it."""
    assert 4 == survival_median([1, 1, 2, 3, 4, 5, 6, 9], [5, 8])


@given(WAITS.filter(bool))
def test_survival_median_without_open_waits_is_the_nearest_rank(ended: list[int]) -> None:
    """Where everybody was answered both medians agree."""
    assert percentile(sorted(ended), 50) == survival_median(ended, [])


def test_survival_median_of_mostly_open_waits_is_unknown() -> None:
    """Two answered of five: the curve stays above one half."""
    assert survival_median([10, 20], [30, 40, 50]) is None
    assert survival_median([], []) is None
