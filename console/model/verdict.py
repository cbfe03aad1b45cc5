"""Triage's answer about one comment."""

from typing import Literal

import msgspec

from console.model.marks import Mark

Intent = Literal[
    "product",
    "price",
    "order",
    "logistics",
    "payment",
    "after_sales",
    "complaint",
    "purchase",
    "chat",
    "spam",
]
Emotion = Literal["negative", "angry", "anxious", "neutral", "positive"]
Lane = Literal["question", "complaint"]
InContext = Literal["", "joined", "echo", "repeat"]
"""What the room had to do with a verdict; "" where the comment speaks for itself."""


class Verdict(msgspec.Struct, kw_only=True, frozen=True, gc=False):
    """What a comment is.

    `topic` is the fine subject within the intent (`logistics.when_sent`), "" where none was recognised; two
    comments of one topic, product and slots ask the same thing. `slots` are what must never be merged over: size,
    colour, quantity, price, place, each in canonical form (`size` → "M"). `folded` is the text as matching sees it.
    `courtesy` marks an empty acknowledgement ("thanks", "好的", "在的亲"), which neither opens nor closes a wait.
    `confidence` runs from 0 to 1; `reasons` are the words that decided. `marks` say why it deserves little trust.

    `context` says what the room had to do with it: read together with the viewer's comment before (`joined`; `said` is the
    whole in the viewer's words), no question because it echoes a prompt or what everybody types (`echo`), or the viewer's
    earlier question again, whose subject and folded text it bears (`repeat`).
    """

    question: bool
    complaint: bool
    intent: Intent
    emotion: Emotion
    confidence: float
    folded: str
    topic: str = ""
    reasons: tuple[str, ...] = ()
    product: str | None = None
    slots: tuple[tuple[str, str], ...] = ()
    courtesy: bool = False
    marks: tuple[Mark, ...] = ()
    context: InContext = ""
    said: str = ""

    @property
    def lane(self) -> Lane | None:
        """The lane the comment is served in; None where it needs no answer."""
        return lane_of(question=self.question, complaint=self.complaint)


def lane_of(*, question: bool, complaint: bool) -> Lane | None:
    """Return the lane of a comment: a complaint's goes before a question's."""
    if complaint:
        return "complaint"
    return "question" if question else None
