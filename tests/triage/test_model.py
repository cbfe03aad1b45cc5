"""The learned model: its file, and how a small table written by hand decides."""

from math import exp, sqrt
from pathlib import Path

import msgspec
import pytest

from connectors.language import Language, use
from connectors.problem import BrokenProblem
from console.triage import Triage
from console.triage.model import OUTPUTS, ZERO, Model, Reading, Table


def weights(**told: int) -> bytes:
    """Return the bytes of a gram or hint: those told by output, the others 0."""
    return b"".join((ZERO + told.get(output, 0)).to_bytes(2, "little") for output in OUTPUTS)


TABLE = Table(
    grams=["吗", "\n在吗", "坏了", " how", "多少"],
    hints=["asks", "thanks"],
    weights=weights(question=50)
    + weights(question=100, chat=40)
    + weights(complaint=70, after_sales=80, negative=70)
    + weights(question=60)
    + weights(question=30, price=90)
    + weights(question=3_000)
    + weights(question=-3_000, positive=2_000),
    scale=0.01,
    biases=[-0.4, -0.4, *([0.0] * (len(OUTPUTS) - 2))],
    cuts=(0.0, 0.0),
    warmths=(1.0, 2.0),
    trained_on={"ours": 12},
)
PACKED = msgspec.msgpack.encode(TABLE)


def changed(**fields: object) -> bytes:
    """Return the table's file with other fields."""
    return msgspec.msgpack.encode(msgspec.structs.asdict(TABLE) | fields)


def written(folder: Path, content: bytes) -> Path:
    """Write a model's file."""
    file = folder / "model.msgpack"
    file.write_bytes(content)
    return file


def answers(reading: Reading) -> tuple[bool, bool, str, str]:
    """Return the four answers of a reading."""
    return reading.question, reading.complaint, reading.intent, reading.emotion


def test_a_table_comes_back_from_its_file(tmp_path: Path) -> None:
    """What is read says what the table says that was written, and names what it learned from."""
    model = Model.load(written(tmp_path, PACKED))
    assert {"ours": 12} == model.trained_on
    for folded in ("在吗", "坏了", "how much", "多少", ""):
        for hints in ([], ["asks"], ["thanks", "unknown"]):
            assert Model(TABLE).read(folded, hints) == model.read(folded, hints)
    assert TABLE == msgspec.msgpack.decode(PACKED, type=Table)


def test_grams_and_hints_decide_as_they_weigh() -> None:
    """By hand: 在吗 holds two grams, so 150 hundredths over √2; a hint counts in full, whatever stands beside it."""
    model = Model(TABLE)
    asked = model.read("在吗", [])
    odds = 1.5 / sqrt(2) - 0.4
    assert (True, False, "chat") == answers(asked)[:3]
    sure = 1 / ((1 + exp(-odds)) * (1 + exp(-0.4 / 2)))
    assert pytest.approx(sure, rel=TABLE.scale) == asked.confidence  # biases are rounded to whole weights
    assert (False, True, "after_sales", "negative") == answers(model.read("坏了", []))
    assert not model.read("嗯", []).question
    assert model.read("嗯", ["asks"]).question
    assert not model.read("在吗", ["thanks"]).question
    assert "positive" == model.read("在吗", ["thanks"]).emotion
    assert asked == model.read("在吗", ["unknown"])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(PACKED[: len(PACKED) // 2], id="cut"),
        pytest.param(PACKED + b"\x00", id="longer"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="a picture"),
        pytest.param(msgspec.json.encode(TABLE), id="JSON"),
        pytest.param(msgspec.msgpack.encode({"format": 1}), id="fields missing"),
        pytest.param(changed(format=2), id="another format"),
        pytest.param(changed(weights=TABLE.weights[:-1]), id="a weight missing"),
        pytest.param(changed(hints=["asks"]), id="a hint missing"),
        pytest.param(changed(biases=[0.0]), id="biases missing"),
        pytest.param(changed(grams=["", *TABLE.grams[1:]]), id="an empty gram"),
        pytest.param(changed(colour="red"), id="a field too many"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_that_is_no_model_is_told_in_words(tmp_path: Path, content: bytes, language: Language) -> None:
    """Title, which file and what about it, and what to do; never a traceback of the decoder's."""
    use(language)
    file = written(tmp_path, content)
    with pytest.raises(BrokenProblem) as caught:
        Model.load(file)
    assert ("识别模型读不了" if language == "zh" else "The triage model cannot be read") == caught.value.title
    assert caught.value.sentence.startswith(f"{file}: ")
    assert caught.value.next_step


def test_without_a_file_the_rules_decide_alone(triage: Triage, lexicon_dir: Path, tmp_path: Path) -> None:
    """A model that is not there is no problem, and it can be told that there is none."""
    alone = Triage.load(lexicon_dir, None, tmp_path / "model.msgpack")
    assert alone.model is None
    for text in ("多少钱", "三天了还没发货", "嗓音好美", "买两件送啥"):
        assert triage.read(text) == alone.read(text)


def test_words_are_those_that_speak_most_for_an_answer() -> None:
    """The strongest first, only such as speak for it, where they stand in the text: 在吗 begins at its beginning."""
    model = Model(TABLE)

    def words(folded: str, output: str) -> list[str]:
        spans = model.words(folded, model.read(folded, []).grams, output)
        return [folded[start:end] for start, end in spans]

    assert ["在吗", "吗"] == words("在吗", "question")
    assert ["吗", "多少"] == words("坏了多少吗", "question")
    assert ["坏了"] == words("坏了多少吗", "complaint")
    assert ["how"] == words("how", "question")
    assert [" how"] == words("so how", "question")
    assert [] == words("坏了", "question")
