"""The latest comments, for the screens: a ring addressed by sequence number, which never moves under a reader."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from connectors.events import CommentReceived, FeedGap
from console.model.events import CommentClassified, CommentCorrected
from console.model.verdict import Verdict

CAPACITY = 5_000


class Line(NamedTuple):
    """One line of the live feed: a comment with its verdict, or a gap (verdict None)."""

    seq: int
    event: CommentReceived | FeedGap
    verdict: Verdict | None


class RecentLines:
    """The latest `CAPACITY` lines. `end` is the sequence number the next line will bear, `start` the oldest kept."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._lines: deque[Line] = deque(maxlen=capacity)
        self.end = 0

    @property
    def start(self) -> int:
        """The sequence number of the oldest line kept; equals `end` where there is none."""
        return self.end - len(self._lines)

    def append(self, event: CommentReceived | FeedGap, verdict: Verdict | None) -> None:
        """Add a line; the oldest falls out when the ring is full."""
        self._lines.append(Line(self.end, event, verdict))
        self.end += 1

    def classify(self, event: CommentClassified) -> None:
        """Give the newest line its verdict, if it is that comment's: how a restored broadcast gets its marks back."""
        last = self._lines[-1] if self._lines else None
        if last is not None and isinstance(last.event, CommentReceived) and last.event.id == event.id:
            self._lines[-1] = last._replace(verdict=_verdict(event))

    def correct(self, event: CommentCorrected) -> None:
        """Give a line that is still kept the verdict of its correction."""
        for index in range(len(self._lines) - 1, -1, -1):
            line = self._lines[index]
            if isinstance(line.event, CommentReceived) and line.event.id == event.id:
                self._lines[index] = line._replace(verdict=event.now.put_on(line.verdict or _PLAIN))
                return

    def find(self, comment: str) -> Line | None:
        """Return the line of a comment by its id, None where it is not kept."""
        return next(
            (
                line
                for line in self.backwards()
                if isinstance(line.event, CommentReceived) and line.event.id == comment
            ),
            None,
        )

    def at(self, seq: int) -> Line | None:
        """Return the line with a sequence number, None where it has fallen out or is yet to come."""
        index = seq - self.start
        return self._lines[index] if 0 <= index < len(self._lines) else None

    def comments(self) -> list[tuple[CommentReceived, str | None]]:
        """Return the comments among the lines, oldest first, each with the product it was taken to be about."""
        return [
            (line.event, line.verdict.product if line.verdict is not None else None)
            for line in self._lines
            if isinstance(line.event, CommentReceived)
        ]

    def backwards(self) -> Iterator[Line]:
        """Yield the lines, newest first."""
        return reversed(self._lines)


_PLAIN = Verdict(question=False, complaint=False, intent="chat", emotion="neutral", confidence=0.0, folded="")


def _verdict(event: CommentClassified) -> Verdict:
    """Return the verdict as the journal kept it."""
    return Verdict(
        question=event.question,
        complaint=event.complaint,
        intent=event.intent,
        emotion=event.emotion,
        confidence=event.confidence,
        folded="",
        topic=event.topic,
        reasons=event.reasons,
        product=event.product,
        slots=event.slots,
        marks=event.marks,
        context=event.context,
        said=event.said,
    )
