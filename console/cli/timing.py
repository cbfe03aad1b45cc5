"""What reading a comment costs, one after the other in one thread."""

import gc
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from connectors.events import CommentReceived
from console.triage import Context, Triage, Trust
from console.triage.alone import Alone
from console.triage.lures import Lures

ROUNDS = 5
_VIEWERS = 400  # who take turns in the room that is played
_EVERY_MS = 50  # between two comments there

Read = TypeVar("Read")


class Timing(NamedTuple):
    """What reading one of n comments took in µs; `p99` by nearest rank."""

    n: int
    mean: float
    median: float
    p99: float


def time_triage(triage: Triage, lures: Lures, texts: Sequence[str]) -> dict[str, Timing]:
    """Time every text, each different one once: by itself (`alone`), and as one of a busy room's comments (`room`).

    Nothing is remembered from one round to the next. Without any text there is nothing to time.
    """
    different = list(dict.fromkeys(texts))
    if not different:
        return {}
    comments = [
        CommentReceived(
            at=number * _EVERY_MS,
            feed="f",
            id=f"{number}",
            text=text,
            viewer=f"p:{number % _VIEWERS}",
            name="",
            platform="p",
        )
        for number, text in enumerate(different)
    ]

    def alone() -> Callable[[str], object]:
        return Alone(_fresh(triage), Trust(lures)).read

    def room() -> Callable[[CommentReceived], object]:
        context, trust = Context(_fresh(triage)), Trust(lures)
        return lambda comment: trust.judge(comment, context.read(comment))

    return {"alone": time_rounds(alone, different), "room": time_rounds(room, comments)}


def _fresh(triage: Triage) -> Triage:
    """Return the same triage, which remembers nothing yet."""
    return Triage(triage.rules, triage.model)


def time_rounds(begin: Callable[[], Callable[[Read], object]], items: Sequence[Read]) -> Timing:
    """Time each of some items with a reader that `begin` makes for every round.

    One round warms up; of `ROUNDS` more each item's quickest counts, since other programs only ever add to the time.
    """
    gc.collect()
    _round(begin(), items)
    times = sorted(map(min, zip(*(_round(begin(), items) for _ in range(ROUNDS)), strict=True)))
    count = len(times)
    return Timing(
        count,
        sum(times) / count / 1_000,
        _nearest_rank(times, 50) / 1_000,
        _nearest_rank(times, 99) / 1_000,
    )


def _round(read: Callable[[Read], object], items: Sequence[Read]) -> list[int]:
    clock = time.perf_counter_ns
    times = []
    for item in items:
        begun = clock()
        read(item)
        times.append(clock() - begun)
    return times


def _nearest_rank(ordered: Sequence[int], percent: int) -> int:
    return ordered[-(-percent * len(ordered) // 100) - 1]
