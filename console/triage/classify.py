"""From a comment to a verdict: what it is, what it is about, and which words said so."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from connectors.language import Words
from console.model.verdict import Verdict
from console.triage.courtesy import is_courtesy
from console.triage.model import Model, Reading
from console.triage.rules import Ruled, Rules, spans_of
from console.triage.slots import read_slots
from console.triage.spans import Span

MODEL_NAME = "model.msgpack"
_REMEMBERED = 4_096  # verdicts; a flood repeats itself
_LONGEST_REMEMBERED = 64  # characters; longer comments are hardly ever repeated
# Said without naming a product, these mean the one on air.
_ABOUT_PRODUCT = frozenset({"product", "price", "purchase", "order"})
_ABOUT_IT_TOO = frozenset({"after_sales.warranty", "after_sales.repair", "after_sales.install"})
_ABOUT_THE_ROOM = frozenset({"price.draw"})


class Triage:
    """Reads comments by word lists and, where there is one, a learned model. Built once; reading touches no file and no clock.

    `topics` maps every topic to its titles, in the order that decides ties. `model` is None where the rules stand alone.
    """

    def __init__(self, rules: Rules, model: Model | None = None) -> None:
        self.topics: Mapping[str, Words] = rules.topics
        self.rules = rules
        self.model = model
        self._remember = lru_cache(_REMEMBERED)(self._read)

    @classmethod
    def load(cls, lexicon_dir: Path, shop_dir: Path | None = None, model: Path | None = None) -> "Triage":
        """Read the word lists, then a shop's changes to them, and the model, if that file exists.

        Raises `UserProblem` with all that is wrong in the lists, `BrokenProblem` for a file that is no model.
        """
        rules = Rules.load(lexicon_dir, shop_dir)
        return cls(rules, Model.load(model) if model is not None and model.exists() else None)

    def read(self, text: str, product_on_air: str | None = None) -> Verdict:
        """Return the verdict about a comment. Any string is accepted.

        A comment about a product that names none is taken to mean the one on air; one that names goods is not.
        """
        verdict = self._remember(text) if len(text) <= _LONGEST_REMEMBERED else self._read(text)
        if product_on_air is None or verdict.product is not None or not _means_what_is_on_air(verdict):
            return verdict
        return replace(verdict, product=product_on_air)

    def _read(self, text: str) -> Verdict:
        ruled = self.rules.read(text)
        read = by_rules(ruled) if self.model is None else self.model.read(ruled.folded, ruled.hints)
        topic = ruled.topic
        if topic and not topic.startswith(read.intent):
            topic = self.rules.topic(ruled.topics, read.intent, numbered=ruled.numbered)
        if not (topic or read.question or read.complaint):
            return Verdict(
                question=False,
                complaint=False,
                intent=read.intent,
                emotion=read.emotion,
                confidence=read.confidence,
                folded=ruled.folded,
                courtesy=is_courtesy(ruled.folded),
            )
        product, slots = ruled.product, ruled.slots
        if slots is None:
            product, slots = read_slots(ruled.folded, ruled.named)
        return Verdict(
            question=read.question,
            complaint=read.complaint,
            intent=read.intent,
            emotion=read.emotion,
            confidence=read.confidence,
            folded=ruled.folded,
            topic=topic,
            reasons=self._reasons(text, ruled, read, topic),
            product=product,
            slots=slots,
            courtesy=is_courtesy(ruled.folded),
        )

    def _reasons(self, text: str, ruled: Ruled, read: Reading, topic: str) -> tuple[str, ...]:
        """Return the words that decided: the rules' where they agree with what was decided, else the model's."""
        folded = ruled.folded
        spans = spans_of(ruled.topics, topic) if topic else []
        if read.question:
            spans += ruled.question.spans
        if read.complaint:
            spans += ruled.complaint.spans
        if not spans and self.model is not None:
            for output in ("question", "complaint"):
                if getattr(read, output):
                    spans += self.model.words(folded, read.grams, output)
        if len(spans) > 1:
            spans = _merged(spans)
        return tuple(dict.fromkeys([_as_written(text, folded, start, end) for start, end in spans]))


def by_rules(ruled: Ruled) -> Reading:
    """Return what the rules alone say."""
    confidence = min(ruled.question.confidence, ruled.complaint.confidence)
    return Reading(ruled.question.holds, ruled.complaint.holds, ruled.intent, ruled.emotion, confidence)


def _means_what_is_on_air(verdict: Verdict) -> bool:
    if any(kind == "item" for kind, _ in verdict.slots) or verdict.topic in _ABOUT_THE_ROOM:
        return False
    if not verdict.topic:
        return verdict.question  # 能烘干吗: whatever it asks, it asks it of what is shown
    return verdict.intent in _ABOUT_PRODUCT or verdict.topic in _ABOUT_IT_TOO


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _as_written(text: str, folded: str, start: int, end: int) -> str:
    word = folded[start:end]
    return text[start:end] if word not in text and len(text) == len(folded) else word
