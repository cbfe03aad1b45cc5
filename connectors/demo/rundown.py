"""What the host does when: which product is on air, when the promotion and the lotteries run, how busy the room is.

Times are ms since the broadcast began.
"""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from connectors.demo.catalogue import Product

Moment = Literal["usual", "change", "promotion", "lottery", "draw"]

_MINUTE = 60_000
_CUE = 500  # the host begins half a second into a turn
_BREATH = 3_000  # between two products
_CHANGE = 15_000  # how long a new product excites the room
_RUSH = 25_000  # how long the promotion's start does
_DRAW = 25_000  # after a lottery, while the winners are read out
_BUSY: dict[Moment, float] = {"usual": 1.0, "change": 1.9, "promotion": 1.25, "lottery": 5.0, "draw": 1.4}


class Segment(NamedTuple):
    """A product's turn on air."""

    product: Product
    start: int
    stop: int


class Rundown:
    """The host's plan for a broadcast of `length` ms: the products one after another, from the first again after the last."""

    def __init__(self, length: int, products: Sequence[Product]) -> None:
        self.length = length
        turn = min(max(length // len(products), _MINUTE), 5 * _MINUTE)
        count = max(1, round(length / turn))
        self._turn = turn = length // count
        self.segments = tuple(
            Segment(products[n % len(products)], n * turn + _CUE, (n + 1) * turn - _BREATH)
            for n in range(count)
        )
        self.promotion = (int(length * 0.42), int(length * 0.58))
        flood = min(max(length // 90, 8_000), 20_000)
        pace = min(12 * _MINUTE, length)
        self.lotteries = tuple((at, at + flood) for at in range(pace // 2, length, pace))
        self._mean = 1.0
        seconds = range(0, length, 1_000)
        self._mean = sum(map(self.busy, seconds)) / len(seconds)

    def on_air(self, at: int) -> Segment:
        """Return the segment at `at`; in the breath after a product, still that one."""
        return self.segments[min(at // self._turn, len(self.segments) - 1)]

    def moment(self, at: int) -> Moment:
        """Return what the room is doing at `at`."""
        for start, stop in self.lotteries:
            if start <= at < stop + _DRAW:
                return "lottery" if at < stop else "draw"
        if 0 <= at - self.on_air(at).start < _CHANGE:
            return "change"
        return "promotion" if self.is_promoted(at) else "usual"

    def is_promoted(self, at: int) -> bool:
        """Whether the promotion runs at `at`."""
        return self.promotion[0] <= at < self.promotion[1]

    def busy(self, at: int) -> float:
        """Return how busy the room is at `at`, against the broadcast's own mean."""
        wave = 1 + 0.25 * math.sin(at / 27_000) + 0.12 * math.sin(at / 7_500)
        rush = 2.0 if 0 <= at - self.promotion[0] < _RUSH else 1.0
        return wave * rush * _BUSY[self.moment(at)] / self._mean

    def audience(self, at: int) -> float:
        """Return the share of the full house that is in the room at `at`: it fills, holds, and empties at the end."""
        part = at / self.length
        filling = 0.45 + 0.55 * min(1.0, part / 0.5)
        leaving = 1.0 if part < 0.9 else 1.0 - 2.5 * (part - 0.9)
        return filling * leaving * (1 + 0.05 * math.sin(at / 41_000))
