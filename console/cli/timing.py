"""What reading a comment costs, one after the other in one thread."""

import gc
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

ROUNDS = 5


class Timing(NamedTuple):
    """What reading one of n comments took in µs; `p99` by nearest rank."""

    n: int
    mean: float
    median: float
    p99: float


def time_reading(begin: Callable[[], Callable[[str], object]], texts: Sequence[str]) -> Timing | None:
    """Time every text once, each different one fresh; None where there is no text.

    `begin` returns a reader that remembers nothing. One round warms up; of `ROUNDS` more the quietest counts, since
    other programs only ever add to the time.
    """
    different = list(dict.fromkeys(texts))
    if not different:
        return None
    gc.collect()
    _round(begin(), different)
    return min((_round(begin(), different) for _ in range(ROUNDS)), key=lambda timing: timing.mean)


def _round(read: Callable[[str], object], texts: Sequence[str]) -> Timing:
    clock = time.perf_counter_ns
    times = []
    for text in texts:
        begun = clock()
        read(text)
        times.append(clock() - begun)
    times.sort()
    count = len(times)
    return Timing(
        count,
        sum(times) / count / 1_000,
        _nearest_rank(times, 50) / 1_000,
        _nearest_rank(times, 99) / 1_000,
    )


def _nearest_rank(ordered: Sequence[int], percent: int) -> int:
    return ordered[-(-percent * len(ordered) // 100) - 1]
