"""`livedesk triage`: comments in and verdicts out, and what is measured of it."""

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connectors import language
from console.cli.app import run
from console.cli.coprocess import LONGEST_LINE
from console.cli.timing import ROUNDS, time_rounds
from tests.cli.programs import environment

Triaged = Callable[..., tuple[int, str, str]]

LABELLED = """
{"text": "这件多少钱", "question": true, "complaint": false, "intent": "price", "emotion": "neutral"}
{"text": "质量太差了", "question": false, "complaint": true, "intent": null, "emotion": "negative"}
{"text": "哈哈哈", "question": true, "complaint": false, "intent": "chat", "emotion": "positive"}
"""


@pytest.fixture
def triaged(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Triaged:
    """Return a function that feeds bytes to `livedesk triage`: exit code, stdout, stderr."""
    monkeypatch.setenv("LIVEDESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LIVEDESK_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    language.use("en")

    def call(*arguments: str, source: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source)))
        code = run(["triage", *arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def lines_of(out: str) -> list[Any]:
    """Return the JSON lines of an output."""
    return [json.loads(line) for line in out.splitlines()]


def test_a_comment_is_told_with_everything_triage_found(triaged: Triaged) -> None:
    """What it is, which words said so, and what it names, by canonical values."""
    source = '{"text": "3号链接 M码和L码还有吗", "id": 7}\n'.encode()

    code, out, err = triaged(source=source)

    told = lines_of(out)[0]
    assert (0, "") == (code, err)
    assert [True, False, "product", "neutral"] == [
        told[key] for key in ("question", "complaint", "intent", "emotion")
    ]
    assert {"size": ["L", "M"]} == told["slots"]
    assert "3" == told["product"]
    assert "product.stock" == told["topic"]
    assert ["还有吗"] == told["reasons"]
    assert 0.0 < told["confidence"] <= 1.0
    assert [] == told["marks"]


def test_what_advertises_is_marked_and_spam(triaged: Triaged) -> None:
    """As in the room, with the words that gave it away."""
    (told,) = lines_of(triaged(source='{"text": "加微信 abc12345 低价出同款"}'.encode())[1])

    assert "spam" == told["intent"]
    assert [("contact_bait", True)] == [(mark["kind"], bool(mark["reason"])) for mark in told["marks"]]


def test_what_is_on_air_is_what_a_comment_is_about(triaged: Triaged) -> None:
    """Unless it names another product."""
    source = '{"text": "多少钱", "product_on_air": "9"}\n{"text": "3号多少钱", "product_on_air": "9"}'

    assert ["9", "3"] == [told["product"] for told in lines_of(triaged(source=source.encode())[1])]


HOSTILE = [
    b"",
    b"   ",
    b"x",
    b"[]",
    b"3",
    b"null",
    b'{"text": 3}',
    b"{}",
    b'{"text": "a", "product_on_air": 3}',
    b'{"text": "\xff"}',
    b"\xff\xfe{\x00",
    b"[" * 100_000,
    b'{"text": ' + b"9" * 5_000 + b"}",
    b'{"text": "' + b"a" * LONGEST_LINE * 2 + b'"}',
]
FINE = [
    '\ufeff{"text": "多少钱"}'.encode(),
    b'{"text": ""}',
    b'{"text": "\\ud83d", "product_on_air": "\\ud83d"}',
    b'{"text": "\\u0000\\u001b[2J"}\r',
    b'{"text": "' + "吗".encode() * 100_000 + b'"}',
    b'  {"text": "a", "text": "b"}  ',
]


def test_a_bad_line_is_told_in_its_place_and_stops_nothing(triaged: Triaged) -> None:
    """As many lines out as in, in the same order; what is wrong stands on stderr with the line's number; exit code 1."""
    source = b"\n".join([*FINE, *HOSTILE, *FINE])

    code, out, err = triaged(source=source)

    told = lines_of(out)
    first, last = len(FINE) + 1, len(FINE) + len(HOSTILE)
    assert 1 == code
    assert len(FINE) * 2 + len(HOSTILE) == len(told)
    assert list(range(first, last + 1)) == [answer["line"] for answer in told if "error" in answer]
    assert [f"line {number}: {told[number - 1]['error']}" for number in range(first, last + 1)] == (
        err.splitlines()
    )
    assert "Traceback" not in err


@pytest.mark.process
def test_a_co_process_is_answered_line_by_line(tmp_path: Path) -> None:
    """The answer is there before the next comment is written, and the end of input ends it."""
    with subprocess.Popen(
        [sys.executable, "-m", "console", "triage"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(tmp_path),
        cwd=Path(__file__).parents[2],
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for text, question in (("多少钱", True), ("哈哈哈", False), ("发什么快递", True)):
            program.stdin.write(json.dumps({"text": text}).encode() + b"\n")
            program.stdin.flush()
            assert question is json.loads(program.stdout.readline())["question"]
        program.stdin.close()
        assert 0 == program.wait(timeout=20)


def test_the_quality_is_measured_by_file_and_over_all(triaged: Triaged, tmp_path: Path) -> None:
    """As a table for people; a line that is not labelled for a job does not count there."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(LABELLED, encoding="utf-8")

    code, out, err = triaged("--eval", "one.jsonl", "--eval", "two.jsonl")

    rows = [line.split() for line in out.splitlines()]
    assert (0, "") == (code, err)
    assert ["Question", "one", "3", "1.000", "0.500", "0.667"] in rows
    assert ["all", "6", "1.000", "0.500", "0.667"] in rows
    assert ["Complaint", "one", "3", "1.000", "1.000", "1.000"] in rows
    assert ["price", "2", "1.000", "1.000", "1.000"] in rows
    assert ["macro", "4", "—", "—", "1.000"] in rows
    assert "µs" not in out


def test_the_same_figures_are_given_as_json(triaged: Triaged, tmp_path: Path) -> None:
    """With their counts; what nobody labelled is null, never zero."""
    (tmp_path / "one.jsonl").write_text(LABELLED, encoding="utf-8")
    (tmp_path / "two.jsonl").write_text('{"text": "多少钱", "question": true}', encoding="utf-8")

    told = json.loads(triaged("--eval", "one.jsonl", "--eval", "two.jsonl", "--json", "--rules")[1])

    assert told["rules_alone"]
    assert told["timing"] is None
    assert {"n": 4, "true": 3, "said": 2, "both": 2, "precision": 1.0, "recall": 2 / 3, "f1": 0.8} == (
        told["quality"]["all"]["question"]
    )
    assert told["quality"]["files"]["two"]["complaint"]["f1"] is None
    assert {"n": 0, "macro_f1": None, "classes": {}} == told["quality"]["files"]["two"]["intent"]


def test_the_same_text_twice_is_timed_once(triaged: Triaged) -> None:
    """What was read before may be remembered, and would cost nothing."""
    told = json.loads(triaged("--bench", "--json", source='{"text": "多少钱"}\n'.encode() * 5)[1])

    assert [1, 1] == [told["timing"][how]["n"] for how in ("alone", "room")]
    assert json.loads(triaged("--bench", "--json")[1])["timing"] is None


def test_the_cost_is_measured_over_the_comments_of_a_file_or_of_stdin(triaged: Triaged) -> None:
    """In µs; what is not labelled has no quality."""
    code, out, _ = triaged("--bench", source='{"text": "多少钱"}\n{"text": "哈哈"}\n'.encode())
    assert 0 == code
    assert "p99" in out
    assert "Quality" not in out

    told = json.loads(triaged("--bench", "--json", source=LABELLED.encode())[1])
    for how in ("alone", "room"):
        assert 3 == told["timing"][how]["n"]
        assert 0 < told["timing"][how]["median"] <= told["timing"][how]["p99"]
    assert 3 == told["quality"]["all"]["question"]["n"]


def test_every_round_reads_everything_fresh() -> None:
    """With a reader of its own, which remembers nothing of the round before."""
    begun: list[list[str]] = []

    def begin() -> Callable[[str], object]:
        begun.append([])
        return begun[-1].append

    assert 2 == time_rounds(begin, ["a", "b"]).n
    assert [["a", "b"]] * (ROUNDS + 1) == begun


def test_the_percentiles_are_those_of_single_comments() -> None:
    """One slow comment in fifty shows in the mean and not in the median."""

    def read(text: str) -> None:
        if text == "slow":
            time.sleep(0.02)

    timing = time_rounds(lambda: read, ["slow", *map(str, range(49))])

    assert timing.p99 >= 20_000 > timing.mean > timing.median


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"text": "a"}\nx', "one.jsonl:2: "),
        ('{"text": "a", "intent": "weather"}', "weather"),
        (None, "no such file"),
    ],
)
def test_a_file_that_is_not_labelled_right_is_refused_in_words(
    triaged: Triaged, tmp_path: Path, content: str | None, words: str
) -> None:
    """Which file, which line, and how a line should be written; exit code 2."""
    if content is not None:
        (tmp_path / "one.jsonl").write_text(content, encoding="utf-8")

    code, out, err = triaged("--eval", "one.jsonl")

    assert (2, "") == (code, out)
    assert words in err
    assert "Traceback" not in err


def test_the_shops_own_words_are_read(triaged: Triaged, tmp_path: Path) -> None:
    """Settings name the folder of the shop's word lists, as for the room."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "questions.yaml").write_text("asking: {add: [求个小票]}\n", encoding="utf-8")
    (tmp_path / "livedesk.toml").write_text('lexicon = "words"\n', encoding="utf-8")
    (tmp_path / "plain.toml").write_text("", encoding="utf-8")
    source = '{"text": "求个小票"}'.encode()

    assert not lines_of(triaged("--rules", "--config", "plain.toml", source=source)[1])[0]["question"]
    assert lines_of(triaged("--rules", source=source)[1])[0]["question"]


def test_the_shops_products_are_known_by_name(triaged: Triaged, tmp_path: Path) -> None:
    """Settings name the list of products; a nickname means the product behind it."""
    (tmp_path / "products.yaml").write_text("7: [大肚保温杯, 大肚杯]\n", encoding="utf-8")
    (tmp_path / "livedesk.toml").write_text('products = "products.yaml"\n', encoding="utf-8")
    source = '{"text": "大肚杯多少钱", "product_on_air": "3"}'.encode()
    assert "7" == lines_of(triaged(source=source)[1])[0]["product"]


def test_corrections_are_printed_for_training(triaged: Triaged, tmp_path: Path) -> None:
    """Of the last broadcast, of those named, or of all; what is printed can be measured and trained with as it is."""
    header = {"kind": "broadcast", "schema": 1, "room": "r", "title": "t"}
    for number, text in enumerate(("小个子", "大高个")):
        correction = {
            "kind": "comment.corrected",
            "at": 2,
            "by": "小李",
            "id": "c1",
            "viewer": "p:1",
            "text": text,
            "was": {},
            "now": {"question": True, "intent": "product"},
        }
        lines = [{**header, "id": f"b{number}", "started_at": number + 1}, correction]
        (tmp_path / "night.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        assert 0 == run(["import", "night.jsonl"])

    texts = [
        [line["text"] for line in lines_of(triaged("--corrections", *wanted)[1])]
        for wanted in ((), ("b0",), ("all",), ("b1", "b0", "b1"))
    ]

    assert [["大高个"], ["小个子"], ["小个子", "大高个"], ["大高个", "小个子"]] == texts
    (tmp_path / "corrected.jsonl").write_text(triaged("--corrections", "all")[1], encoding="utf-8")
    assert 0 == triaged("--eval", "corrected.jsonl")[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["last"], "--corrections"),
        (["--corrections"], "livedesk demo"),
        (["--corrections", "x"], "livedesk demo"),
    ],
)
def test_a_broadcast_that_cannot_be_had_is_told_in_words(
    triaged: Triaged, arguments: list[str], words: str
) -> None:
    """Exit code 2; stdout stays clean."""
    code, out, err = triaged(*arguments)

    assert (2, "") == (code, out)
    assert words in err
