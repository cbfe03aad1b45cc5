"""Shills: different viewers who praise or sell in the same words, or who go through the same lines in the same order."""

from collections import OrderedDict, deque
from typing import NamedTuple

from console.model.marks import Mark
from console.triage.likeness import LONGEST, anchors, are_alike, gist, grams

ENOUGH = 4
"""So many viewers with one text within `WITHIN_MS` are shills."""

ENOUGH_IN_ORDER = 3
"""So many with the same two lines one after the other."""

WITHIN_MS = 10 * 60_000

MOST = 40
"""More viewers than this with words that praise nothing were asked to type them."""

MOST_TEXTS = 2_000
_PRAISE = 12  # characters (letters: twice as many) from which two people hardly praise in the same words
LONG = 20
"""Characters (letters: twice as many) from which they hardly say anything at all in the same words."""

_LINE = 6  # characters that a line of a script has at least
_MOST_STAFF = 16  # latest comments of the host's own side


class _Text(NamedTuple):
    runs: frozenset[str]
    sayers: dict[str, int]  # viewer → when last (ms)


class Shills:
    """Remembers the texts that may be a script's, and who said them. Times are ms."""

    def __init__(self) -> None:
        self._texts: OrderedDict[int, _Text] = OrderedDict()
        self._orders: OrderedDict[tuple[str, str], dict[str, int]] = OrderedDict()
        self._staff: deque[str] = deque(maxlen=_MOST_STAFF)

    def __len__(self) -> int:
        return len(self._texts) + len(self._orders)

    def prompt(self, folded: str) -> None:
        """Take what the host's own side says: whoever repeats it was asked to."""
        self._staff.append(folded)

    def hear(self, at: int, viewer: str, folded: str, *, praises: bool) -> Mark | None:
        """Take a comment; return a mark where enough others have said the same."""
        if len(folded) < _PRAISE:
            return None
        said = gist(folded)
        length = len(said) - sum(map(str.isascii, said)) // 2
        if length < (_PRAISE if praises else LONG):
            return None
        runs = grams(said)
        text = self._text(runs)
        count = _sayers(text.sayers, viewer, at)
        if count < ENOUGH or (count > MOST and not praises) or self._is_prompted(folded):
            return None
        return Mark(kind="shill", count=count, same=True)

    def follow(self, at: int, viewer: str, before: str, folded: str) -> Mark | None:
        """Take two lines that a viewer said one after the other; return a mark where enough others said both."""
        if not (_LINE <= len(before) <= LONGEST and _LINE <= len(folded) <= LONGEST) or before == folded:
            return None
        order = before, folded
        sayers = self._orders.get(order)
        if sayers is None:
            sayers = self._orders[order] = {}
            if len(self._orders) > MOST_TEXTS:
                self._orders.popitem(last=False)
        else:
            self._orders.move_to_end(order)
        count = _sayers(sayers, viewer, at)
        if count < ENOUGH_IN_ORDER or self._is_prompted(folded):
            return None
        return Mark(kind="shill", count=count)

    def _text(self, runs: frozenset[str]) -> _Text:
        """Return what is known of the text that these runs make up, or nearly so."""
        marks = anchors(runs)
        for anchor in marks:
            text = self._texts.get(anchor)
            if text is not None and are_alike(runs, text.runs):
                break
        else:
            text = _Text(runs, {})
        for anchor in marks:
            self._texts[anchor] = text
            self._texts.move_to_end(anchor)
        while len(self._texts) > MOST_TEXTS:
            self._texts.popitem(last=False)
        return text

    def _is_prompted(self, folded: str) -> bool:
        return any(folded in said for said in self._staff)


def _sayers(sayers: dict[str, int], viewer: str, at: int) -> int:
    """Note one who said it; return how many have lately. More than some dozens are not told apart."""
    sayers.pop(viewer, None)
    sayers[viewer] = at
    while sayers and (at - (oldest := next(iter(sayers.items())))[1] >= WITHIN_MS or len(sayers) > 2 * MOST):
        del sayers[oldest[0]]
    return len(sayers)
