"""Floods: one viewer with the same words again and again, or faster than anybody types."""

import re
from functools import lru_cache

from console.model.marks import Mark

SAME = 5
"""So many comments alike within `WITHIN_MS` are a flood; of short chat (666, 来了) it takes `SAME_SHORT`."""
SAME_SHORT = 10
WITHIN_MS = 60_000

FAST = 8
"""So many comments within `FAST_MS`, whatever they say: nobody types one a second for long."""
FAST_MS = 8_000

MOST_VIEWERS = 5_000
_DEPTH = 12  # comments of a viewer that are remembered
_SHORT = 4  # characters
_COMPARED = 6  # characters from which a text of chat may differ a little from another

_EMPTY = frozenset("啊呀呢吧啦哦噢喔哈嘛哟诶欸嘞喽咯 ,.!?~;:-0123456789")
_DIGITS = re.compile(r"\d+")

_Said = tuple[int, str, frozenset[str]]
"""When, what was said, folded, and its content."""


class Floods:
    """Remembers what each viewer has said in the last minute or two; of more than twice `MOST_VIEWERS` only the latest."""

    def __init__(self) -> None:
        self._minute = 0
        self._now: dict[str, list[_Said]] = {}
        self._before: dict[str, list[_Said]] = {}

    def __len__(self) -> int:
        return len(self._now) + len(self._before)

    def last(self, viewer: str) -> str:
        """Return what a viewer said last, folded; "" where that is forgotten."""
        said = self._now.get(viewer) or self._before.get(viewer)
        return said[-1][1] if said else ""

    def hear(self, at: int, viewer: str, folded: str, *, laned: bool) -> Mark | None:
        """Take a comment at `at` (ms); return a mark where it is part of a flood.

        `laned` tells that it asks or complains: then another number is another question.
        """
        minute = at // WITHIN_MS
        if minute != self._minute or len(self._now) >= MOST_VIEWERS:
            self._minute, self._before, self._now = minute, self._now, {}
        said = self._now.get(viewer)
        if said is None:
            said = self._now[viewer] = self._before.get(viewer) or []
        said.append((at, folded, _content(folded)))
        if len(said) < SAME:
            return None
        if len(said) > _DEPTH:
            del said[0]
        if at - said[-SAME][0] >= WITHIN_MS:
            return None
        count = _alike(said, SAME if laned or len(folded) > _SHORT else SAME_SHORT, laned=laned)
        if count:
            return Mark(kind="flood", count=count, same=True)
        if len(said) >= FAST and at - said[-FAST][0] < FAST_MS:
            return Mark(kind="flood", count=FAST)
        return None


def _alike(said: list[_Said], enough: int, *, laned: bool) -> int:
    """Return how many of the comments within `WITHIN_MS` say what the last one says, itself included; 0 for not enough."""
    at, last, told = said[-1]
    least = 0.8 * len(told)  # what shares four fifths is hardly shorter or longer
    loose = not laned and len(last) >= _COMPARED
    count, others = 0, len(said) - enough
    for earlier, other, content in reversed(said):
        if at - earlier >= WITHIN_MS:
            break
        if content == told:
            same = not laned or _DIGITS.findall(other) == _DIGITS.findall(last)
        else:
            size = len(content)
            same = loose and least <= size and 0.8 * size <= len(told) and _overlap(content, told)
        count += same
        others -= not same
        if others < 0:
            return 0
    return count if count >= enough else 0


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return 5 * len(one & other) >= 4 * len(one | other)


@lru_cache(4_096)
def _content(folded: str) -> frozenset[str]:
    """Return the characters or Latin words of a text, whatever their order, without signs, particles and numbers."""
    return frozenset(folded.split()) if folded.isascii() else frozenset(folded) - _EMPTY
