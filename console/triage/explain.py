"""Why a comment was read as it was: each answer, and which part of triage gave it."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from console.model.labels import Labels
from console.model.verdict import Verdict
from console.triage.classify import Triage
from console.triage.spans import Span

JOBS = ("question", "complaint", "intent", "emotion")
Part = Literal["rules", "model", "both", "context", "person"]
"""Who gave an answer: the rules alone, the model against them, both, what else was said in the room, or somebody who corrected it."""


class Told(NamedTuple):
    """The answer to one job, who gave it, and what the rules alone would say."""

    job: str
    answer: bool | str
    part: Part
    by_rules: bool | str


def explain(triage: Triage, text: str, verdict: Verdict, was: Labels | None = None) -> list[Told]:
    """Return who gave each answer of a verdict about a text; `was` is what it said before somebody corrected it."""
    alone = triage.read(text)
    by_rules = alone if triage.model is None else Triage(triage.rules).read(text)
    found = []
    for job in JOBS:
        answer, rules_say = getattr(verdict, job), getattr(by_rules, job)
        part: Part = "model"
        advertises = job == "intent" and answer == "spam" and bool(verdict.marks)
        if was is not None and getattr(was, job) != answer:
            part = "person"
        elif advertises and getattr(alone, job) != answer:
            part = "rules"  # the words that cost trust are lists too
        elif getattr(alone, job) != answer:
            part = "context"
        elif rules_say == answer:
            part = "rules" if triage.model is None else "both"
        found.append(Told(job, answer, part, rules_say))
    return found


def places(text: str, words: Iterable[str]) -> list[Span]:
    """Return where words stand in a text, capitals or not, in order and without overlaps."""
    return list(_apart(sorted(_found(text.lower(), words))))


def _found(text: str, words: Iterable[str]) -> Iterator[Span]:
    for word in words:
        start = text.find(word.lower()) if word else -1
        while start >= 0:
            yield start, start + len(word)
            start = text.find(word.lower(), start + len(word))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    reached = 0
    for start, end in spans:
        if end > reached:
            yield max(start, reached), end
            reached = end
