"""Where the agent is in the queue. The place is a case, never a row: rows move, cases do not."""

from collections.abc import Sequence

from console.model.cases import Case


class Place:
    """The cases of the queue, in the order of work, and the one that is open.

    `turns` counts how often another case was opened; what merely moves a row does not count.
    """

    def __init__(self) -> None:
        self.cases: Sequence[Case] = ()
        self.current: str | None = None
        self._row = 0
        self._row_of: dict[str, int] = {}
        self._waited = False
        self.turns = 0

    def see(self, cases: Sequence[Case]) -> None:
        """Take the queue as it is now. The open case stays the open one, even where it has left the queue."""
        self.cases = cases
        self._row_of = {case.id: row for row, case in enumerate(cases)}
        if self.current is None and cases:
            self.current = cases[0].id
            self.turns += 1
        row = self.row
        if row is not None and cases[row].waiting:
            self._row = row  # an answered case sinks to the end; the work goes on where it stood
            self._waited = True

    @property
    def sunk(self) -> bool:
        """Whether the open case was answered since it was opened, and so has sunk to the end by itself."""
        row = self.row
        return self._waited and row is not None and not self.cases[row].waiting

    @property
    def row(self) -> int | None:
        """The row of the open case; None where it is not in the queue."""
        return self._row_of.get(self.current) if self.current is not None else None

    def go(self, case_id: str) -> None:
        """Open a case."""
        self.current = case_id
        self._row = self._row_of.get(case_id, 0)
        self._waited = False
        self.turns += 1

    def lists(self, case_id: str) -> bool:
        """Whether a case stands in the queue as it is shown."""
        return case_id in self._row_of

    def open_first(self) -> None:
        """Open the first case of the queue; none where it is empty, so that no key acts on what is not shown."""
        if self.cases:
            self.go(self.cases[0].id)
        else:
            self.current, self._row = None, 0
            self.turns += 1

    def move(self, by: int) -> None:
        """Open the case `by` rows further down; from a case that has left the queue, count from where it stood."""
        if not self.cases:
            return
        row = self._row + by - (by > 0) if self.row is None else self.row + by
        self.go(self.cases[max(0, min(len(self.cases) - 1, row))].id)

    def next_best(self, agent: str) -> bool:
        """Open the first other case that waits: one nobody holds, else one's own; whether there is one."""
        waiting = [case for case in self.cases if case.id != self.current and case.waiting]
        found = next(
            (case for owner in (None, agent) for case in waiting if case.owner == owner),
            None,
        )
        if found is not None:
            self.go(found.id)
        return found is not None

    def leave(self, case_id: str, agent: str) -> None:
        """Open the next case after one that is done: one that waits and is in nobody else's hands, if there is any."""
        if self.current != case_id:
            return
        rest = [case for case in self.cases if case.id != case_id]
        onwards = rest[self._row :] + rest[: self._row][::-1]
        ours = [case for case in onwards if case.owner in {None, agent}]
        following = next(iter([case for case in ours if case.waiting] or ours or onwards), None)
        self.current = None if following is None else following.id
        self._waited = False
        self.turns += 1
