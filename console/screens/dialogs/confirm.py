"""A question that is answered with yes or no."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from console.screens.dialogs.dialog import Dialog


class Confirm(Dialog[bool]):
    """Asks a question, with what there is to know about it; gives True for yes."""

    def __init__(self, question: str, told: Sequence[str], *, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._told = told
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="title")
            for sentence in self._told:
                yield Static(Content(sentence))
            yield Static(Content(f"y  {self._yes}"), id="yes", classes="choice")
            yield Static(Content(f"n  {self._no}"), id="no", classes="choice")

    def on_key(self, event: events.Key) -> None:
        """Take the answer."""
        event.stop()
        if event.key in {"y", "n", "escape"}:
            self.finish(event.key == "y")

    def on_click(self, event: events.Click) -> None:
        """Take the answer by mouse; a click outside means no."""
        if event.widget is self or (event.widget is not None and event.widget.id in {"yes", "no"}):
            self.finish(event.widget.id == "yes")
