"""The learned model: one small table of weights, one pass over a text, every answer at once.

A text is scored by the grams it holds (characters, words, short runs of them) and by what the rules found in it. Each
gram has one weight for each output; an output is the sum of its weights over the square root of how many there are,
plus a bias. The weights of a gram are packed into one integer, so that adding up is adding integers: a comment costs a
few microseconds without any numeric library.
"""

from collections.abc import Sequence
from math import exp, log, sqrt
from pathlib import Path
from struct import Struct
from typing import NamedTuple, get_args

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from connectors.language import say
from connectors.problem import BrokenProblem
from console.model.verdict import Emotion, Intent

INTENTS: tuple[Intent, ...] = get_args(Intent)
EMOTIONS: tuple[Emotion, ...] = get_args(Emotion)
OUTPUTS: tuple[str, ...] = ("question", "complaint", *INTENTS, *EMOTIONS)
"""What each column of weights speaks for, in order: two yes-or-no answers, then two choices of one."""

ZERO = 128  # a weight of 0 as a byte
MARK = "\n"  # where a text begins and ends; no folded text holds one
_FIELD = 4  # bytes for each output in a packed sum; the longest text cannot overflow them
_ROW = _FIELD * len(OUTPUTS)
_UNPACK = Struct(f"<{len(OUTPUTS)}I").unpack
_FIRST_INTENT, _FIRST_EMOTION = 2, 2 + len(INTENTS)
FORMAT = 1
_MOST_WORDS = 3  # that a reason names


class Table(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A model as it lies in its file (MessagePack).

    `weights` holds a byte for each output of each gram, then of each hint: `ZERO` + the weight in 1/`scale`. `biases` are
    those of the outputs. `cuts` are the log-odds above which a question and a complaint are told, and `warmths` by what
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
        if len(self.weights) != len(OUTPUTS) * (len(self.grams) + len(self.hints)):
            raise ValueError(f"{len(self.weights)} weights")


class Reading(NamedTuple):
    """What the model makes of a text. `confidence` is the chance that question and complaint are told right, 0 to 1."""

    question: bool
    complaint: bool
    intent: Intent
    emotion: Emotion
    confidence: float


class Model:
    """Reads comments by a table of learned weights. `trained_on` counts the lines it learned from, by source."""

    def __init__(self, table: Table) -> None:
        self.trained_on = table.trained_on
        spread = bytearray(len(table.weights) * _FIELD)
        spread[::_FIELD] = table.weights
        rows = [
            int.from_bytes(spread[start : start + _ROW], "little") for start in range(0, len(spread), _ROW)
        ]
        self._grams = table.grams
        self._rows = rows[: len(table.grams)]
        self._hints = dict(zip(table.hints, rows[len(table.grams) :], strict=True))
        self._find = AhoCorasick(
            table.grams, implementation=Implementation.ContiguousNFA, store_patterns=False
        ).find_matches_as_indexes
        self._scale = table.scale
        self._biases = table.biases
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
        outputs = self._outputs(folded, hints)
        question, complaint = outputs[0], outputs[1]
        intents, emotions = outputs[_FIRST_INTENT:_FIRST_EMOTION], outputs[_FIRST_EMOTION:]
        asks, complains = question > self._question_cut, complaint > self._complaint_cut
        return Reading(
            asks,
            complains,
            INTENTS[intents.index(max(intents))],
            EMOTIONS[emotions.index(max(emotions))],
            _chance(question / self._question_warmth, holds=asks)
            * _chance(complaint / self._complaint_warmth, holds=complains),
        )

    def words(self, folded: str, output: str) -> list[tuple[int, int]]:
        """Return where the grams stand that speak most for an output ("question", "complaint"), the strongest first."""
        column = OUTPUTS.index(output)
        found = []
        for index, start, end in self._find(marked(folded), overlapping=True):
            weight = _UNPACK(self._rows[index].to_bytes(_ROW, "little"))[column] - ZERO
            if weight > 0:
                found.append((-weight, max(0, start - 1), min(len(folded), end - 1)))
        return [(start, end) for _, start, end in sorted(found)[:_MOST_WORDS] if end > start]

    def _outputs(self, folded: str, hints: Sequence[str]) -> list[float]:
        rows = self._rows
        total = 0
        matches = self._find(marked(folded), overlapping=True)
        for index, _, _ in matches:
            total += rows[index]
        count = len(matches)
        for hint in hints:
            if row := self._hints.get(hint):
                total += row
                count += 1
        zero = ZERO * count
        factor = self._scale / sqrt(count or 1)
        return [
            (field - zero) * factor + bias
            for field, bias in zip(_UNPACK(total.to_bytes(_ROW, "little")), self._biases, strict=True)
        ]


def marked(folded: str) -> str:
    """Return a folded text as its grams see it: with its ends marked, and a space before a first Latin word."""
    return f"{MARK} {folded}{MARK}" if "a" <= folded[:1] <= "z" else f"{MARK}{folded}{MARK}"


def log_odds(chance: float) -> float:
    """Return the logarithm of the odds of a chance between 0 and 1."""
    return log(chance / (1 - chance))


def _chance(odds: float, *, holds: bool) -> float:
    return 1 / (1 + exp(min(-odds if holds else odds, 50.0)))
