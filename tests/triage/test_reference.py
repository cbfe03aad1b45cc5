"""How well triage reads real comments, where the labelled development set lies beside the project.

No real live-shopping chat is among them: the nearest to be had are live chat about games, messages to shops' service
staff and comments under product videos ("natural"), and cases written to mislead ("hard").
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from console.model.verdict import Verdict
from console.triage import Triage

FOLDER = Path(__file__).parents[3] / "shared" / "reference" / "triage"
NATURAL = ("cs_dialogue", "danmaku", "video_comments")
HARD = ("hard_cases",)

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the labelled development set is not beside the project (../shared/reference/triage)",
)


class Line(NamedTuple):
    """A labelled comment (None: not labelled for that job), the file it is from, and what triage made of it."""

    file: str
    label: dict[str, Any]
    verdict: Verdict


class Score(NamedTuple):
    """Precision, recall and their harmonic mean over n comments."""

    n: int
    precision: float
    recall: float
    f1: float


@pytest.fixture(scope="module")
def lines(triage: Triage) -> list[Line]:
    """Every comment of the development set with its verdict."""
    return [
        Line(path.stem, label, triage.read(label["text"]))
        for path in sorted(FOLDER.glob("*.jsonl"))
        for label in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def score(pairs: Iterable[tuple[bool, bool]]) -> Score:
    """Score pairs of (so it is, so triage said)."""
    counted = list(pairs)
    both = sum(really and said for really, said in counted)
    precision = both / max(1, sum(said for _, said in counted))
    recall = both / max(1, sum(really for really, _ in counted))
    return Score(len(counted), precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def judge(lines: list[Line], job: str, said: Callable[[Verdict], bool], files: tuple[str, ...] = ()) -> Score:
    """Score a yes-or-no job over the files named, all where none are, and print the row."""
    result = score(
        (line.label[job], said(line.verdict))
        for line in lines
        if line.label.get(job) is not None and (not files or line.file in files)
    )
    where = "natural" if files == NATURAL else "+".join(files) or "all"
    print(
        f"{job:10} {where:12} n={result.n:5} P={result.precision:.3f} R={result.recall:.3f} F1={result.f1:.3f}"
    )
    return result


def macro_f1(lines: list[Line], files: tuple[str, ...] = ()) -> float:
    """Return the mean F1 of the ten intents, and print it."""
    pairs = [
        (line.label["intent"], line.verdict.intent)
        for line in lines
        if line.label.get("intent") and (not files or line.file in files)
    ]
    intents = sorted({really for really, _ in pairs})
    each = [score((really == intent, said == intent) for really, said in pairs).f1 for intent in intents]
    print(
        f"intent     {'natural' if files else 'all':12} n={len(pairs):5} macro F1={sum(each) / len(each):.3f}"
    )
    return sum(each) / len(each)


def test_questions_are_found(lines: list[Line]) -> None:
    """With and without marks, in live chat, service dialogues and cases made to mislead."""
    assert 0.88 <= judge(lines, "question", lambda verdict: verdict.question).f1
    assert 0.87 <= judge(lines, "question", lambda verdict: verdict.question, NATURAL).f1
    assert 0.86 <= judge(lines, "question", lambda verdict: verdict.question, HARD).f1


def test_complaints_are_found(lines: list[Line]) -> None:
    """Rules find about half of what real viewers complain of, and are right three times in four."""
    assert 0.68 <= judge(lines, "complaint", lambda verdict: verdict.complaint).f1
    assert 0.53 <= judge(lines, "complaint", lambda verdict: verdict.complaint, NATURAL).f1
    assert 0.78 <= judge(lines, "complaint", lambda verdict: verdict.complaint, HARD).f1


def test_intents_are_told_apart(lines: list[Line]) -> None:
    """Ten intents, the rare ones counting as much as chat."""
    assert 0.67 <= macro_f1(lines)
    assert 0.54 <= macro_f1(lines, NATURAL)
