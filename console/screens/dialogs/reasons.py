"""Why a case needs no answer: one digit chooses."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from connectors.language import say
from console.cells import cut
from console.model.commands import DISMISS_REASONS
from console.screens.dialogs.dialog import Dialog
from console.screens.words import REASONS


class Reasons(Dialog[str | None]):
    """Asks for the reason to dismiss a case; gives one of `DISMISS_REASONS`, or None where it was a slip."""

    def __init__(self, case_id: str, text: str) -> None:
        super().__init__()
        self._title = say(f"忽略 #{case_id}：", f"Dismiss #{case_id}: ") + cut(text, 40)

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="title")
            for number, reason in enumerate(DISMISS_REASONS, 1):
                yield Static(Content(f"{number}  {REASONS[reason]}"), id=f"reason-{number}", classes="choice")
            yield Static(Content(say("数字选择 · Esc 取消", "A digit chooses · Esc cancels")), classes="note")

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        event.stop()
        if event.key == "escape":
            self.finish(None)
        elif event.key.isdecimal() and 1 <= int(event.key) <= len(DISMISS_REASONS):
            self.finish(DISMISS_REASONS[int(event.key) - 1])

    def on_click(self, event: events.Click) -> None:
        """Choose by mouse; a click outside the list cancels."""
        name = event.widget.id if event.widget is not None else None
        if name is not None and name.startswith("reason-"):
            self.finish(DISMISS_REASONS[int(name.removeprefix("reason-")) - 1])
        elif event.widget is self:
            self.finish(None)
