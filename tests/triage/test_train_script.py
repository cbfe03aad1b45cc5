"""The program that trains the model anew: what it prints, what it writes, and when it leaves the old one alone."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

pytest.importorskip("sklearn", reason="scikit-learn is missing: pip install 'livedesk[train]'")

from connectors.language import use
from console.journal import Broadcast, Reader, open_journal
from console.journal.corrections import training_lines
from console.model.events import CommentCorrected
from console.model.labels import Labels
from console.triage import Triage
from console.triage.model import OUTPUTS, ZERO, Model, Table
from console.triage.rules import Rules
from console.triage.training.examples import Example, digest, is_kept_apart
from scripts.train_triage import main

ROOT = Path(__file__).parents[2]
MARKS = r"(?: +(?:\d\.\d{3}|–)){4}"


POOR = msgspec.msgpack.encode(
    Table(
        grams=["吗"],
        hints=[],
        weights=ZERO.to_bytes(2, "little") * len(OUTPUTS),
        scale=0.01,
        biases=[1.0] * len(OUTPUTS),
        cuts=(0.0, 0.0),
        warmths=(1.0, 1.0),
        trained_on={},
    )
)
"""A model to which everything is a question and a complaint."""


@pytest.fixture(autouse=True)
def _in_english(triage: Triage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the word lists but once: that takes longer than learning from some hundreds of lines."""
    monkeypatch.setattr(Rules, "load", lambda _: triage.rules)
    use("en")


def lines(file: Path, examples: Sequence[Example]) -> Path:
    """Write labelled lines, without where they are from: the file's name will say."""
    told = [msgspec.structs.asdict(example) for example in examples]
    for one in told:
        del one["source"], one["weight"]
    file.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in told))
    return file


@pytest.fixture
def some(own_examples: list[Example]) -> list[Example]:
    """Return some hundreds of lines, of kinds that the rules read so badly that any model does better."""
    return [example for example in own_examples if example.source in {"reviews", "posts"}][::12]


@pytest.fixture
def files(tmp_path: Path, some: list[Example]) -> list[Path]:
    """Two files of some hundreds of lines."""
    return [
        lines(tmp_path / "evening.jsonl", some[::2]),
        lines(tmp_path / "morning.jsonl", some[1::2]),
    ]


def train(*arguments: str | Path) -> int:
    """Run the program."""
    return main([str(argument) for argument in arguments])


def trained(folder: Path, *arguments: str | Path) -> bytes:
    """Return the model that the program writes in the place of a poor one."""
    out = folder / "model.msgpack"
    out.write_bytes(POOR)
    assert 0 == train(*arguments, "--quick", "--out", out)
    return out.read_bytes()


def learned_from(model: bytes) -> dict[str, int]:
    """Return how many lines of each source a model learned from."""
    return msgspec.msgpack.decode(model, type=Table).trained_on


def test_it_writes_a_model_and_says_by_figures_how_good_it_is(
    files: list[Path], tmp_path: Path, some: list[Example], capsys: pytest.CaptureFixture[str]
) -> None:
    """Seen beside unseen, the learning curve, and before beside after, all by source; the same bytes each time."""
    out = tmp_path / "mine" / "model.msgpack"
    assert 0 == train(*files, "--out", out)
    told = capsys.readouterr().out
    apart = sum(map(is_kept_apart, some))
    learned = len(some) - apart
    assert f"{learned} lines to learn from, {apart} kept apart" in told
    seen, curve, compared = re.split(r"Learning curve.*\n|Lines kept apart.*\n", told)
    for part in (seen, compared):
        for source in ("evening", "morning"):
            assert re.search(rf"^{source} +\d+ {MARKS}  →  +\d+ {MARKS}$", part, re.MULTILINE)
    assert [learned // 8, learned // 4, learned // 2, learned] == [
        int(line.split()[0]) for line in curve.splitlines()
    ]
    assert {str(apart)} == {line.split()[1] for line in curve.splitlines()}
    assert "Lines kept apart: the old model → the new model" in told
    assert re.search(rf"^= +{apart} {MARKS}  →  +{apart} {MARKS}$", compared, re.MULTILINE)
    assert f"Written: {out}" in told
    assert [out] == list(out.parent.iterdir())
    assert {"evening", "morning"} == Model.load(out).trained_on.keys()
    assert learned == sum(Model.load(out).trained_on.values())

    again = tmp_path / "again.msgpack"
    assert 0 == train(*files, "--quick", "--out", again)
    assert out.read_bytes() == again.read_bytes()
    assert "Learning curve" not in capsys.readouterr().out


