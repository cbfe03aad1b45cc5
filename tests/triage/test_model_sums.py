"""The shipped model's sums beside plain ones, for any text, and how far its confidence can be trusted."""

from collections.abc import Sequence
from functools import cache
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from console.triage import Triage
from console.triage.model import EMOTIONS, INTENTS, OUTPUTS, ZERO, Reading, Table, marked
from console.triage.training.examples import Example, is_kept_apart

MODEL = Path(__file__).parents[2] / "config" / "triage" / "model.msgpack"
WIDTH = len(OUTPUTS)
BINS = 10


@cache
def shipped_table() -> Table:
    """Return the shipped table as it lies in its file."""
    return msgspec.msgpack.decode(MODEL.read_bytes(), type=Table)


@cache
def places() -> tuple[dict[str, int], dict[str, int]]:
    """Return where the shipped grams stand in the table, and the hints."""
    table = shipped_table()
    return (
        {gram: place for place, gram in enumerate(table.grams)},
        {hint: place for place, hint in enumerate(table.hints)},
    )


class Plain(NamedTuple):
    """The outputs of a text, and how far each may be off: half a weight, as biases are rounded to whole ones."""

    outputs: list[float]
    off: float


def weight(row: int, column: int) -> int:
    """Return a weight of the table, in whole steps."""
    table = shipped_table()
    return int.from_bytes(table.weights[2 * (row * WIDTH + column) :][:2], "little") - ZERO


def plain(folded: str, hints: Sequence[str]) -> Plain:
    """Add up by the table's own words: every stretch of the text looked up, every weight and bias added as a float."""
    table, (grams, known) = shipped_table(), places()
    text, longest = marked(folded), max(map(len, grams))
    stretches = (
        text[start:end]
        for start in range(len(text))
        for end in range(start + 1, min(start + longest, len(text)) + 1)
    )
    found = [grams[stretch] for stretch in stretches if stretch in grams]
    told = [known[hint] for hint in hints if hint in known]
    count = len(found) or 1
    outputs = []
    for column, bias in enumerate(table.biases):
        spoken = sum(float(weight(number, column)) for number in found)
        for number in told:
            spoken += round(sqrt(count)) * float(weight(len(grams) + number, column))
        outputs.append(bias + spoken * table.scale / sqrt(count))
    return Plain(outputs, 0.5 * table.scale / sqrt(count) + 1e-9)


def answers(reading: Reading) -> tuple[bool, bool, str, str]:
    """Return the four answers of a reading."""
    return reading.question, reading.complaint, reading.intent, reading.emotion


def assert_same(expected: Plain, reading: Reading) -> None:
    """Assert that a reading follows from outputs; of two that are equal but for rounding either may be chosen."""
    table, (outputs, off) = shipped_table(), expected
    chance = 1.0
    for output, said, cut, warmth, also in zip(
        outputs,
        (reading.question, reading.complaint),
        table.cuts,
        table.warmths,
        (False, reading.intent == "complaint"),
        strict=False,
    ):
        assert (output > cut or also) == said or abs(output - cut) <= off
        chance /= 1 + exp((-output if said else output) / warmth)
    assert pytest.approx(chance, rel=2.1 * off / min(table.warmths)) == reading.confidence
    intents, emotions = outputs[2 : 2 + len(INTENTS)], outputs[2 + len(INTENTS) :]
    assert max(intents) - intents[INTENTS.index(reading.intent)] <= 2 * off
    assert max(emotions) - emotions[EMOTIONS.index(reading.emotion)] <= 2 * off


PIECES = [
    "多少钱",
    "吗",
    "骗子",
    "退款",
    "还没发货",
    "好看",
    "how",
    "much",
    "刚拍",
    "😡",
    "666",
    "，",
    "？",
    "xl",
]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(exclude_categories=()), max_size=60),  # lone surrogates too
    st.lists(st.sampled_from(PIECES), max_size=80).map("".join),
)
HINTS = st.lists(st.one_of(st.sampled_from(shipped_table().hints), st.text(max_size=3)), max_size=40)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(text="骗子" * 100, hints=shipped_table().hints * 2)  # larger sums than any comment has
@example(text="多少钱" * 70, hints=[])
@example(text="", hints=[])
@given(text=TEXTS, hints=HINTS)
def test_packed_sums_are_the_tables_own(shipped: Triage, text: str, hints: list[str]) -> None:
    """For any text, by the rules' hints and by any others: adding whole numbers loses nothing."""
    assert shipped.model is not None
    ruled = shipped.rules.read(text)
    for told in (ruled.hints, hints):
        assert_same(plain(ruled.folded, told), shipped.model.read(ruled.folded, told))


