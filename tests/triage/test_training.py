"""Learning a table from labelled lines: always the same one, and one that says what was learned."""

import random
from collections.abc import Sequence

import msgspec
import pytest

pytest.importorskip("sklearn", reason="scikit-learn is missing: pip install 'livedesk[train]'")

import numpy as np

from console.triage import Triage
from console.triage.model import EMOTIONS, INTENTS, OUTPUTS, Model, Table
from console.triage.rules import Ruled
from console.triage.training.examples import Example
from console.triage.training.features import Features
from console.triage.training.learner import _fit, learn
from console.triage.training.trial import cross_validated, learning_curve, marks, said_by

SEED = 7


class Lines:
    """Labelled lines with what the rules make of each."""

    def __init__(self, triage: Triage, examples: Sequence[Example]) -> None:
        self.examples = examples
        self.read = [triage.rules.read(example.text) for example in examples]

    def learned(self, seed: int = SEED) -> Table:
        """Return the table that is learned from them."""
        return learn(self.examples, self.read, seed)


@pytest.fixture(scope="module")
def some(triage: Triage, own_examples: list[Example]) -> Lines:
    """Lines of every kind, some hundreds."""
    return Lines(triage, own_examples[::60])


@pytest.fixture(scope="module")
def others(triage: Triage, own_examples: list[Example]) -> Lines:
    """Lines of every kind, as many and none of the same."""
    return Lines(triage, own_examples[30::60])


def packed(table: Table) -> bytes:
    """Return what would lie in the model's file."""
    return msgspec.msgpack.encode(table)


def said(model: Model, read: Sequence[Ruled]) -> list[tuple[bool, bool, str, str]]:
    """Return what a model says of lines."""
    return [(one.question, one.complaint, one.intent, one.emotion) for one in said_by(model, read)]


def test_the_same_lines_and_seed_give_the_same_bytes(some: Lines) -> None:
    """Whoever trains again gets the model that was shipped."""
    table = some.learned()
    assert 400 < len(some.examples)
    assert packed(table) == packed(some.learned())
    assert packed(table) != packed(some.learned(SEED + 1))


def test_the_order_of_the_lines_hardly_matters(triage: Triage, some: Lines, others: Lines) -> None:
    """The same grams weigh the same, to a rounding. The cuts may differ: the folds that choose them are drawn by place."""
    shuffled = list(some.examples)
    random.Random(SEED).shuffle(shuffled)
    table, again = some.learned(), Lines(triage, shuffled).learned()
    assert (table.grams, table.hints, table.trained_on) == (again.grams, again.hints, again.trained_on)
    assert pytest.approx(table.scale) == again.scale
    weights, others_weights = (np.frombuffer(each.weights, np.uint8).astype(int) for each in (table, again))
    assert 1 >= np.abs(weights - others_weights).max()
    pairs = zip(
        said(Model(table), others.read),
        said(Model(msgspec.structs.replace(again, cuts=table.cuts)), others.read),
        strict=True,
    )
    assert 0.99 * len(others.read) <= sum(one == other for one, other in pairs)


def test_the_table_says_what_the_floats_say_that_it_came_from(
    triage: Triage, own_examples: list[Example]
) -> None:
    """A byte for a weight changes hardly an answer, on lines learned from and on others."""
    seen, unseen = Lines(triage, own_examples[::20]), Lines(triage, own_examples[10::20])
    features = Features(seen.read)
    floats = _fit(features.matrix(seen.read), seen.examples)
    table = seen.learned()
    for lines in (seen, unseen):
        outputs = np.asarray(features.matrix(lines.read) @ floats.weights.T + floats.biases)
        assert (len(lines.read), len(OUTPUTS)) == outputs.shape
        answered = said_by(Model(table), lines.read)
        same = (
            np.mean((outputs[:, 0] > table.cuts[0]) == [one.question for one in answered]),
            np.mean((outputs[:, 1] > table.cuts[1]) == [one.complaint for one in answered]),
            np.mean(outputs[:, 2:12].argmax(1) == [INTENTS.index(one.intent) for one in answered]),
            np.mean(outputs[:, 12:].argmax(1) == [EMOTIONS.index(one.emotion) for one in answered]),
        )
        print("the same in", *(f"{share:.2%}" for share in same), f"of {len(answered)} lines")
        assert 0.99 <= min(same)


def test_lines_learned_from_are_marked_better_than_a_model_deserves(some: Lines) -> None:
    """So it is marked on lines that it did not see, each once, in their order."""
    seen = marks(some.examples, said_by(Model(some.learned()), some.read))
    unseen = marks(some.examples, cross_validated(some.examples, some.read, SEED))
    print(f"seen {seen}\nunseen {unseen}")
    assert len(some.examples) == seen.n == unseen.n
    assert 0.5 < unseen.mean < seen.mean - 0.05


def test_more_lines_bring_more(some: Lines, others: Lines) -> None:
    """An eighth, a quarter, half and all of them, marked on the same other lines."""
    steps = list(learning_curve(some.examples, some.read, (others.examples, others.read), SEED))
    count = len(some.examples)
    assert [count // 8, count // 4, count // 2, count] == [step.lines for step in steps]
    assert {len(others.examples)} == {step.marks.n for step in steps}
    assert steps[0].marks.mean < steps[-1].marks.mean


def test_what_no_line_is_labelled_for_is_never_said(triage: Triage) -> None:
    """Lines that are labelled for one job alone teach that job alone."""
    examples = [Example(text=f"第{number}天真开心", emotion="positive") for number in range(20)]
    examples += [Example(text=f"第{number}天好难过", emotion="negative") for number in range(20)]
    model = Model(Lines(triage, examples).learned())
    read = [triage.rules.read(text) for text in ("多少钱", "三天了还没发货", "今天真开心", "今天好难过")]
    assert [(False, False)] * 4 == [(one.question, one.complaint) for one in said_by(model, read)]
    assert ["positive", "negative"] == [one.emotion for one in said_by(model, read[2:])]


def test_too_few_lines_make_a_poor_model_and_no_fault(triage: Triage) -> None:
    """A gram is learned from three lines on; where there is none, the hints alone speak, or nothing does."""
    table = Lines(
        triage, [Example(text="包邮么", question=True), Example(text="来了", question=False)]
    ).learned()
    assert [] == table.grams
    assert 0 < table.scale
    assert not Model(table).read("开播了", []).complaint
