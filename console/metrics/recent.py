"""The latest comments, for the few of them that are deleted: in which second each came, and what triage said of it."""

from console.model.events import CommentClassified

REMEMBERED = 100_000
"""How many comments are remembered at least, and never many more than twice: half an hour of the busiest broadcast."""


class _Generation:
    """A run of comments: their ids by second as they came, and by id once somebody has looked for one."""

    def __init__(self) -> None:
        self.lists: list[tuple[int, list[str]]] = []
        self.verdicts: dict[str, CommentClassified] = {}
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

    def judged(self, verdict: CommentClassified) -> None:
        """Keep the verdict about the latest comment."""
        self._young.verdicts[verdict.id] = verdict

    def pop(self, comment: str) -> tuple[int, CommentClassified | None] | None:
        """Take out a comment: its second, and its verdict where it has one. None where it is not remembered."""
        for generation in (self._young, self._old):
            second = generation.pop(comment)
            if second is not None:
                found = second, generation.verdicts.pop(comment, None)
                break
        else:
            found = None
        if self.second is not None:
            self.begin(
                self.second
            )  # the list so far is looked up by id now; what follows needs one of its own
        return found
