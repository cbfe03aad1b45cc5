"""A playbook (话术库): its scripts, indexed once, so that ranking takes no time while viewers wait."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from console.playbook.script import Script

Fold = Callable[[str], str]
"""Brings texts that read alike to one form; the desk passes the one its triage uses."""


def plain_fold(text: str) -> str:
    """Return the text with widths and cases made equal."""
    return unicodedata.normalize("NFKC", text).casefold()


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
        self._keywords = [
            (folded, keyword, positions)
            for keyword, positions in _index(script.keywords for script in self.scripts).items()
            if (folded := fold(keyword))
        ]

    def __len__(self) -> int:
        return len(self.scripts)

    def keyword_hits(self, folded: str) -> Mapping[int, list[str]]:
        """Return which scripts have keywords within a folded text: position → those keywords."""
        hits: defaultdict[int, list[str]] = defaultdict(list)
        for sign, keyword, positions in self._keywords:
            if sign in folded:
                for position in positions:
                    hits[position].append(keyword)
        return hits


def _index(names: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for position, wanted in enumerate(names):
        for name in wanted:
            positions[name].append(position)
    return dict(positions)
