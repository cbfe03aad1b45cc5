"""The labelled comments that are shipped: enough of every kind, one word on each, and none of them taken from elsewhere."""

import ast
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from console.triage.model import EMOTIONS, INTENTS
from console.triage.training.examples import (
    Example,
    key,
    near_copies,
    read_examples,
    read_texts,
    resolved,
)

HERE = Path(__file__).parent
REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "triage"
LEAST = 6_000  # lines of our own
LEAST_A_LABEL = 100
NOBODYS = re.compile(r"[\W\d_]*|[A-Za-z]+")  # signs, figures, a single word: ？？？, 6 6 6, hell
LEAST_TELLING = 4  # characters; 谢谢 and 多少钱 are nobody's either

needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(),
    reason="the labelled development set is not beside the project (../shared/reference/triage)",
)


@pytest.fixture(scope="module")
def examples(example_files: list[Path]) -> list[Example]:
    """Every line of every file, as it stands there."""
    return read_examples(example_files)


@pytest.fixture(scope="module")
def measured() -> list[str]:
    """Texts that triage is measured by."""
    return read_texts(sorted(REFERENCE.glob("*.jsonl")))


def told_in_table() -> list[str]:
    """Return the comments that the word lists are tested by."""
    table = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" ", 2)[2] for line in table if line and not line.startswith("# ")]


def quoted(file: Path) -> list[str]:
    """Return every string that a test file writes out."""
    return [
        node.value
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_every_line_says_something_of_a_comment(examples: list[Example]) -> None:
    """A text of its own, or the digest of another's, never both; and at least one label."""
    assert [] == [one for one in examples if bool(one.text.strip()) == bool(one.of)]
    assert [] == [one for one in examples if one.of and not re.fullmatch("[0-9a-f]{16}", one.of)]
    labels = ("question", "complaint", "intent", "emotion")
    assert [] == [one for one in examples if all(getattr(one, label) is None for label in labels)]


def test_there_are_enough_of_our_own_and_of_every_kind(own_examples: list[Example]) -> None:
    """Each label of each job on more than a few lines, and most lines labelled for all four jobs."""
    print(f"{len(own_examples)} comments of our own: {dict(Counter(one.source for one in own_examples))}")
    assert len(own_examples) >= LEAST
    for job, labels in (
        ("question", (True, False)),
        ("complaint", (True, False)),
        ("intent", INTENTS),
        ("emotion", EMOTIONS),
    ):
        counts = Counter(getattr(one, job) for one in own_examples)
        print(job, dict(counts))
        assert dict.fromkeys(labels, True) == {label: counts[label] >= LEAST_A_LABEL for label in labels}
        assert len(own_examples) / 2 < sum(counts[label] for label in labels)


def test_no_comment_is_labelled_in_two_ways(examples: list[Example]) -> None:
    """However it is spelled; a text named by its digest neither."""
    labels = defaultdict(set)
    for one in examples:
        labels[one.of or key(one.text)].add((one.question, one.complaint, one.intent, one.emotion))
    assert {} == {name: told for name, told in labels.items() if len(told) > 1}


def test_nobody_can_be_rung_up(own_examples: list[Example]) -> None:
    """A number in the shape of a mainland mobile, a landline or an identity card is left unfinished, or is plainly made up.

    Plainly: three noughts follow its first digits, or it is of the block 555-01 that is kept free for fiction.
    """
    shapes = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}\d{7,8}|\d{17}[\dx]|\d{15})(?!\d)", re.IGNORECASE)
    made_up = re.compile(r"1[3-9]\d0000\d{4}|1?55501\d+")
    found = [
        number
        for one in own_examples
        for number in shapes.findall(re.sub(r"[\s().+-]", "", one.text))
        if len(set(number)) > 2 and not made_up.fullmatch(number)
    ]
    assert [] == found


@needs_reference
def test_no_line_is_one_that_triage_is_measured_by(examples: list[Example], measured: list[str]) -> None:
    """Nor a near copy of one, texts that lie elsewhere included where they are at hand."""
    folder = REFERENCE / "train"
    texts = read_texts(sorted(folder.glob("unlabelled_*.jsonl.gz")))
    known = resolved(examples, texts)
    print(f"{len(known)} lines, {sum(bool(one.of) for one in known)} of them named by digest")
    assert [] == near_copies([one.text for one in known], measured)


@needs_reference
def test_no_test_of_the_word_lists_quotes_what_triage_is_measured_by(measured: list[str]) -> None:
    """Neither the table of sentences nor any words that a shop changes there, however short."""
    texts = told_in_table() + quoted(HERE / "test_lexicon.py")
    assert 400 < len(texts)
    assert [] == near_copies([text for text in texts if not NOBODYS.fullmatch(text)], measured)


@needs_reference
def test_no_test_of_triage_quotes_what_it_is_measured_by(measured: list[str]) -> None:
    """In no file beside this one, but for what is too short to be anybody's."""
    told = {file.name: quoted(file) for file in sorted(HERE.glob("*.py"))}
    assert 1_000 < sum(map(len, told.values()))
    assert {} == {
        name: copies
        for name, texts in told.items()
        if (
            copies := near_copies(
                [text for text in texts if len(key(text)) >= LEAST_TELLING and not NOBODYS.fullmatch(text)],
                measured,
            )
        )
    }
