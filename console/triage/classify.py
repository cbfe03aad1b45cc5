"""From a comment to a verdict: what it is, what it is about, and which words said so."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from connectors.language import Words
from console.model.verdict import Emotion, Intent, Verdict
from console.triage.complaint import find_complaint
from console.triage.courtesy import is_courtesy
from console.triage.fold import LONGEST, fold
from console.triage.lexicon import Lexicon, read_lexicon
from console.triage.matcher import Hit, Matcher
from console.triage.question import asks_whether, find_question, wants_to_know
from console.triage.slots import Slots, read_slots
from console.triage.spans import Span

_REMEMBERED = 4_096  # verdicts; a flood repeats itself
_LONGEST_REMEMBERED = 64  # characters; longer comments are hardly ever repeated
# Said without naming a product, these mean the one on air.
_ABOUT_PRODUCT = frozenset({"product", "price", "purchase", "order"})
_ABOUT_IT_TOO = frozenset({"after_sales.warranty", "after_sales.repair", "after_sales.install"})
_ABOUT_THE_ROOM = frozenset({"price.draw"})
# Asked of a place, these are about the way there: 到内蒙要多久, how long to singapore; 西安能发不. Not 广州发的吗, 从广州发吗.
_HOW_LONG = re.compile(r"多久|多长时间|多少天|几[天日]|how (?:long|many days|soon)")
_GETS_THERE = re.compile(r"^(?!.*从).*(?:(?<!头)[发寄送邮](?![的票])|能到|到得了|到不了|ship|send|deliver)")
_WHAT_REMAINS = ".general"  # a topic that yields to every other
_LINK = "purchase.link"
_NUMBERED_LINK = re.compile(r"[0-9一二三四五六七八九十]号?(?:链接|连接)")  # names a product: 4号链接多少钱
_EMOTIONS: tuple[Emotion, ...] = ("angry", "anxious", "negative", "positive")  # the strongest first


class Triage:
    """Reads comments by the rules of the word lists. Built once; reading touches no file and no clock.

    `topics` maps every topic to its titles, in the order that decides ties.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.topics: Mapping[str, Words] = lexicon.topics
        self._rank = {topic: rank for rank, topic in enumerate(lexicon.topics)}
        self._matcher = Matcher(lexicon.cues)
        self._faces = lexicon.faces
        self._face = re.compile(
            "|".join(sorted(map(re.escape, self._faces), key=len, reverse=True)) or r"(?!)"
        )
        self._remember = lru_cache(_REMEMBERED)(self._read)

    @classmethod
    def load(cls, lexicon_dir: Path, shop_dir: Path | None = None) -> "Triage":
        """Read the word lists, then a shop's changes to them. Raises `UserProblem` with all that is wrong in them."""
        lexicon = read_lexicon(lexicon_dir, shop_dir)
        triage = cls(lexicon)
        lexicon.refuse()
        return triage

    def read(self, text: str, product_on_air: str | None = None) -> Verdict:
        """Return the verdict about a comment. Any string is accepted.

        A comment about a product that names none is taken to mean the one on air; one that names goods is not.
        """
        verdict = self._remember(text) if len(text) <= _LONGEST_REMEMBERED else self._read(text)
        if product_on_air is None or verdict.product is not None or not _means_what_is_on_air(verdict):
            return verdict
        return replace(verdict, product=product_on_air)

    def _read(self, text: str) -> Verdict:
        folded = fold(text)
        topics, grievances, questions, tone, feelings, named = self._matcher.find(folded)
        topics = _outside(topics, [hit for hit in questions if hit.name == "not_asking" and not hit.is_loose])
        abused = any(hit.name == "insults" for hit in tone)
        question = find_question(folded, questions, abused=abused, topical=bool(topics))
        complaint = find_complaint(folded, tone, whether=question.holds and asks_whether(folded, questions))
        topic, about = self._topic(
            topics + grievances if complaint.holds else topics,
            numbered=_NUMBERED_LINK.search(folded) is not None,
        )
        product: str | None = None
        slots: Slots = ()
        if topic or question.holds or complaint.holds:
            product, slots = read_slots(folded, named)
        if topic and not question.holds and not complaint.holds:
            question = wants_to_know(folded, topic, slots)
        if question.holds and (not topic or (topic == _LINK and product)):
            topic = _topic_of(folded, slots) or topic
        spans = _merged({*question.spans, *complaint.spans, *about})
        return Verdict(
            question=question.holds,
            complaint=complaint.holds,
            intent=_intent(topic, complaint=complaint.holds),
            emotion="angry"
            if abused
            else self._emotion(text, feelings, question=question.holds, complaint=complaint.holds),
            confidence=min(question.confidence, complaint.confidence),
            folded=folded,
            topic=topic,
            reasons=tuple(dict.fromkeys(_as_written(text, folded, start, end) for start, end in spans)),
            product=product,
            slots=slots,
            courtesy=is_courtesy(folded),
        )

    def _topic(self, hits: list[Hit], *, numbered: bool) -> tuple[str, list[Span]]:
        weights: dict[str, float] = {}
        for hit in hits:
            yields = hit.name.endswith(_WHAT_REMAINS) or (numbered and hit.name == _LINK)
            weights[hit.name] = weights.get(hit.name, 0) + (0 if yields else hit.weight)
        if not weights:
            return "", []
        best = min(weights, key=lambda topic: (-weights[topic], self._rank[topic]))
        return best, [(hit.start, hit.end) for hit in hits if hit.name == best]

    def _emotion(self, text: str, hits: list[Hit], *, question: bool, complaint: bool) -> Emotion:
        shown = {self._faces[face] for face in self._face.findall(text[:LONGEST])}
        shown.update(hit.name for hit in hits)
        emotion: Emotion = next((emotion for emotion in _EMOTIONS if emotion in shown), "neutral")
        if emotion in {"neutral", "positive"} and (question or complaint):
            return "negative" if complaint else "neutral"  # 好看吗 praises nothing
        return emotion


def _means_what_is_on_air(verdict: Verdict) -> bool:
    if any(kind == "item" for kind, _ in verdict.slots) or verdict.topic in _ABOUT_THE_ROOM:
        return False
    if not verdict.topic:
        return verdict.question  # 能烘干吗: whatever it asks, it asks it of what is shown
    return verdict.intent in _ABOUT_PRODUCT or verdict.topic in _ABOUT_IT_TOO


def _outside(hits: list[Hit], phrases: list[Hit]) -> list[Hit]:
    """Return the hits that are no part of a set phrase: 怎么拍都好看 is not about ordering."""
    if not phrases:
        return hits
    return [
        hit
        for hit in hits
        if not any(set_phrase.start <= hit.start and hit.end <= set_phrase.end for set_phrase in phrases)
    ]


def _intent(topic: str, *, complaint: bool) -> Intent:
    if topic:
        return topic.partition(".")[0]  # type: ignore[return-value]  # the lexicon admits known intents only
    return "complaint" if complaint else "chat"


def _topic_of(folded: str, slots: Slots) -> str:
    """Return what a question that names no topic is about by what it names."""
    kinds = {kind for kind, _ in slots}
    if "measures" in kinds:
        return "product.size_advice"
    if "place" in kinds and _HOW_LONG.search(folded):
        return "logistics.arrival"
    if "place" in kinds and _GETS_THERE.search(folded):
        return "logistics.region"
    return "product.stock" if kinds & {"size", "colour"} else ""


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
