"""The reply box: Enter sends, Ctrl+J begins a new line, and an input method's window has its place."""

from textual import events, on
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from connectors.text import clean


class ReplyBox(TextArea):
    """A text area; Enter and Ctrl+J never reach it, the table of actions takes them first."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - textual's own name for it
        super().__init__(id=id, tab_behavior="focus", highlight_cursor_line=False, show_line_numbers=False)

    def write(self, text: str) -> None:
        """Put a text in place of everything, the cursor at its end."""
        self.load_text(harmless(text))
        self.move_cursor(self.document.end)

    def add(self, text: str) -> None:
        """Insert a text at the cursor."""
        self.insert(harmless(text), maintain_selection_offset=False)

    def mark(self, start: int, end: int) -> None:
        """Select the characters `start` up to, not including, `end`."""
        self.selection = Selection(self._place(start), self._place(end))

    def _place(self, index: int) -> tuple[int, int]:
        before = self.text[:index]
        return before.count("\n"), index - before.rfind("\n") - 1

    @on(TextArea.Changed)
    def _show_cursor(self) -> None:
        """Scroll to a line that has just begun: the text area looks for it before it has its place."""
        self.call_after_refresh(self.scroll_cursor_visible)

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste without what could reach the terminal as a control sequence."""
        event.prevent_default()
        event.stop()
        self.add(event.text)


def harmless(text: str) -> str:
    """Return the text clean, its lines kept."""
    return "\n".join(clean(line) for line in text.splitlines())
