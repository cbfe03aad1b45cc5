"""How good a model is, said fairly: on lines it has not seen, beside those it has, and beside the model before it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from console.triage.classify import by_rules
from console.triage.labelled import Quality, quality
from console.triage.model import Model, Reading
from console.triage.rules import Ruled
from console.triage.scoring import macro_f1
from console.triage.training.examples import Example
from console.triage.training.learner import learn

_FOLDS = 5


class Marks(NamedTuple):
    """F1 of question and complaint, macro-F1 of intent and emotion, over n lines; NaN where nothing is labelled."""

    n: int
    question: float
    complaint: float
    intent: float
    emotion: float

    @property
    def mean(self) -> float:
        """The mean of the four, those that there are."""
        return float(np.nanmean(self[1:])) if not np.all(np.isnan(self[1:])) else 0.0


class Step(NamedTuple):
    """One point of the learning curve: what a model from so many lines reaches."""

    lines: int
    marks: Marks


def said_by(model: Model | None, read: Sequence[Ruled]) -> list[Reading]:
    """Return what a model says, or the rules alone where there is none, of what the rules have read."""
    if model is None:
        return [by_rules(ruled) for ruled in read]
    return [model.read(ruled.folded, ruled.hints) for ruled in read]


def marks(examples: Sequence[Example], said: Sequence[Reading]) -> Marks:
    """Mark what was said of examples."""
    found: Quality = quality(zip(examples, said, strict=True))
    return Marks(
        len(examples),
        found.question.f1 if found.question.true else float("nan"),
        found.complaint.f1 if found.complaint.true else float("nan"),
        macro_f1(found.intent) if len(found.intent) > 1 else float("nan"),
        macro_f1(found.emotion) if len(found.emotion) > 1 else float("nan"),
    )


def marks_by_source(examples: Sequence[Example], said: Sequence[Reading]) -> dict[str, Marks]:
    """Mark each source by itself, in the order of their names."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, example in enumerate(examples):
        numbers[example.source].append(number)
    return {
        source: marks([examples[number] for number in chosen], [said[number] for number in chosen])
        for source, chosen in sorted(numbers.items())
    }


def cross_validated(examples: Sequence[Example], read: Sequence[Ruled], seed: int) -> list[Reading]:
    """Return what is said of each example by a model that learned from four fifths of the others, never from itself."""
    fold_of = np.random.default_rng(seed).integers(_FOLDS, size=len(examples))
    said: dict[int, Reading] = {}
    for fold in range(_FOLDS):
        seen, unseen = np.flatnonzero(fold_of != fold).tolist(), np.flatnonzero(fold_of == fold).tolist()
        model = Model(learn([examples[number] for number in seen], [read[number] for number in seen], seed))
        answers = said_by(model, [read[number] for number in unseen])
        said.update(zip(unseen, answers, strict=True))
    return [said[number] for number in range(len(examples))]


def learning_curve(
    examples: Sequence[Example],
    read: Sequence[Ruled],
    unseen: tuple[Sequence[Example], Sequence[Ruled]],
    seed: int,
) -> Iterator[Step]:
    """Yield what models from an eighth, a quarter, half and all of the lines reach on lines that none of them saw."""
    order = np.random.default_rng(seed).permutation(len(examples))
    for share in (8, 4, 2, 1):
        chosen = sorted(order[: len(examples) // share].tolist())
        model = Model(
            learn([examples[number] for number in chosen], [read[number] for number in chosen], seed)
        )
        yield Step(len(chosen), marks(unseen[0], said_by(model, unseen[1])))
