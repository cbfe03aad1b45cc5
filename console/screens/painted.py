"""A widget that is a list of finished rows: only rows that differ are drawn again, and nothing is ever laid out."""

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from console.screens import theme


class Painted(Widget):
    """Shows strips of exactly its own width, one a row. Rows beyond those it was given are blank."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name for it
        super().__init__(id=id)
        self._rows: Sequence[Strip] = ()

    @property
    def rows(self) -> Sequence[Strip]:
        """The rows as they were last painted."""
        return self._rows

    def paint(self, rows: Sequence[Strip]) -> None:
        """Show these rows; those that look as before cost nothing."""
        before, self._rows = self._rows, rows
        width = self.size.width
        count = min(max(len(before), len(rows)), self.size.height)
        changed = [
            Region(0, y, width, 1)
            for y in range(count)
            if y >= len(before) or y >= len(rows) or (before[y] is not rows[y] and before[y] != rows[y])
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Return the finished row `y`."""
        if y < len(self._rows):
            return self._rows[y].apply_style(theme.GROUND)
        return Strip.blank(self.size.width, theme.GROUND)
