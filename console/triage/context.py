"""Reads a comment in the live room: with what its viewer has just said, with what everybody says, with what is on air.

Driven by the times of the comments alone: the same comments in the same order always give the same verdicts, live, after a
restart and in a replay. What it remembers is bounded in seconds and in number.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from connectors.events import CommentReceived
from console.model.verdict import Verdict
from console.triage.echoes import Echoes
from console.triage.fragments import as_one, may_belong
from console.triage.lately import Lately
from console.triage.repeats import Repeats

JOINED_WITHIN_MS = 10_000
"""Who goes on with a sentence does so at once."""

REMEMBERED_MS = 5 * 60_000
"""Nothing older than this has a say."""

_MOST_VIEWERS = 10_000  # who may go on with what they have just said


class Reads(Protocol):
    """What reads a comment by itself, as `Triage` does."""

    def read(self, text: str, product_on_air: str | None = None) -> Verdict:
        """Return the verdict."""


class Context:
    """Triage with a memory of the room. One for each broadcast; give it every comment once, in order."""

    def __init__(self, triage: Reads) -> None:
        self._triage = triage
        self._echoes = Echoes()
        self._repeats = Repeats()
        self._parts: Lately[tuple[str, Verdict]] = Lately(JOINED_WITHIN_MS, _MOST_VIEWERS)

    def recall(self, comments: Sequence[tuple[CommentReceived, str | None]]) -> None:
        """Hear again what was said before a restart, with the product each was taken to be about; what is too old is left out."""
        for comment, product in comments:
            if comments[-1][0].at - comment.at < REMEMBERED_MS:
                self.read(comment, product)

    def read(self, comment: CommentReceived, product_on_air: str | None = None) -> Verdict:
        """Return the verdict about a comment, `context` saying what the room had to do with it.

        A complaint is never overruled: many of them at once are the contrary of harmless.
        """
        verdict = self._triage.read(comment.text, product_on_air)
        if comment.history:
            return verdict  # long past, and not in its place among the others
        at, viewer = comment.at, comment.viewer
        if comment.staff:
            self._echoes.prompt(at, verdict.folded)
            return verdict
        if verdict.question and not verdict.complaint and self._echoes.hear(at, viewer, verdict.folded):
            return replace(verdict, question=False, context="echo")
        said = comment.text
        part = self._parts.get(viewer, at)  # what they said just before, and what it was read as
        if part is not None and may_belong(part[1], verdict):
            whole = f"{part[0]} {said}"
            both = as_one(part[1], verdict, self._triage.read(whole, product_on_air))
            if both is not None:
                said, verdict = whole, replace(both, context="joined", said=whole)
        self._parts.note(viewer, at, (said, verdict))
        if verdict.question or verdict.complaint:
            return self._repeats.hear(at, viewer, verdict)
        return verdict
