"""A case and its asks, as they stand now. Built and changed only by `console.desk.apply`."""

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from console.model.events import ReplyEvent
from console.model.marks import Mark
from console.model.verdict import Emotion, Intent, Lane


class CaseStatus(StrEnum):
    """Where a case stands."""

    NEW = "new"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"

    @property
    def is_open(self) -> bool:
        """Whether somebody may still have to act."""
        return self in {CaseStatus.NEW, CaseStatus.CLAIMED, CaseStatus.ANSWERED}


@dataclass(slots=True)
class Ask:
    """One viewer's part in a case, with its own wait clock (UTC ms). Nudges never move `asked_at`.

    `marks` are those of the viewer's latest comment that bore any.
    """

    viewer: str
    name: str
    comment: str
    text: str
    asked_at: int
    feed: str
    emotion: Emotion = "neutral"
    nudges: int = 0
    answered_at: int | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Case:
    """One question or complaint being served.

    `text` is the first wording and stays the case's title: a title that changes under an agent's eyes makes her answer
    the wrong question. `newest` is the latest wording.
    `waiting` holds the open asks by viewer in the order they came, `served` the latest answered ones (bounded: a
    popular question may be asked ten thousand times); `asker_count` counts everyone who ever asked.
    `replies` are the latest replies, in every stage. `version` is the desk's version at the last change,
    `answered_version` the one at the last answer. `late` marks an ask that came after `answer` was given.
    """

    id: str
    lane: Lane
    intent: Intent
    topic: str
    product: str | None
    slots: tuple[tuple[str, str], ...]
    folded: str
    platform: str
    feed: str
    opened_at: int
    text: str
    newest: str = ""
    status: CaseStatus = CaseStatus.NEW
    owner: str | None = None
    waiting: dict[str, Ask] = field(default_factory=dict)
    served: deque[Ask] = field(default_factory=lambda: deque(maxlen=50))
    asker_count: int = 0
    last_asked_at: int = 0
    replies: deque[ReplyEvent] = field(default_factory=lambda: deque(maxlen=20))
    answer: str = ""
    answered_at: int | None = None
    answered_by: str = ""
    answered_version: int = 0
    late: bool = False
    dismiss_reason: str = ""
    changed_at: int = 0
    version: int = 0

    @property
    def oldest_ask_at(self) -> int | None:
        """When the longest-waiting asker asked (UTC ms); None where nobody waits."""
        return next(iter(self.waiting.values())).asked_at if self.waiting else None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The first asker's marks, where nobody without one waits: one honest asker makes it an honest question."""
        if not self.waiting or not all(ask.marks for ask in self.waiting.values()):
            return ()
        return next(iter(self.waiting.values())).marks

    @property
    def is_open(self) -> bool:
        """Whether the case still stands in the queue."""
        return self.status.is_open


@dataclass(slots=True)
class ViewerCard:
    """What the desk knows of a viewer in this broadcast: latest comments (UTC ms, text), counts, cases."""

    viewer: str
    name: str
    first_seen_at: int
    comments: int = 0
    orders_paid: int = 0
    recent: list[tuple[int, str]] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
