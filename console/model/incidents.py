"""Complaints that come in numbers, as they stand now. Built and changed only by `console.desk.apply`."""

from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class Incident:
    """Many viewers complaining of one thing at once.

    It is about `topic`, or, where that is "", about the `words` they use. `since` is when the first of them complained,
    `last_at` when there were last many at once (UTC ms). `viewers` is bounded: beyond ten thousand nobody is added.
    """

    topic: str
    words: str
    since: int
    last_at: int
    viewers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Grievance:
    """The complaints about one thing: (UTC ms, viewer) of the last minute, and when those of the ten minutes before came."""

    lately: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=2_000))
    before: deque[int] = field(default_factory=lambda: deque(maxlen=10_000))


@dataclass(slots=True)
class Pace:
    """How many comments came since `begun` (UTC ms), and how many in the minute before."""

    begun: int = 0
    comments: int = 0
    before: int = 0
