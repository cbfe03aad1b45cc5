"""Which scripts to offer for a case, best first, and why."""

from collections.abc import Iterable
from heapq import nlargest

import msgspec

from connectors.language import Words
from console.model.verdict import Emotion, Intent, Lane
from console.playbook.playbook import Playbook
from console.playbook.script import Script, Step

OFFERED = 5  # one number key each
_COUNTED_KEYWORDS = 3  # so that a long list of keywords cannot buy a place

_STEPS: dict[Step, Words] = {
    "listen": Words("先倾听", "listen first"),
    "empathise": Words("共情", "show you understand"),
    "guide": Words("引导", "lead to the way out"),
    "resolve": Words("解决", "resolve"),
}
_OPENING: tuple[Step, ...] = ("listen", "empathise")


class Situation(msgspec.Struct, kw_only=True, frozen=True):
    """What is known of the case to be answered.

    `folded` is the asker's text as triage folds it, `slots` are what it names ("measures", "165cm 110斤").
    """

    lane: Lane
    intent: Intent
    topic: str = ""
    folded: str = ""
    product: str | None = None
    slots: tuple[tuple[str, str], ...] = ()
    emotion: Emotion = "neutral"


class Suggestion(msgspec.Struct, frozen=True):
    """A script to offer, and the reasons for it in a few words each."""

    script: Script
    reasons: tuple[Words, ...]


_Score = tuple[bool, bool, int, bool, bool, bool, int]


def rank(playbook: Playbook, situation: Situation, now: int) -> list[Suggestion]:
    """Return at most five scripts for a case at `now` (UTC ms), best first; the same input gives the same list.

    The topic weighs most, then the intent, then keywords in the text, then being made for the product; a tie goes
    to a script without topics over one about another topic, then to one for this lane alone, then to the order of
    the playbook. Scripts of another lane or product, those out of their time, and those that ask for what the viewer
    has said never appear. A complaint on a topic that has a script is met with that first, then with calming: one that
    listens if the viewer is angry, one that empathises if upset. Any other complaint is listened to first.
    """
    hits = playbook.keyword_hits(situation.folded)
    scripts = playbook.scripts

    def score(position: int) -> _Score:
        script = scripts[position]
        return (
            situation.topic in script.topics,
            situation.intent in script.intents,
            min(len(hits.get(position, ())), _COUNTED_KEYWORDS),
            situation.product in script.products,
            not script.topics,
            script.lane == situation.lane,
            -position,
        )

    said = {kind for kind, _ in situation.slots}

    def best(positions: Iterable[int], count: int) -> list[int]:
        usable = (
            position
            for position in positions
            if scripts[position].fits(situation.lane, situation.product)
            and scripts[position].valid_at(now)
            and said.isdisjoint(scripts[position].asks)
        )
        return nlargest(count, usable, key=score)

    openers = {position for step in _OPENING for position in playbook.by_step.get(step, ())}
    relevant = {
        *playbook.by_topic.get(situation.topic, ()),
        *playbook.by_intent.get(situation.intent, ()),
        *playbook.by_product.get(situation.product or "", ()),
        *hits,
    }
    relevant -= openers  # an answer opens once
    chosen: list[int] = []
    if situation.lane == "complaint":
        chosen += best(relevant.intersection(playbook.by_topic.get(situation.topic, ())), 1)
        for step in _OPENING:
            for opener in best(playbook.by_step.get(step, ()), 1):
                if _opens(scripts[opener], situation, answered=bool(chosen)):
                    chosen.append(opener)
    chosen += best(relevant.difference(chosen), OFFERED - len(chosen))
    return [
        Suggestion(scripts[position], _reasons(scripts[position], situation, hits.get(position, [])))
        for position in chosen
    ]


def _opens(script: Script, situation: Situation, *, answered: bool) -> bool:
    """Whether a complaint is met with this script; `answered` says that one about the matter comes before it."""
    if script.calming == "empathise":
        return situation.emotion in {"angry", "negative"}
    return not answered or situation.emotion == "angry" or situation.topic in script.topics


def _reasons(script: Script, situation: Situation, keywords: list[str]) -> tuple[Words, ...]:
    reasons: list[Words] = []
    if script.calming:
        reasons.append(_STEPS[script.calming])
    if situation.topic in script.topics:
        reasons.append(Words("同一话题", "same topic"))
    elif situation.intent in script.intents:
        reasons.append(Words("同类问题", "same kind of question"))
    if keywords:
        reasons.append(Words(f"提到{'、'.join(keywords)}", f"mentions {', '.join(keywords)}"))
    if situation.product in script.products:
        reasons.append(Words("本商品专用", "for this product"))
    return tuple(reasons)