def test_packed_sums_are_the_tables_own_on_comments(shipped: Triage, own_examples: list[Example]) -> None:
    """The same on comments as people write them."""
    assert shipped.model is not None
    for number in range(0, len(own_examples), 29):
        ruled = shipped.rules.read(own_examples[number].text)
        assert_same(plain(ruled.folded, ruled.hints), shipped.model.read(ruled.folded, ruled.hints))


@given(text=TEXTS)
def test_words_point_into_the_folded_text(shipped: Triage, text: str) -> None:
    """At most three, none of them empty, each a gram of the table that speaks for the output."""
    assert shipped.model is not None
    grams, _ = places()
    ruled = shipped.rules.read(text)
    held = shipped.model.read(ruled.folded, ruled.hints).grams
    inside = marked(ruled.folded)
    for output in set(OUTPUTS):
        column = OUTPUTS.index(output)
        spans = shipped.model.words(ruled.folded, held, output)
        assert 3 >= len(spans)
        for start, end in spans:
            assert 0 <= start < end <= len(ruled.folded)
            word = ruled.folded[start:end]
            spellings = {before + word + after for before in ("", " ", "\n", "\n ") for after in ("", "\n")}
            assert any(
                gram in inside and weight(grams[gram], column) > 0 for gram in spellings & grams.keys()
            )


def test_hints_matter(shipped: Triage, own_examples: list[Example]) -> None:
    """The model hears what the rules found: without it, it would answer otherwise about one comment in fifty and more."""
    assert shipped.model is not None
    ruled = [shipped.rules.read(example.text) for example in own_examples[::20]]
    changed = sum(
        answers(shipped.model.read(each.folded, each.hints)) != answers(shipped.model.read(each.folded, []))
        for each in ruled
    )
    print(f"without hints {changed} of {len(ruled)} comments read otherwise")
    assert len(ruled) / 50 < changed


def test_the_same_is_said_again(shipped: Triage, lexicon_dir: Path, own_examples: list[Example]) -> None:
    """Neither what was read before nor loading anew changes an answer."""
    again = Triage.load(lexicon_dir, None, MODEL)
    texts = [example.text for example in own_examples[::40]]
    forwards = [shipped.read(text) for text in texts]
    assert forwards == [again.read(text) for text in reversed(texts)][::-1]


@given(text=TEXTS)
def test_confidence_is_a_chance(shipped: Triage, text: str) -> None:
    """0 to 1, whatever the text."""
    assert 0 <= shipped.read(text).confidence <= 1


def test_confidence_says_how_often_an_answer_is_right(shipped: Triage, own_examples: list[Example]) -> None:
    """On comments that the model has not learned: expected calibration error over ten bins of the same width."""
    counts, sure, right = [0] * BINS, [0.0] * BINS, [0] * BINS
    for one in filter(is_kept_apart, own_examples):
        if one.question is None or one.complaint is None:
            continue
        verdict = shipped.read(one.text)
        place = min(int(verdict.confidence * BINS), BINS - 1)
        counts[place] += 1
        sure[place] += verdict.confidence
        right[place] += (one.question, one.complaint) == (verdict.question, verdict.complaint)
    for place, count in enumerate(counts):
        if count:
            print(f"said {sure[place] / count:.2f}, right {right[place] / count:.2f}, n={count}")
    error = sum(abs(said - told) for said, told in zip(sure, right, strict=True)) / sum(counts)
    print(f"expected calibration error {error:.3f} over {sum(counts)} comments")
    assert 2_000 < sum(counts)
    assert 0.04 >= error
