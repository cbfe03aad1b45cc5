"""The learned model: one small table of weights, one pass over a text, every answer at once.

A text is scored by the grams it holds (characters, words, short runs of them) and by the hints that the rules give about
it. Each has one weight for each output; an output is the sum of the grams' weights over the square root of their number,
plus the hints', plus a bias. The weights of a gram are packed into one integer, so that adding up is adding integers: a comment costs a
few microseconds without any numeric library.
"""

from collections.abc import Iterable, Sequence
from math import exp, sqrt
from pathlib import Path
from struct import Struct
from typing import get_args

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from connectors.language import say
from connectors.problem import BrokenProblem
from console.model.verdict import Emotion, Intent

INTENTS: tuple[Intent, ...] = get_args(Intent)
EMOTIONS: tuple[Emotion, ...] = get_args(Emotion)
OUTPUTS: tuple[str, ...] = ("question", "complaint", *INTENTS, *EMOTIONS)
"""What each column of weights speaks for, in order: two yes-or-no answers, then two choices of one."""

ZERO = 1 << 15  # a weight of 0, in its two bytes
_BIAS_ZERO = 1 << 24  # a bias of 0, in its four bytes
MARK = "\n"  # where a text begins and ends; no folded text holds one
_FIELD = 4  # bytes for each output in a packed sum; the longest text cannot overflow them
_ROW = _FIELD * len(OUTPUTS)
_FIELDS = Struct(f"<{len(OUTPUTS)}I")
_UNPACK = _FIELDS.unpack
_FIRST_INTENT, _FIRST_EMOTION = 2, 2 + len(INTENTS)
FORMAT = 1
_MOST_WORDS = 3  # that a reason names


class Table(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A model as it lies in its file (MessagePack).

    `weights` holds two bytes (the lower first) for each output of each gram, then of each hint: `ZERO` + the weight over
    `scale`. `biases` are those of the outputs. `cuts` are the log-odds above which a question and a complaint are told, and `warmths` by what
    the log-odds of each yes-or-no answer are divided to be true chances. `trained_on` counts the lines by their sources.
    """

    format: int = FORMAT
    grams: list[str]
    hints: list[str]
    weights: bytes
    scale: float
    biases: list[float]
    cuts: tuple[float, float]
    warmths: tuple[float, float]
    trained_on: dict[str, int]

    def __post_init__(self) -> None:
        """Refuse another format, or weights that are not one for each output of each gram and hint (ValueError)."""
        if self.format != FORMAT:
            raise ValueError(f"format {self.format}")
        expected = 2 * len(OUTPUTS) * (len(self.grams) + len(self.hints))
        if len(self.biases) != len(OUTPUTS) or expected != len(self.weights):
            raise ValueError(f"{len(self.weights)} bytes of weights, not {expected}")


Gram = tuple[int, int, int]
"""A gram that a text holds: its number, and where it stands in the text with its ends marked."""


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What is made of a text. `confidence` is the chance that question and complaint are told right, 0 to 1."""

    question: bool
    complaint: bool
    intent: Intent
    emotion: Emotion
    confidence: float
    grams: Sequence[Gram] = ()


class Model:
    """Reads comments by a table of learned weights. `trained_on` counts the lines it learned from, by source."""

    def __init__(self, table: Table) -> None:
        self.trained_on = table.trained_on
        fields = bytearray(len(table.weights) // 2 * _FIELD)
        fields[::_FIELD], fields[1::_FIELD] = table.weights[::2], table.weights[1::2]
        rows = [
            int.from_bytes(fields[start : start + _ROW], "little") for start in range(0, len(fields), _ROW)
        ]
        self._rows = rows[: len(table.grams)]
        self._hints = dict(zip(table.hints, rows[len(table.grams) :], strict=True))
        self._find = AhoCorasick(
            table.grams, implementation=Implementation.ContiguousNFA, store_patterns=False
        ).find_matches_as_indexes
        self._scale = table.scale
        self._biases = table.biases
        self._bias_rows: dict[int, int] = {}
        self._question_cut, self._complaint_cut = table.cuts
        self._question_warmth, self._complaint_warmth = table.warmths

    @classmethod
    def load(cls, path: Path) -> "Model":
        """Read a model. Raises `BrokenProblem` for a file that is no model of this version, OSError where there is none."""
        try:
            return cls(msgspec.msgpack.decode(path.read_bytes(), type=Table))
        except (msgspec.MsgspecError, ValueError) as error:
            raise BrokenProblem(
                say("识别模型读不了", "The triage model cannot be read"),
                f"{path}: {error}",
                say(
                    "重新安装 livedesk，或重新训练模型。", "Install livedesk again, or train the model anew."
                ),
            ) from error

    def read(self, folded: str, hints: Sequence[str]) -> Reading:
        """Answer about a folded text; `hints` are the names of what the rules found in it."""
        grams = self._find(marked(folded), overlapping=True)
        rows = self._rows
        total = 0
        for number, _, _ in grams:
            total += rows[number]
        count = len(grams) or 1
        share = hint_share(count)
        told = [row for hint in hints if (row := self._hints.get(hint))]
        total += share * sum(told) + (self._bias_rows.get(count) or self._bias_row(count))
        fields = _UNPACK(total.to_bytes(_ROW, "little"))
        intents, emotions = fields[_FIRST_INTENT:_FIRST_EMOTION], fields[_FIRST_EMOTION:]
        zero = ZERO * (len(grams) + share * len(told)) + _BIAS_ZERO
        factor = self._scale / sqrt(count)
        question, complaint = (fields[0] - zero) * factor, (fields[1] - zero) * factor
        intent = INTENTS[intents.index(max(intents))]
        asks = question > self._question_cut
        complains = complaint > self._complaint_cut or intent == "complaint"  # which nothing else is about
        first = exp((-question if asks else question) / self._question_warmth)
        second = exp((-complaint if complains else complaint) / self._complaint_warmth)
        return Reading(
            asks,
            complains,
            intent,
            EMOTIONS[emotions.index(max(emotions))],
            1 / ((1 + first) * (1 + second)),
            grams,
        )

    def _bias_row(self, count: int) -> int:
        """Return the biases as a row to add to those of so many grams, and remember it: sums are compared as they are."""
        fields = [_BIAS_ZERO + round(bias * sqrt(count) / self._scale) for bias in self._biases]
        row = self._bias_rows[count] = int.from_bytes(_FIELDS.pack(*fields), "little")
        return row

    def words(self, folded: str, grams: Iterable[Gram], output: str) -> list[tuple[int, int]]:
        """Return where those grams of a text stand that speak most for an output ("question"), the strongest first."""
        column = OUTPUTS.index(output)
        found = [
            (_UNPACK(self._rows[number].to_bytes(_ROW, "little"))[column], start, end)
            for number, start, end in grams
        ]
        shift = 1 + _begins_latin(folded)  # what `marked` put before
        strongest = sorted((gram for gram in found if gram[0] > ZERO), reverse=True)[:_MOST_WORDS]
        spans = [(max(0, start - shift), min(len(folded), end - shift)) for _, start, end in strongest]
        return [span for span in spans if span[0] < span[1]]


def marked(folded: str) -> str:
    """Return a folded text as its grams see it: with its ends marked, and a space before a first Latin word."""
    return f"{MARK} {folded}{MARK}" if _begins_latin(folded) else f"{MARK}{folded}{MARK}"


def hint_share(grams: int) -> int:
    """Return how often a hint counts beside so many grams: what keeps its voice through the square root, as a whole number."""
    return round(sqrt(grams))


def _begins_latin(folded: str) -> bool:
    return "a" <= folded[:1] <= "z"
