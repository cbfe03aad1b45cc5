"""How well something was told, from pairs of (what it is, what was said). Arithmetic alone.

Everything here takes the pairs of one job, in any order, and goes through them once.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

Kind = TypeVar("Kind", bound=Hashable)


class Score(NamedTuple):
    """How one kind was told among n pairs: `true` are of it, `said` were said to be, `both` were said so rightly."""

    n: int
    true: int
    said: int
    both: int

    @property
    def precision(self) -> float:
        """The share of what was said that is so; 0 where nothing was said."""
        return self.both / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of what is so that was said; 0 where nothing is."""
        return self.both / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 2·both ÷ (true + said); 0 where there is nothing to tell."""
        return 2 * self.both / (self.true + self.said) if self.true + self.said else 0.0


def confusion(pairs: Iterable[tuple[Kind, Kind]]) -> Counter[tuple[Kind, Kind]]:
    """Count how often each kind was said for each kind: (what it is, what was said) → pairs."""
    return Counter(pairs)


def score(pairs: Iterable[tuple[bool, bool]]) -> Score:
    """Score a yes-or-no answer."""
    return _scored(confusion(pairs), kind=True)


def scores(pairs: Iterable[tuple[Kind, Kind]]) -> dict[Kind, Score]:
    """Score each kind that occurs in what is, those that occur most first (the earlier of equals)."""
    counts = confusion(pairs)
    occurring: Counter[Kind] = Counter()
    for (true, _), count in counts.items():
        occurring[true] += count
    return {kind: _scored(counts, kind) for kind, _ in occurring.most_common()}


def macro_f1(by_kind: Mapping[Kind, Score]) -> float:
    """Return the mean F1 of the kinds, each counting the same however rare it is; 0 where there is none."""
    return sum(each.f1 for each in by_kind.values()) / len(by_kind) if by_kind else 0.0


def _scored(counts: Mapping[tuple[Kind, Kind], int], kind: Kind) -> Score:
    n = true = told = both = 0
    for (really, said), count in counts.items():
        n += count
        if really == kind:
            true += count
        if said == kind:
            told += count
            both += count if really == kind else 0
    return Score(n, true, told, both)
