"""The queue on the screen."""

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from console.model.cases import Case
from console.screens import theme
from console.screens.painted import Painted
from console.screens.queue.order import Place
from console.screens.queue.rows import Look, case_rows
from console.screens.strips import Piece, ends, row

TALL_FROM = 22
"""From this height on a case takes two rows."""


class QueuePane(Painted, can_focus=True):
    """Draws a heading and the cases around the open one; only those in sight cost anything."""

    class Picked(Message):
        """Somebody clicked on a case."""

        def __init__(self, case_id: str) -> None:
            super().__init__()
            self.case_id = case_id

    class Moved(Message):
        """Somebody turned the wheel: `by` cases, up where negative."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, *, id: str) -> None:  # noqa: A002 - textual's own name for it
        super().__init__(id=id)
        self._top = self._below_top = self._turns = 0
        self._shown: Sequence[Case] = ()

    @property
    def tall(self) -> bool:
        """Whether a case takes two rows."""
        return self.size.height >= TALL_FROM

    def show(
        self,
        place: Place,
        look: Callable[[Case], Look],
        heading: tuple[str, Sequence[Piece]],
        empty: Sequence[str],
    ) -> None:
        """Paint the cases. `heading` is its left and its right part, `empty` what is said where there is no case."""
        width = self.size.width
        base = theme.HEADING_ACTIVE if self.has_focus else theme.HEADING
        lines: list[Strip] = [ends([(" " + heading[0], base)], heading[1], width, base)]
        self._shown = self._in_sight(place)
        chosen = theme.CHOSEN if self.has_focus else theme.MARKED
        for case in self._shown:
            style = chosen if case.id == place.current else None
            lines += case_rows(case, look(case), width, tall=self.tall, chosen=style)
        if not self._shown:
            lines += [row([(" " + text, theme.MUTED)], width) for text in empty]
        self.paint(lines[: self.size.height])

    def _in_sight(self, place: Place) -> Sequence[Case]:
        count = max(1, (self.size.height - 1) // (2 if self.tall else 1))
        row, top = place.row, self._top
        if row is not None and place.turns != self._turns:
            top = max(min(top, row), row - count + 1)
        elif row is not None and top > 0 and not place.sunk:
            top = row - self._below_top  # further down, what is read stands still
        # Otherwise the top of the queue stays in sight, where the most urgent cases are.
        self._turns = place.turns
        self._top = max(0, min(top, len(place.cases) - count))
        self._below_top = 0 if row is None else row - self._top
        return place.cases[self._top : self._top + count]

    def on_click(self, event: events.Click) -> None:
        """Open the case under the pointer."""
        event.stop()
        index = (event.y - 1) // (2 if self.tall else 1)
        if event.y > 0 and index < len(self._shown):
            self.post_message(self.Picked(self._shown[index].id))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go to an earlier case."""
        event.stop()
        self.post_message(self.Moved(-1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go to a later case."""
        event.stop()
        self.post_message(self.Moved(1))
