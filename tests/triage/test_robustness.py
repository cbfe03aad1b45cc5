"""How seldom a verdict changes where only the manner of typing does."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from console.triage import Triage
from tests.triage.perturbations import KINDS

LINES = 800
SEED = 20

# Of the lines that a kind touches, so many may be judged differently; those that are not named here, one in a hundred.
# What leaves the wording alone costs next to nothing; where words are misspelt in ways that no table holds, or come and go,
# every gram beside them changes, and with it the intent of lines that were doubtful before.
BOUNDS: Mapping[str, float] = {
    "last character drawn out": 0.07,
    "said three times": 0.03,
    "emoji behind": 0.12,
    "emoji in front": 0.2,
    "emoji between": 0.12,
    "sticker behind": 0.11,
    "stickers in front": 0.17,
    "face of signs behind": 0.08,
    "pictures for words": 0.05,
    "question mark added": 0.2,
    "commas for spaces": 0.15,
    "spaces for commas": 0.26,
    "particle dropped": 0.3,
    "particle added": 0.24,
    "another word for 吗": 0.25,
    "的 dropped": 0.3,
    "的 for 得, 在 for 再, 作 for 做": 0.3,
    "sounds alike": 0.15,
    "slips of the pen": 0.3,
    "initials": 0.12,
    "dialect": 0.34,
    "the host called": 0.33,
    "chat spelling": 0.45,
    "letters drawn out": 0.22,
    "letters changed places": 0.35,
}


class Change(NamedTuple):
    """Of the lines that a kind touches, how many change their question, complaint, intent, or any of these."""

    touched: int
    question: int
    complaint: int
    intent: int
    any: int

    @property
    def share(self) -> float:
        """Changed of touched, 0 to 1."""
        return self.any / max(1, self.touched)


@pytest.fixture(scope="module")
def changes(shipped: Triage, example_files: list[Path]) -> dict[str, Change]:
    """Every kind done to the same lines, drawn by lot from our own."""
    texts = [
        text
        for file in example_files
        for line in file.read_text(encoding="utf-8").splitlines()
        if (text := json.loads(line).get("text"))
    ]
    random.Random(SEED).shuffle(texts)
    texts = texts[:LINES]
    found = {}
    for name, perturb in KINDS.items():
        chance = random.Random(f"{SEED} {name}")
        pairs = [(text, changed) for text in texts if (changed := perturb(text, chance)) != text]
        verdicts = [(shipped.read(text), shipped.read(changed)) for text, changed in pairs]
        differ = [
            (one.question != other.question, one.complaint != other.complaint, one.intent != other.intent)
            for one, other in verdicts
        ]
        question, complaint, intent = (sum(one[job] for one in differ) for job in range(3))
        found[name] = Change(len(pairs), question, complaint, intent, sum(map(any, differ)))
    return found


def test_there_are_forty_kinds(changes: dict[str, Change]) -> None:
    """And each finds lines to change."""
    assert 40 <= len(changes)
    assert [] == [name for name, change in changes.items() if not change.touched]


def test_the_manner_of_typing_hardly_changes_a_verdict(changes: dict[str, Change]) -> None:
    """Over all kinds less than one line in twenty, or one in sixteen of those that a kind finds something to change in."""
    print(f"{'of ' + str(LINES) + ' lines':42} touched changed   share   question complaint intent")
    for name, change in changes.items():
        print(
            f"{name:42} {change.touched:7} {change.any:7} {change.share:7.1%}   "
            f"{change.question:8} {change.complaint:9} {change.intent:6}"
        )
    touched = sum(change.touched for change in changes.values())
    changed = sum(change.any for change in changes.values())
    every = LINES * len(changes)
    print(
        f"{'all kinds':42} {touched:7} {changed:7} {changed / touched:7.1%}   ({changed / every:.1%} of all lines)"
    )
    assert 0.05 >= changed / every
    assert 1 / 16 >= changed / touched
    assert {} == {
        name: change.share
        for name, change in changes.items()
        if change.any > 1 + change.touched * BOUNDS.get(name, 0.01)  # one line proves nothing
    }
