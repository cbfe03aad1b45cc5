"""What was asked: cases that ask the same thing taken together, with how many asked and how many were answered."""

from collections.abc import Callable
from typing import Any

import msgspec

from console.metrics.waits import Waits
from console.model.events import CaseMoved, CaseOpened, ReplySent
from console.model.verdict import Lane


class Question(msgspec.Struct, kw_only=True):
    """One question or complaint, however often and in however many cases it was asked.

    `text` is how it was first put, `answer` the last answer given ("" where there was none). `askers` counts viewers
    per case; each of them was `answered`, is `waiting` or was `dismissed`. `first_asked_at` is UTC ms.
    """

    lane: Lane
    text: str
    topic: str
    product: str | None
    slots: tuple[tuple[str, str], ...]
    first_asked_at: int
    cases: list[str] = []
    askers: int = 0
    answered: int = 0
    waiting: int = 0
    dismissed: int = 0
    answer: str = ""


class QuestionList:
    """Collects what each case is about and how it was answered last."""

    def __init__(self) -> None:
        self._opened: dict[str, CaseOpened] = {}
        self._answers: dict[str, str] = {}

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {CaseOpened: self._case_opened, CaseMoved: self._case_moved, ReplySent: self._sent}

    def _case_opened(self, event: CaseOpened) -> None:
        self._opened[event.case] = event

    def _case_moved(self, event: CaseMoved) -> None:
        opened = self._opened.get(event.case)
        if opened is not None:  # the journal of an erased viewer may lack a case's beginning
            self._opened[event.case] = msgspec.structs.replace(opened, lane=event.lane, topic=event.topic)

    def _sent(self, event: ReplySent) -> None:
        if event.meaningful:
            self._answers[event.case] = event.text

    def all(self, waits: Waits) -> list[Question]:
        """Return the questions and complaints, most asked first, the earlier of equals first."""
        found: dict[tuple[Any, ...], Question] = {}
        askers = waits.askers()
        for opened in self._opened.values():
            question = found.setdefault(_meaning(opened), _question(opened))
            case = askers[opened.case]
            question.cases.append(opened.case)
            question.waiting += case.waiting
            question.answered += case.answered
            question.dismissed += case.dismissed
            question.askers += sum(case)
            question.answer = self._answers.get(opened.case, question.answer)
        return sorted(found.values(), key=lambda question: (-question.askers, question.first_asked_at))


def _question(opened: CaseOpened) -> Question:
    return Question(
        lane=opened.lane,
        text=opened.text,
        topic=opened.topic,
        product=opened.product,
        slots=opened.slots,
        first_asked_at=opened.asked_at,
    )


def _meaning(opened: CaseOpened) -> tuple[Any, ...]:
    """Return what makes two cases the same question: lane, product and slots, and the topic or else the words."""
    words = opened.topic or f"={opened.folded or opened.text}"
    return (opened.lane, opened.product, opened.slots, words)
