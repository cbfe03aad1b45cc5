"""The word lists made ready for the search."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from connectors.language import Words, say
from connectors.problem import Finding
from console.shopfiles import refusal
from console.triage.fold import fold
from console.triage.patterns import Cue, PatternError, read_pattern
from console.triage.wordlists import FILES, WordLists

_TRUST = "trust"


class Lexicon(NamedTuple):
    """What to look for: the cues of each layer of the word lists, with the names they speak for.

    `topics` keeps the order of the file, which decides ties. `faces` are the pictures among the feelings, each with the
    feeling it shows; folding drops them from a text. `cues` are made as they are taken, once: tens of thousands at a
    time would stay in the process's memory for good. What is wrong is known when all are taken.
    """

    topics: dict[str, Words]
    cues: dict[str, Iterator[tuple[str, Cue]]]
    faces: dict[str, str]
    findings: Callable[[], list[Finding]]

    def refuse(self) -> None:
        """Raise a `UserProblem` that lists everything wrong, if anything is."""
        findings = self.findings()
        if findings:
            raise refusal(say("词表有误", "The word lists need a look"), findings)


def check_lexicon(lexicon_dir: Path, shop_dir: Path | None = None) -> list[Finding]:
    """Return everything wrong in the word lists and a shop's changes to them, in the order of files and lines."""
    lists = _read(lexicon_dir, shop_dir)
    lexicon = _lexicon(lists, lists.words)
    for cues in lexicon.cues.values():
        deque(cues, maxlen=0)
    return lexicon.findings()


def read_lexicon(folder: Path, shop: Path | None = None) -> Lexicon:
    """Read the word lists of a folder, then a shop's changes to them. Raises nothing a file can cause."""
    lists = _read(folder, shop)
    return _lexicon(lists, [layer for layer in lists.words if layer != _TRUST])


def read_trust(folder: Path, shop: Path | None = None) -> Lexicon:
    """Read of the same word lists what tells how far to trust a comment: layers `topics` (spam), `tone` (insults), `trust`."""
    lists = _read(folder, shop, ("groups", "topics", "spam", "tone", _TRUST))
    lists.words["tone"] = {"insults": lists.words["tone"].get("insults", {})}
    return _lexicon(lists, ("topics", "tone", _TRUST))


def _read(folder: Path, shop: Path | None, stems: Collection[str] = FILES) -> WordLists:
    lists = WordLists()
    lists.read(folder, whole=True, stems=stems)
    if shop is not None:
        lists.read(shop, whole=False, stems=stems)
    return lists


def _lexicon(lists: WordLists, layers: Iterable[str]) -> Lexicon:
    faces = {
        word: name for name, words in lists.words["feelings"].items() for word in words if not fold(word)
    }
    groups = {name: tuple(words) for name, words in lists.groups.items()}
    cues = {layer: _cues(lists, layer, groups, faces) for layer in layers}
    return Lexicon(lists.topics, cues, faces, lists.findings)


def _cues(
    lists: WordLists, layer: str, groups: dict[str, tuple[str, ...]], faces: dict[str, str]
) -> Iterator[tuple[str, Cue]]:
    for name, words in lists.words[layer].items():
        for word, (report, line) in words.items():
            if layer == "feelings" and word in faces:
                continue
            try:
                cues = read_pattern(word, groups)
            except PatternError as error:
                report.add(line, name, say(f"“{word}”：{error.zh}。", f"“{word}”: {error.en}."))
                continue
            for cue in cues:
                yield name, cue
