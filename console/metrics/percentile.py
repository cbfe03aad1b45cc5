"""Percentiles of waits: always a wait that somebody had, and honest about those who are still waiting."""

from bisect import bisect_left
from collections.abc import Sequence

_FEWEST = {90: 10, 95: 20, 99: 100}
"""How many waits a high percentile needs before it says more than its largest value does."""

_ROUNDING = 1e-9
"""What floating point may add to a product of shares; no real curve comes this close to its level without reaching it."""


def percentile(ordered: Sequence[int], percent: int) -> int | None:
    """Return the nearest-rank percentile of ascending values: the smallest with `percent` % at or below it.

    None where there are too few: p90 needs 10 values, p95 20, p99 100, any other one.
    """
    count = len(ordered)
    if count < _FEWEST.get(percent, 1):
        return None
    return ordered[max(1, -(-percent * count // 100)) - 1]


def survival_median(ended: Sequence[int], open_: Sequence[int]) -> int | None:
    """Return the median wait where some still wait: the Kaplan-Meier estimate.

    `ended` are the waits that ended, `open_` the waits so far of those that have not, in any order. None where
    nobody waited, and where so many still wait that the curve never falls to one half: then the median lies
    above the longest time seen. Without open waits it equals the nearest-rank median.
    """
    ended, open_ = sorted(ended), sorted(open_)
    survival = 1.0
    done = 0
    while done < len(ended):
        wait = ended[done]
        at_risk = len(ended) - done + len(open_) - bisect_left(open_, wait)
        same = 1
        while done + same < len(ended) and ended[done + same] == wait:
            same += 1
        survival *= 1 - same / at_risk
        if survival <= 0.5 + _ROUNDING:
            return wait
        done += same
    return None
