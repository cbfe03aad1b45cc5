"""A memory that forgets: what was noted under a key lately, by the times of events and never by a clock."""

from typing import Generic, TypeVar

Noted = TypeVar("Noted")


class Lately(Generic[Noted]):
    """Remembers the latest note of each key for `keep_ms`, of about `most` keys.

    Two generations of notes, of which the older is dropped as a whole: nothing is ever searched for what is too old.
    """

    def __init__(self, keep_ms: int, most: int) -> None:
        self._keep_ms = keep_ms
        self._most_in_one = most // 2
        self._begun = 0
        self._notes: dict[str, tuple[int, Noted]] = {}
        self._older: dict[str, tuple[int, Noted]] = {}

    def __len__(self) -> int:
        return len(self._notes) + len(self._older)

    def get(self, key: str, at: int) -> Noted | None:
        """Return what was noted within `keep_ms` before `at` (ms); None where nothing was, or only later than that."""
        found = self._notes.get(key) or self._older.get(key)
        return found[1] if found is not None and 0 <= at - found[0] < self._keep_ms else None

    def note(self, key: str, at: int, noted: Noted) -> None:
        """Note something at `at` (ms) in place of what was noted before."""
        if at - self._begun >= self._keep_ms or len(self._notes) >= self._most_in_one:
            self._older = self._notes
            self._notes = {}
            self._begun = at
        self._notes[key] = at, noted
