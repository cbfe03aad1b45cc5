"""How well triage reads real comments, where the labelled development set lies beside the project.

No real live-shopping chat is among them: the nearest to be had are live chat about games, messages to shops' service
staff and comments under product videos ("natural"), and cases written to mislead ("hard").
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from console.cli.timing import time_rounds
from console.triage import Triage
from console.triage.labelled import Labelled, Quality, quality, read_labelled
from console.triage.scoring import macro_f1

FOLDER = Path(__file__).parents[3] / "shared" / "reference" / "triage"
NATURAL = ("cs_dialogue", "danmaku", "video_comments")
HARD = ("hard_cases",)

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the labelled development set is not beside the project (../shared/reference/triage)",
)


class Marks(NamedTuple):
    """F1 of question and complaint, macro-F1 of intent and emotion; None where nothing is labelled."""

    question: float | None
    complaint: float | None
    intent: float | None
    emotion: float | None

    def __str__(self) -> str:
        """Return a row's four columns."""
        return " ".join("   –" if mark is None else f"{mark:.3f}"[1:].rjust(4) for mark in self)


# What is measured, less some two hundredths.
LEAST = {
    "rules": {
        "all": Marks(0.88, 0.69, 0.69, 0.61),
        "natural": Marks(0.88, 0.55, 0.585, 0.525),
        "hard": Marks(0.89, 0.815, 0.795, 0.70),
    },
    "model": {
        "all": Marks(0.87, 0.75, 0.73, 0.615),
        "natural": Marks(0.87, 0.59, 0.58, 0.505),
        "hard": Marks(0.89, 0.815, 0.85, 0.695),
    },
}


@pytest.fixture(scope="module")
def files() -> dict[str, list[Labelled]]:
    """Labelled comments by file, and by what is judged together."""
    found = {
        path.stem: list(read_labelled(path.read_bytes().splitlines()))
        for path in sorted(FOLDER.glob("*.jsonl"))
    }
    every = [line for lines in found.values() for line in lines]
    natural, hard = ([line for name in names for line in found[name]] for names in (NATURAL, HARD))
    return found | {"all": every, "natural": natural, "hard": hard}


def marks(triage: Triage, lines: list[Labelled]) -> Marks:
    """Mark what triage says of labelled comments."""
    found: Quality = quality((line, triage.read(line.text)) for line in lines)
    return Marks(
        found.question.f1 if found.question.true else None,
        found.complaint.f1 if found.complaint.true else None,
        macro_f1(found.intent) if len(found.intent) > 1 else None,
        macro_f1(found.emotion) if found.emotion else None,
    )


@pytest.fixture(scope="module")
def measured(
    files: Mapping[str, list[Labelled]], triage: Triage, shipped: Triage
) -> dict[str, dict[str, Marks]]:
    """Print marks by file, the rules' and the model's side by side, and return them by reader."""
    found = {
        "rules": {name: marks(triage, lines) for name, lines in files.items()},
        "model": {name: marks(shipped, lines) for name, lines in files.items()},
    }
    print(f"\n{'':16}{'n':>5}  rules alone          with the model\n{'':23}" + " q    c    i    e    " * 2)
    for name, lines in files.items():
        print(f"{name:16}{len(lines):5}  {found['rules'][name]}  {found['model'][name]}")
    return found


@pytest.mark.parametrize("part", ["all", "natural", "hard"])
@pytest.mark.parametrize("reader", ["rules", "model"])
def test_real_comments_are_read_as_well_as_measured(
    measured: dict[str, dict[str, Marks]], reader: str, part: str
) -> None:
    """Question, complaint, intent and emotion, with the model and by the rules alone."""
    for job, least, mark in zip(Marks._fields, LEAST[reader][part], measured[reader][part], strict=True):
        assert least is not None, job
        assert mark is not None, job
        assert least <= mark, job


def test_the_model_is_worth_having(measured: dict[str, dict[str, Marks]]) -> None:
    """Over all lines it marks better than the rules alone, in the mean of the four jobs."""
    rules, model = (sum(mark or 0 for mark in measured[reader]["all"]) for reader in ("rules", "model"))
    assert rules < model


@pytest.mark.parametrize("reader", ["triage", "shipped"])
def test_a_real_comment_is_read_in_microseconds(
    files: Mapping[str, list[Labelled]], reader: str, request: pytest.FixtureRequest
) -> None:
    """Each comment's quickest of five rounds, nothing remembered; the limits leave room for a slow and busy machine."""
    triage: Triage = request.getfixturevalue(reader)
    texts = list(dict.fromkeys(line.text for line in files["all"]))
    cost = time_rounds(lambda: Triage(triage.rules, triage.model).read, texts)
    print(f"{reader}: mean {cost.mean:.1f} µs, p99 {cost.p99:.1f} µs over {cost.n} comments")
    assert 100 > cost.mean
    assert 500 > cost.p99
