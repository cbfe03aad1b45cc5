"""How well triage read a synthetic broadcast, whose comments say what they really are."""

from collections.abc import Callable
from typing import Any

import msgspec

from connectors.events import CommentReceived, Truth
from console.model.events import CommentClassified


class Detection(msgspec.Struct, kw_only=True):
    """One label over the comments whose truth is known: how often triage `said` it, it was `really` so, and `both`."""

    said: int = 0
    really: int = 0
    both: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what triage said that was so; None where it never said it."""
        return self.both / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """The share of what was so that triage said; None where nothing was."""
        return self.both / self.really if self.really else None


class Accuracy(msgspec.Struct, kw_only=True):
    """Triage against the truth, over `comments` comments."""

    comments: int
    question: Detection
    complaint: Detection


class TruthCheck:
    """Compares triage's verdicts with the truth. A verdict follows its comment at once; one without was read as plain chat."""

    def __init__(self) -> None:
        self._comments = 0
        self._latest: tuple[str, Truth] | None = None
        self._question = Detection()
        self._complaint = Detection()

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {CommentReceived: self._received, CommentClassified: self._classified}

    def _received(self, event: CommentReceived) -> None:
        truth = event.truth
        if truth is not None and not event.history:
            self._comments += 1
            self._latest = (event.id, truth)
            self._question.really += truth.question
            self._complaint.really += truth.complaint

    def _classified(self, event: CommentClassified) -> None:
        if self._latest is not None and self._latest[0] == event.id:
            truth = self._latest[1]
            self._question.said += event.question
            self._question.both += event.question and truth.question
            self._complaint.said += event.complaint
            self._complaint.both += event.complaint and truth.complaint

    def accuracy(self) -> Accuracy | None:
        """Return how well triage did, None where no comment says what it really is."""
        if not self._comments:
            return None
        return Accuracy(comments=self._comments, question=self._question, complaint=self._complaint)
