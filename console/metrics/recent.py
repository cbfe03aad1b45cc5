"""The latest comments, for the few of them that are deleted: in which second each came, and whether it asked."""

from typing import NamedTuple

REMEMBERED = 50_000
"""How many comments are remembered at least, and never many more than twice: a quarter of an hour of 3,000 a minute."""


class Deleted(NamedTuple):
    """A comment that was taken out: its second (UTC, since the epoch), and what triage had said of it."""

    second: int
    question: bool
    complaint: bool


class _Generation:
    """A run of comments: their ids by second as they came, and by id once somebody has looked for one."""

    def __init__(self) -> None:
        self.lists: list[tuple[int, list[str]]] = []
        self.questions: set[str] = set()
        self.complaints: set[str] = set()
        self._index: dict[str, int] = {}

    def pop(self, comment: str) -> int | None:
        for second, ids in self.lists:
            self._index.update(dict.fromkeys(ids, second))
        self.lists.clear()
        return self._index.pop(comment, None)


class RecentComments:
    """A bounded memory that costs a comment one entry in a list; only a deletion makes it look things up.

    `ids` are those of the current second: whoever hears a comment appends its id, after `begin` for each new second.
    """

    def __init__(self) -> None:
        self.second: int | None = None
        self.ids: list[str] = []
        self._size = 0
        self._young = _Generation()
        self._old = _Generation()

    def begin(self, second: int) -> None:
        """Begin a list for the comments of a second (UTC, since the epoch)."""
        self._size += len(self.ids)
        if self._size >= REMEMBERED:
            self._old, self._young, self._size = self._young, _Generation(), 0
        self.second, self.ids = second, []
        self._young.lists.append((second, self.ids))

    def judged(self, *, question: bool, complaint: bool) -> None:
        """Keep what triage said of the latest comment."""
        if question:
            self._young.questions.add(self.ids[-1])
        if complaint:
            self._young.complaints.add(self.ids[-1])

    def pop(self, comment: str) -> Deleted | None:
        """Take out a comment; None where it is not remembered."""
        found = None
        for generation in (self._young, self._old):
            second = generation.pop(comment)
            if second is not None:
                found = Deleted(second, comment in generation.questions, comment in generation.complaints)
                break
        if self.second is not None:  # the list so far is looked up by id now; what follows needs its own
            self.begin(self.second)
        return found
