"""What a model sees of a comment, as a sparse matrix: one row a comment, one column a gram or a hint."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from ahocorasick_rs import AhoCorasick, Implementation
from scipy.sparse import csr_matrix

from console.triage.model import hint_share, marked
from console.triage.rules import Ruled

HINT_SIZE = 0.5
"""The value of a hint's column, beside grams whose squares sum up to about one: how dear a hint's weight is in learning."""

_PART = re.compile(r" ?[a-z][a-z']*|[0-9]+|.", re.DOTALL)
_PARTS_A_GRAM = 3  # Chinese characters, Latin words, numbers or signs
_WORDS_A_GRAM = 2
_LONGEST_GRAM = 24  # characters
_LEAST_LINES = 3  # that must hold a gram, or a hint, for it to be learned


def grams(folded: str) -> Iterator[str]:
    """Yield the runs of parts of a folded text that a model could have weights for."""
    parts = _PART.findall(marked(folded))
    for first in range(len(parts)):
        gram = ""
        words = 0
        for part in parts[first : first + _PARTS_A_GRAM]:
            gram += part
            words += part[-1].isascii() and part[-1].isalpha()
            if words > _WORDS_A_GRAM or len(gram) > _LONGEST_GRAM:
                break
            if len(gram) > 1:  # a single character says too little for what it costs
                yield gram


class Features:
    """The columns: grams, then hints, as enough of the comments they are chosen from have them."""

    def __init__(self, read: Sequence[Ruled]) -> None:
        self.grams = _common(set(grams(ruled.folded)) for ruled in read)
        self.hints = _common(set(ruled.hints) for ruled in read)
        self._find = AhoCorasick(
            self.grams, implementation=Implementation.ContiguousNFA, store_patterns=False
        ).find_matches_as_indexes
        self._column = {hint: len(self.grams) + number for number, hint in enumerate(self.hints)}

    def matrix(self, read: Sequence[Ruled]) -> csr_matrix:
        """Return a row for each comment: a gram's times over the square root of all grams' times, a hint's `HINT_SIZE`."""
        ends, columns, values = [0], [], []
        for ruled in read:
            found = [index for index, _, _ in self._find(marked(ruled.folded), overlapping=True)]
            told = [self._column[hint] for hint in ruled.hints if hint in self._column]
            count = len(found) or 1
            columns += found + told
            values += [1 / sqrt(count)] * len(found) + [HINT_SIZE * hint_share(count) / sqrt(count)] * len(
                told
            )
            ends.append(len(columns))
        shape = (len(read), len(self.grams) + len(self.hints))
        rows = csr_matrix((values, columns, ends), shape=shape)
        rows.sum_duplicates()
        return rows


def _common(found: Iterable[set[str]]) -> list[str]:
    counts: Counter[str] = Counter()
    for names in found:
        counts.update(names)
    return sorted(name for name, count in counts.items() if count >= _LEAST_LINES)
