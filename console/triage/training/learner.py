"""From labelled comments to a table of weights: logistic regression for each of the four answers, then whole bytes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from console.triage.model import EMOTIONS, INTENTS, OUTPUTS, ZERO, Table
from console.triage.rules import Ruled
from console.triage.training.examples import Example
from console.triage.training.features import HINT_SIZE, Features

ANSWERS = ("question", "complaint", "intent", "emotion")
_CLASSES: dict[str, tuple[Any, ...]] = {
    "question": (True,),
    "complaint": (True,),
    "intent": INTENTS,
    "emotion": EMOTIONS,
}
_STRENGTH = 6.0  # C: how little the weights are held back; 3 to 30 differ by less than a point
_EVENING = {"emotion": 0.3}  # how far rare classes are helped: this power of their share is divided out
_BETA = 0.9  # of the F that is cut for: a desk that cries wolf is not believed
_ROUNDS = 300
_FOLDS = 5


class Weights(NamedTuple):
    """Weights (outputs by columns), biases (outputs)."""

    weights: np.ndarray
    biases: np.ndarray


def learn(examples: Sequence[Example], read: Sequence[Ruled], seed: int) -> Table:
    """Learn from examples and what the rules make of each. The same lines and seed give the same table, byte for byte."""
    features = Features(read)
    rows = features.matrix(read)
    learned = _fit(rows, examples)
    odds = _unseen_odds(rows, examples, seed)
    weights = learned.weights.T
    weights[len(features.grams) :] *= HINT_SIZE
    scale = (float(np.abs(weights).max(initial=0.0)) or 1.0) / (ZERO - 1)  # too few lines teach nothing
    cuts, warmths = zip(
        *(_cut_and_warmth(odds[answer], examples, answer) for answer in ANSWERS[:2]), strict=True
    )
    return Table(
        grams=features.grams,
        hints=features.hints,
        weights=(np.rint(weights / scale) + ZERO).astype("<u2").tobytes(),
        scale=scale,
        biases=[float(bias) for bias in learned.biases],
        cuts=cuts,
        warmths=warmths,
        trained_on=dict(sorted(Counter(example.source for example in examples).items())),
    )


def _fit(rows: csr_matrix, examples: Sequence[Example]) -> Weights:
    weights = np.zeros((len(OUTPUTS), rows.shape[1]))
    biases = np.zeros(len(OUTPUTS))
    at = 0
    for answer in ANSWERS:
        classes = _CLASSES[answer]
        fitted = _fit_one(rows, examples, answer)
        if fitted is not None:
            weights[at : at + len(classes)] = fitted.weights
            biases[at : at + len(classes)] = fitted.biases
        at += len(classes)
    return Weights(weights, biases)


def _fit_one(rows: csr_matrix, examples: Sequence[Example], answer: str) -> Weights | None:
    """Return the weights for one answer; None where the lines hold no two labels of it, or nothing to weigh."""
    chosen = [number for number, example in enumerate(examples) if getattr(example, answer) is not None]
    labels = np.array([getattr(examples[number], answer) for number in chosen])
    counted = np.array([examples[number].weight for number in chosen])
    if len(set(labels.tolist())) < 2 or not rows.shape[1]:
        return None
    model = LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS, tol=1e-3)
    model.fit(rows[chosen], labels, sample_weight=counted)
    if answer in {"question", "complaint"}:
        return Weights(model.coef_, model.intercept_)
    known = list(model.classes_)
    weights = np.zeros((len(_CLASSES[answer]), rows.shape[1]))
    biases = np.full(len(_CLASSES[answer]), -100.0)  # a class that no line has is never chosen
    for place, name in enumerate(_CLASSES[answer]):
        if name in known:
            share = counted[labels == name].sum() / counted.sum()
            # two classes have one row of weights between them
            row = known.index(name) if len(known) > 2 else 0
            sign = 1.0 if len(known) > 2 or name == known[1] else -1.0
            weights[place] = sign * model.coef_[row]
            biases[place] = sign * model.intercept_[row] - _EVENING.get(answer, 0.0) * np.log(share)
    return Weights(weights, biases)


def _unseen_odds(rows: csr_matrix, examples: Sequence[Example], seed: int) -> dict[str, np.ndarray]:
    """Return the log-odds of question and complaint for each line by a fit that did not see it."""
    fold_of = np.random.default_rng(seed).integers(_FOLDS, size=len(examples))
    odds = {answer: np.zeros(len(examples)) for answer in ANSWERS[:2]}
    for fold in range(_FOLDS):
        seen, unseen = np.flatnonzero(fold_of != fold).tolist(), np.flatnonzero(fold_of == fold).tolist()
        for answer, found in odds.items():
            fitted = _fit_one(rows[seen], [examples[number] for number in seen], answer)
            if fitted is not None and unseen:
                found[unseen] = rows[unseen] @ fitted.weights[0] + fitted.biases[0]
    return odds


def _cut_and_warmth(odds: np.ndarray, examples: Sequence[Example], answer: str) -> tuple[float, float]:
    """Return where to cut for the best F, a little on precision's side, and by what to divide the log-odds for the likeliest chances."""
    counts = np.array(
        [example.weight if getattr(example, answer) is not None else 0.0 for example in examples]
    )
    truth = np.array([getattr(example, answer) is True for example in examples])
    if not (counts * truth).any():
        return 0.0, 1.0  # what no line is, nothing is
    order = np.argsort(-odds)
    told = np.cumsum(counts[order])
    right = np.cumsum((counts * truth)[order])
    f = (1 + _BETA**2) * right / np.maximum(told + _BETA**2 * (counts * truth).sum(), 1e-9)
    cut = float(odds[order][int(np.argmax(f))]) - 1e-6
    signed = np.where(truth, odds, -odds)
    warmths = np.linspace(0.5, 3.0, 26)
    losses = [float((counts * np.logaddexp(0, -signed / warmth)).sum()) for warmth in warmths]
    return cut, float(warmths[int(np.argmin(losses))])
