"""A playbook (话术库): its scripts, indexed once, so that ranking takes no time while viewers wait."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from console.playbook.script import Script

Fold = Callable[[str], str]
"""Brings texts that read alike to one form; the desk passes the one its triage uses."""


def plain_fold(text: str) -> str:
    """Return the text with widths and cases made equal."""
    return unicodedata.normalize("NFKC", text).casefold()


class _Keyword(NamedTuple):
    """A keyword to look for: `sign` is a quick sieve, `word` holds where Latin letters must not go on around it."""

    sign: str
    word: re.Pattern[str] | None
    written: str
    positions: list[int]


class Playbook:
    """Scripts in the order in which they win a tie, and where to find them. Never changed once it is built.

    The indexes hold positions in `scripts`. `searchable` is, per script, the folded id, title and all the rest.
    """

    def __init__(self, scripts: Sequence[Script] = (), fold: Fold = plain_fold) -> None:
        self.scripts = tuple(scripts)
        self.fold = fold
        self.by_id = {script.id: script for script in self.scripts}
        self.by_topic = _index(script.topics for script in self.scripts)
        self.by_intent = _index(script.intents for script in self.scripts)
        self.by_product = _index(script.products for script in self.scripts)
        self.by_step = _index((script.calming,) if script.calming else () for script in self.scripts)
        self.searchable = [
            (
                fold(script.id),
                fold(script.title),
                "\n".join(map(fold, (script.id, script.title, *script.keywords, *script.texts))),
            )
            for script in self.scripts
        ]
        keywords = _index(script.keywords for script in self.scripts)
        self._keywords = [
            _Keyword(sign, _whole_word(sign, any_ending=written.endswith("*")), written, positions)
            for written, positions in keywords.items()
            if (sign := fold(written.removesuffix("*")))
        ]

    def __len__(self) -> int:
        return len(self.scripts)

    def keyword_hits(self, folded: str) -> Mapping[int, list[str]]:
        """Return which scripts have keywords within a folded text: position → those keywords.

        Latin words count as whole words, with any ending where the keyword ends in `*`; Chinese counts anywhere.
        """
        hits: defaultdict[int, list[str]] = defaultdict(list)
        for sign, word, written, positions in self._keywords:
            if sign in folded and (word is None or word.search(folded)):
                for position in positions:
                    hits[position].append(written)
        return hits


def _whole_word(sign: str, *, any_ending: bool) -> re.Pattern[str] | None:
    before, after = _kin(sign[0]), "" if any_ending else _kin(sign[-1])
    if not before and not after:
        return None
    left, right = before and f"(?<!{before})", after and f"(?!{after})"
    return re.compile(left + re.escape(sign) + right)


def _kin(edge: str) -> str:
    """Return what would prolong a word or a number beyond this edge of it: `60kg` is two words."""
    if not edge.isascii():
        return ""
    return "[a-z]" if edge.isalpha() else "[0-9]" if edge.isdigit() else ""


def _index(names: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for position, wanted in enumerate(names):
        for name in wanted:
            positions[name].append(position)
    return dict(positions)
