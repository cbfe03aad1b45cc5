"""What a measurement yields: numbers by name, and what is taken from a list of them."""

from collections.abc import Sequence

Figures = dict[str, float]
"""One run's figures. `correct` is 1.0 where the run did what it had to, 0.0 where it did not."""

Mark = tuple[float, float]
"""A moment: seconds on the wall clock and seconds of CPU, of all threads of the process."""


def percentile(values: Sequence[float], percent: float) -> float:
    """Return a percentile by linear interpolation between the two nearest ranks, NaN of nothing."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
