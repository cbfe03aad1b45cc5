"""The lines a printed review is made of: headings, rows of columns, dashes for what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from rich.console import Console
from rich.text import Text

from console.cells import fit
from console.review.shown import DASH


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines of at most `width` cells. Times are local, or of `zone`. Viewer text is never parsed as markup."""

    console: Console
    width: int
    zone: tzinfo | None = None

    def heading(self, words: str) -> Iterator[Text]:
        """Yield a heading with an empty line above it."""
        yield Text("")
        yield self.line(words, "bold cyan")

    def line(self, words: str, style: str = "") -> Text:
        """Return one line, cut where it is too long."""
        return Text(fit(words, self.width).rstrip(), style=style)

    def nothing(self, words: str) -> Text:
        """Return the line that stands where there is nothing to list."""
        return self.line(f"{DASH} {words}", "dim")

    def row(self, *columns: tuple[str, int, str], text: str) -> Text:
        """Return columns of (value, cells, style) and the text that takes what is left of the line."""
        row = Text()
        for value, width, style in columns:
            row.append(fit(value, width), style=style)
            row.append("  ")
        return row.append(fit(text, self.width - row.cell_len).rstrip())

    def wrapped(self, words: str, width: int) -> list[str]:
        """Return our own words on as many lines of `width` cells as it needs, at least one."""
        return [line.plain.rstrip() for line in Text(words).wrap(self.console, width)] or [""]

    def moment(self, at: int, pattern: str = "%H:%M") -> str:
        """Return a moment in UTC ms as time of day."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone).strftime(pattern)
