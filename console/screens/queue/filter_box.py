"""The line in which a filter is typed."""

from textual import events
from textual.widgets import Input

from connectors.text import clean


class FilterBox(Input):
    """One line; pasted text is made harmless before it is shown."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - textual's own name for it
        super().__init__(id=id, compact=True, select_on_focus=False)

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(clean(event.text))