def test_a_better_model_stays(
    files: list[Path], tmp_path: Path, model_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the byte, with a word about it and an exit code that a script can read."""
    out = tmp_path / "model.msgpack"
    shutil.copyfile(model_file, out)
    assert 1 == train(*files, "--quick", "--out", out)
    assert model_file.read_bytes() == out.read_bytes()
    told = capsys.readouterr().out
    assert "Lines kept apart: the old model → the new model" in told
    assert "The new model does worse; the old one stays." in told


def test_a_worse_model_makes_room(files: list[Path], tmp_path: Path) -> None:
    """And nothing else is left behind."""
    assert {"evening", "morning"} == learned_from(trained(tmp_path, *files)).keys()
    assert {"evening.jsonl", "morning.jsonl", "model.msgpack"} == {file.name for file in tmp_path.iterdir()}


def test_a_model_stays_where_nothing_says_which_is_better(
    tmp_path: Path, model_file: Path, own_examples: list[Example], capsys: pytest.CaptureFixture[str]
) -> None:
    """A handful of corrections, none of which happens to be kept apart, are no proof."""
    few = [example for example in own_examples[:20] if not is_kept_apart(example)]
    out = tmp_path / "model.msgpack"
    shutil.copyfile(model_file, out)
    assert 1 == train(lines(tmp_path / "few.jsonl", few), "--quick", "--out", out)
    assert model_file.read_bytes() == out.read_bytes()
    assert "the old one stays" in capsys.readouterr().out


def test_a_model_that_cannot_be_read_is_replaced(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Training anew is what its problem advises."""
    out = tmp_path / "model.msgpack"
    out.write_bytes(b"no model")
    assert 0 == train(*files, "--quick", "--out", out)
    assert f"The triage model cannot be read: {out}" in capsys.readouterr().out
    assert Model.load(out).trained_on


def test_corrections_overrule_what_they_correct(
    files: list[Path], tmp_path: Path, some: list[Example]
) -> None:
    """As `livedesk triage --corrections` prints them: a source of their own, and no comment twice."""
    wrong = [example for example in some[::2] if example.complaint and not is_kept_apart(example)]
    evening = Broadcast(id="b", room="r", title="", started_at=0)
    path = tmp_path / "journal.db"
    journal = open_journal(path, label="r")
    journal.begin(evening)
    journal.append(
        "b",
        [
            CommentCorrected(
                at=9, by="小李", id=f"c{number}", viewer="p:1", text=one.text, was=Labels(), now=Labels()
            )
            for number, one in enumerate(wrong)
        ],
    )
    journal.close_blocking()
    corrections = tmp_path / "corrections.jsonl"
    with Reader(path) as reader:
        corrections.write_bytes(b"".join(training_lines(reader, "b")))

    told = learned_from(trained(tmp_path, *files))
    corrected = learned_from(trained(tmp_path, *files, corrections))
    assert len(wrong) > 10
    assert len(wrong) == corrected["correction"]
    assert told["evening"] - len(wrong) == corrected["evening"]
    assert sum(told.values()) == sum(corrected.values())


def test_borrowed_lines_count_a_quarter_and_labels_find_their_texts(
    files: list[Path], tmp_path: Path
) -> None:
    """Both are told among what the model learned from, and neither is needed."""
    evening, morning = files
    decoded = [msgspec.json.decode(line, type=Example) for line in morning.read_bytes().splitlines()]
    named = lines(
        tmp_path / "named.jsonl",
        [msgspec.structs.replace(one, text="", of=digest(one.text)) for one in decoded],
    )
    full = trained(tmp_path, morning, evening)  # in the order that borrowed lines are read in
    borrowed = trained(tmp_path, evening, "--borrow", morning)
    found = trained(tmp_path, evening, named, "--texts", morning)
    counts = learned_from(full)
    assert counts == learned_from(borrowed)
    assert {"evening": counts["evening"], "named": counts["morning"]} == learned_from(found)
    assert {"evening": counts["evening"]} == learned_from(trained(tmp_path, evening, named))
    assert full != borrowed


@pytest.mark.process
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "A file cannot be read or written: "),
        ("", "There is nothing to learn from: "),
        ('\n{"text": "a", "question": "yes"}', "The labelled lines need a look: "),
    ],
)
def test_what_goes_wrong_is_told_in_words(tmp_path: Path, content: str | None, said: str) -> None:
    """One line on stderr, an exit code, and no traceback."""
    if content is not None:
        (tmp_path / "lines.jsonl").write_text(content, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "train_triage.py"), "lines.jsonl", "--out", "model.msgpack"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "LIVEDESK_LANG": "en"},
        cwd=tmp_path,
        check=False,
        timeout=60,
    )
    assert 1 == ran.returncode
    assert ran.stderr.startswith(said)
    assert "lines.jsonl:2" in ran.stderr or not content
    assert 1 == len(ran.stderr.splitlines())
    assert not (tmp_path / "model.msgpack").exists()
