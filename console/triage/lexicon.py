"""The word lists made ready for the search."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from connectors.language import Words, say
from connectors.problem import Finding
from console.shopfiles import refusal
from console.triage.fold import fold
from console.triage.patterns import Cue, PatternError, read_pattern
from console.triage.wordlists import WordLists


class Lexicon(NamedTuple):
    """What to look for: the cues of each layer of the word lists, with the names they speak for.

    `topics` keeps the order of the file, which decides ties. `faces` are the pictures among the feelings, each with the
    feeling it shows; folding drops them from a text.
    """

    topics: dict[str, Words]
    cues: dict[str, list[tuple[str, Cue]]]
    faces: dict[str, str]


def load_lexicon(folder: Path, shop: Path | None = None) -> Lexicon:
    """Read the word lists of a folder, then a shop's changes to them.

    Raises `UserProblem` that lists everything wrong in all of them.
    """
    lexicon, findings = _read_lexicon(folder, shop)
    if findings:
        raise refusal(say("词表有误", "The word lists need a look"), findings)
    return lexicon


def check_lexicon(lexicon_dir: Path, shop_dir: Path | None = None) -> list[Finding]:
    """Return everything wrong in the word lists and a shop's changes to them, in the order of files and lines."""
    return _read_lexicon(lexicon_dir, shop_dir)[1]


def _read_lexicon(folder: Path, shop: Path | None) -> tuple[Lexicon, list[Finding]]:
    lists = WordLists()
    lists.read(folder, whole=True)
    if shop is not None:
        lists.read(shop, whole=False)
    faces = {
        word: name for name, words in lists.words["feelings"].items() for word in words if not fold(word)
    }
    groups = {name: tuple(words) for name, words in lists.groups.items()}
    cues = {layer: list(_cues(lists, layer, groups, faces)) for layer in lists.words}
    return Lexicon(lists.topics, cues, faces), lists.findings()


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
