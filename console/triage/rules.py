"""The rules: what the word lists say about a comment, before or without the learned model."""

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from connectors.language import Words
from console.model.verdict import Emotion, Intent
from console.triage.complaint import find_complaint
from console.triage.fold import LONGEST, fold
from console.triage.lexicon import Lexicon, read_lexicon
from console.triage.matcher import Hit, Matcher
from console.triage.question import Finding, asks_whether, find_question, wants_to_know
from console.triage.slots import Slots, read_slots
from console.triage.spans import Span

# Asked of a place, these are about the way there: 到内蒙要多久, how long to singapore; 西安能发不. Not 广州发的吗, 从广州发吗.
_HOW_LONG = re.compile(r"多久|多长时间|多少天|几[天日]|how (?:long|many days|soon)")
_GETS_THERE = re.compile(r"^(?!.*从).*(?:(?<!头)[发寄送邮](?![的票])|能到|到得了|到不了|ship|send|deliver)")
_WHAT_REMAINS = ".general"  # a topic that yields to every other
_LINK = "purchase.link"
_NUMBERED_LINK = re.compile(r"[0-9一二三四五六七八九十]号?(?:链接|连接)")  # names a product: 4号链接多少钱
_EMOTIONS: tuple[Emotion, ...] = ("angry", "anxious", "negative", "positive")  # the strongest first


class Ruled(msgspec.Struct, frozen=True, gc=False):
    """What the rules make of a text. `topics` are the hits that name one; `hints` tell the model what was found."""

    folded: str
    question: Finding
    complaint: Finding
    topic: str
    intent: Intent
    emotion: Emotion
    topics: list[Hit]
    numbered: bool
    product: str | None
    slots: Slots | None
    named: list[Hit]
    hints: list[str]


class Rules:
    """Reads comments by the word lists. `topics` maps every topic to its titles, in the order that decides ties."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.topics: Mapping[str, Words] = lexicon.topics
        self._rank = {topic: rank for rank, topic in enumerate(lexicon.topics)}
        self._matcher = Matcher(lexicon.cues)
        self._faces = lexicon.faces
        self._face = re.compile(
            "|".join(sorted(map(re.escape, self._faces), key=len, reverse=True)) or r"(?!)"
        )
        self._face_starts = frozenset(face[0] for face in self._faces)

    @classmethod
    def load(cls, lexicon_dir: Path, shop_dir: Path | None = None) -> "Rules":
        """Read the word lists, then a shop's changes to them. Raises `UserProblem` with all that is wrong in them."""
        lexicon = read_lexicon(lexicon_dir, shop_dir)
        rules = cls(lexicon)
        lexicon.refuse()
        return rules

    def read(self, text: str) -> Ruled:
        """Judge a comment. Any string is accepted."""
        folded = fold(text)
        topics, grievances, questions, tone, feelings, named = self._matcher.find(folded)
        shown = [hit.name for hit in feelings]
        if folded != text and not self._face_starts.isdisjoint(text):
            shown += [self._faces[face] for face in self._face.findall(text[:LONGEST])]
        hints = [hit.name for layer in (topics, grievances, questions, tone, named) for hit in layer] + shown
        if topics and questions:
            topics = _outside(topics, questions)
        abused = "insults" in hints
        question = find_question(folded, questions, abused=abused, topical=bool(topics))
        complaint = find_complaint(folded, tone, whether=question.holds and asks_whether(folded, questions))
        if complaint.holds:
            topics += grievances
        numbered = bool(topics) and _NUMBERED_LINK.search(folded) is not None
        topic = self.topic(topics, numbered=numbered)
        product: str | None = None
        slots: Slots | None = None
        if question.holds or topic:
            product, slots = read_slots(folded, named)
            if topic and not question.holds and not complaint.holds:
                question = wants_to_know(folded, topic, slots)
            if question.holds and (not topic or (topic == _LINK and product)):
                topic = _topic_of(folded, slots) or topic
        intent: Intent = topic.partition(".")[0] if topic else "complaint" if complaint.holds else "chat"  # type: ignore[assignment]  # the lexicon admits known intents only
        emotion = _emotion(shown, abused=abused, question=question.holds, complaint=complaint.holds)
        if question.holds:
            hints.append("a question")
        if complaint.holds:
            hints.append("a complaint")
        hints += "about " + intent, "sounds " + emotion
        return Ruled(
            folded,
            question,
            complaint,
            topic,
            intent,
            emotion,
            topics,
            numbered,
            product,
            slots,
            named,
            hints,
        )

    def topic(self, hits: list[Hit], intent: Intent | None = None, *, numbered: bool) -> str:
        """Return the topic that hits speak for most, within an intent if one is given; "" for none.

        `numbered` says that the text names a product by its link: then the wish for a link is no topic.
        """
        weights: dict[str, float] = {}
        for hit in hits:
            name = hit.name
            if intent is None or name.startswith(intent):
                yields = name.endswith(_WHAT_REMAINS) or (numbered and name == _LINK)
                weights[name] = weights.get(name, 0) + (0 if yields else hit.weight)
        if len(weights) < 2:
            return next(iter(weights), "")
        return min(weights, key=lambda topic: (-weights[topic], self._rank[topic]))


def spans_of(topics: list[Hit], topic: str) -> list[Span]:
    """Return where the words stand that name a topic."""
    return [(hit.start, hit.end) for hit in topics if hit.name == topic]


def _outside(hits: list[Hit], questions: list[Hit]) -> list[Hit]:
    """Return the hits that are no part of a set phrase: 怎么拍都好看 is not about ordering."""
    phrases = [hit for hit in questions if hit.name == "not_asking" and not hit.is_loose]
    if not phrases:
        return hits
    return [
        hit
        for hit in hits
        if not any(set_phrase.start <= hit.start and hit.end <= set_phrase.end for set_phrase in phrases)
    ]


def _emotion(shown: list[str], *, abused: bool, question: bool, complaint: bool) -> Emotion:
    if abused:
        return "angry"
    emotion: Emotion = "neutral"
    if shown:
        emotion = next((emotion for emotion in _EMOTIONS if emotion in shown), "neutral")
    if emotion in {"neutral", "positive"} and (question or complaint):
        return "negative" if complaint else "neutral"  # 好看吗 praises nothing
    return emotion


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
