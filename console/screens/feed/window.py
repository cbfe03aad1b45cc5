"""Which comments are in sight: follow the newest, or hold still under a reader. Knows nothing of widgets."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from connectors.events import FeedGap
from console.recent import Line, RecentLines

READABLE_PER_S = 40
"""Nobody reads plain chat faster than this; beyond it a sample is shown, with every question, complaint and gap."""


@dataclass(slots=True)
class Unseen:
    """What has come since the view was held."""

    lines: int = 0
    questions: int = 0
    complaints: int = 0


class FeedWindow:
    """A view of the recent lines. Rows are numbered for good, so neither inflow nor eviction moves what is held.

    `top` is the number of the first row in sight, None while the newest is followed. `cursor` is the row a reader
    has moved to. `sampled` says that plain chat came too fast to show all of it.
    """

    def __init__(self, recent: RecentLines) -> None:
        self._recent = recent
        self._matches: Callable[[Line], bool] | None = None
        self.top: int | None = None
        self.cursor: int | None = None
        self.unseen = Unseen()
        self._begin()

    def _begin(self) -> None:
        self._shown: deque[int] = deque()
        self._first = 0
        self._read = self._recent.start
        self._credit = float("inf")  # what lies there already is shown whole
        self._pulled_at = 0
        self.sampled = False

    @property
    def end(self) -> int:
        """The number the next row will bear."""
        return self._first + len(self._shown)

    @property
    def following(self) -> bool:
        """Whether the newest line is in sight."""
        return self.top is None

    @property
    def hidden(self) -> int:
        """How many of the lines kept the filter hides."""
        return 0 if self._matches is None else self._read - self._recent.start - len(self._shown)

    def filter(self, matches: Callable[[Line], bool] | None) -> None:
        """Show only the lines that match (None: all), following the newest."""
        self._matches = matches
        self._begin()
        self.follow()

    def pull(self, now: int) -> bool:
        """Take in what has come up to `now` (UTC ms); whether there is anything new."""
        recent = self._recent
        new = range(max(self._read, recent.start), recent.end)
        self._read = recent.end
        earned = READABLE_PER_S * max(0, now - self._pulled_at) / 1000
        self._credit = min(self._credit + earned, READABLE_PER_S) if self._pulled_at else self._credit
        self._pulled_at = now
        lines = [line for seq in new if (line := recent.at(seq)) is not None]
        self._admit(lines)
        while self._shown and self._shown[0] < recent.start:
            self._shown.popleft()
            self._first += 1
        return bool(lines)

    def _admit(self, lines: list[Line]) -> None:
        if self._matches is not None:
            lines = [line for line in lines if self._matches(line)]
        plain = sum(_is_plain(line) for line in lines)
        # Too fast: of the plain ones every n-th.
        every = 1 if self._matches or plain <= self._credit else int(plain / max(1.0, self._credit)) + 1
        self.sampled = every > 1
        count = 0
        for line in lines:
            if _is_plain(line):
                count += 1
                if count % every:
                    continue
                self._credit -= 1
            self._shown.append(line.seq)
            if self.top is not None:
                self._count(line)

    def _count(self, line: Line) -> None:
        self.unseen.lines += 1
        if line.verdict is not None:
            self.unseen.complaints += line.verdict.lane == "complaint"
            self.unseen.questions += line.verdict.lane == "question"

    def rows(self, height: int) -> list[tuple[int, Line]]:
        """Return the lines in sight with their numbers, at most `height`. A view that has grown is filled from above."""
        start = max(self._first, self.end - height)
        if self.top is not None:
            self.top = start = max(self._first, min(self.top, start))
        seqs = islice(self._shown, start - self._first, start - self._first + height)
        return [
            (number, line)
            for number, seq in enumerate(seqs, start)
            if (line := self._recent.at(seq)) is not None
        ]

    def under_cursor(self) -> Line | None:
        """Return the line the cursor is on."""
        if self.cursor is None or not self._first <= self.cursor < self.end:
            return None
        return self._recent.at(self._shown[self.cursor - self._first])

    def hold(self, height: int) -> int:
        """Stop following: what is in sight stays there. Returns the number of the first row in sight."""
        if self.top is None:
            self.top = max(self._first, self.end - height)
            self.unseen = Unseen()
        return self.top

    def follow(self) -> None:
        """Go back to the newest line."""
        self.top = self.cursor = None
        self.unseen = Unseen()

    def scroll(self, by: int, height: int) -> None:
        """Move the view by rows, up where negative; at the end it follows again."""
        self.top = max(self._first, self.hold(height) + by)
        if by > 0 and self.top >= self.end - height:
            self.follow()

    def move(self, by: int, height: int) -> None:
        """Move the cursor by rows and keep it in sight; beyond the newest line the view follows again."""
        top = self.hold(height)
        last = min(top + height, self.end) - 1
        cursor = self.cursor if self.cursor is not None else last + (by < 0)
        if cursor + by >= self.end and by > 0:
            self.follow()
            return
        self.cursor = max(self._first, min(self.end - 1, cursor + by))
        self.top = max(min(top, self.cursor), self.cursor - height + 1, self._first)

    def point(self, number: int, height: int) -> None:
        """Put the cursor on a row in sight."""
        self.hold(height)
        self.cursor = number


def _is_plain(line: Line) -> bool:
    return not isinstance(line.event, FeedGap) and (line.verdict is None or line.verdict.lane is None)
