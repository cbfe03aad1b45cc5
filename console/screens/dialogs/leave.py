"""Leaving while replies are on their way."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from connectors.language import say
from console.screens.dialogs.dialog import Dialog
from console.screens.words import counted


class Leave(Dialog[bool]):
    """Asks whether to quit although replies wait; gives True to quit."""

    def __init__(self, sending: int, copied: int) -> None:
        super().__init__()
        self._sending = sending
        self._copied = copied

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog"):
            yield Static(Content(say("现在退出？", "Quit now?")), classes="title")
            if self._sending:
                yield Static(
                    Content(
                        say(
                            f"{self._sending} 条回复还在发送",
                            counted(self._sending, "reply is", "replies are") + " still being sent",
                        )
                    )
                )
            if self._copied:
                yield Static(
                    Content(
                        say(
                            f"{self._copied} 条复制的回复还没标记已发送",
                            counted(self._copied, "copied reply is", "copied replies are")
                            + " not marked as sent",
                        )
                    )
                )
            yield Static(Content(say("y  退出", "y  Quit")), id="quit", classes="choice")
            yield Static(Content(say("n  留下", "n  Stay")), id="stay", classes="choice")

    def on_key(self, event: events.Key) -> None:
        """Take the answer."""
        event.stop()
        if event.key in {"y", "n", "escape"}:
            self.finish(event.key == "y")

    def on_click(self, event: events.Click) -> None:
        """Take the answer by mouse; a click outside stays."""
        if event.widget is self or (event.widget is not None and event.widget.id in {"quit", "stay"}):
            self.finish(event.widget.id == "quit")
