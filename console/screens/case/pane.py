"""The open case on the screen."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from console.screens import theme
from console.screens.case.rows import Choosable, Sheet, sheet_rows
from console.screens.painted import Painted
from console.screens.strips import Piece, ends, row

BRIEF_UNDER = 18
"""Below this height every part is kept short."""


class CasePane(Painted, can_focus=True):
    """Draws a heading and the case's rows, scrolled by rows; a changed case begins at the top."""

    class Picked(Message):
        """Somebody clicked on an answer: the number of a script, or `EARLIER`."""

        def __init__(self, choice: int) -> None:
            super().__init__()
            self.choice = choice

    class Moved(Message):
        """Somebody turned the wheel."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - textual's own name for it
        super().__init__(id=id)
        self._shown: list[Choosable] = []
        self._case = ""
        self._top = 0

    def show(
        self, sheet: Sheet | None, heading: tuple[Sequence[Piece], Sequence[Piece]], empty: Sequence[str]
    ) -> None:
        """Paint a case. `heading` is its left and its right part, `empty` what is said where no case is open."""
        width, height = self.size
        base = theme.HEADING_ACTIVE if self.has_focus else theme.HEADING
        lines: list[Strip] = [ends(heading[0], heading[1], width, base)]
        if sheet is None:
            self._shown = [Choosable(row([(" " + text, theme.MUTED)], width)) for text in empty]
        else:
            if sheet.case.id != self._case:
                self._case, self._top = sheet.case.id, 0
            self._shown = sheet_rows(sheet, width, brief=height < BRIEF_UNDER)
        self._top = max(0, min(self._top, len(self._shown) - height + 1))
        lines += [shown.strip for shown in self._shown[self._top : self._top + height - 1]]
        self.paint(lines)

    def scroll(self, by: int) -> None:
        """Move the view by rows, down where positive; seen at the next `show`."""
        self._top = max(0, self._top + by)

    def on_click(self, event: events.Click) -> None:
        """Choose the answer under the pointer."""
        event.stop()
        index = self._top + event.y - 1
        choice = self._shown[index].choice if event.y > 0 and index < len(self._shown) else None
        if choice is not None:
            self.post_message(self.Picked(choice))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look further up."""
        event.stop()
        self.scroll(-2)
        self.post_message(self.Moved())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look further down."""
        event.stop()
        self.scroll(2)
        self.post_message(self.Moved())
