"""When two texts are near enough to be one text typed twice: the same but for particles, repeats, numbers, a word or two."""

import re
from zlib import crc32

LONGEST = 80
"""Characters that are compared."""

ALIKE = 0.6
"""Shared runs of characters over all of them (Jaccard index) from which two texts are one."""

_ANCHORS = 4
_EMPTY = re.compile(r"[\W_啊呀呢吧啦哦噢喔嘛哟诶欸嘞喽咯]+")
_AGAIN = re.compile(r"(.{1,8}?)\1+")


def gist(folded: str) -> str:
    """Return what a folded text says without signs, particles, repeats and a number at its end.

    >>> gist("买它买它买它!! 123")
    '买它'
    """
    text = _AGAIN.sub(r"\1", _EMPTY.sub("", folded[:LONGEST]))
    return text.rstrip("0123456789") or text or folded[:LONGEST]


def grams(said: str) -> frozenset[str]:
    """Return the runs of characters a gist is made of: two Chinese characters, four letters."""
    width = 4 if said.isascii() else 2
    return frozenset(said[start : start + width] for start in range(max(1, len(said) - width + 1)))


def are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts' runs are mostly the same."""
    return len(one & other) >= ALIKE * len(one | other)


def anchors(runs: frozenset[str]) -> list[int]:
    """Return a few numbers of which texts that are alike nearly always share one: the smallest hashes of their runs."""
    return sorted(crc32(run.encode("utf-8", "surrogatepass")) for run in runs)[:_ANCHORS]
