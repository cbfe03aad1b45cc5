"""Every key, made from the table of actions."""

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from connectors.language import say
from console.cells import fit, wrap
from console.screens.action import Action
from console.screens.dialogs.dialog import Dialog

FRAME = 10  # cells around the list: the dialog's margin, border, padding and scroll bar
KEYS_WIDTH = 12
LABEL_WIDTH = 14


class Help(Dialog[None]):
    """Lists the actions by group. The arrow keys scroll, anything else closes it."""

    def __init__(self, actions: Iterable[Action]) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with VerticalScroll(classes="dialog help"):
            yield Static(Content(help_text(self._actions, self.app.size.width - FRAME)))

    def on_key(self, event: events.Key) -> None:
        """Close, unless it is a key to scroll with."""
        if event.key in {"up", "down", "pageup", "pagedown", "home", "end"}:
            return
        event.stop()
        self.finish()

    def on_click(self) -> None:
        """Close."""
        self.finish()


def help_text(actions: Iterable[Action], width: int) -> str:
    """Return the list of actions in the language in use, in lines of at most `width` cells."""
    lines: list[str] = []
    group = ""
    indent = 2 + KEYS_WIDTH + LABEL_WIDTH
    for action in actions:
        if str(action.group) != group:
            group = str(action.group)
            lines += ["", group]
        first, *more = wrap(str(action.help), max(20, width - indent), 9)
        lines.append(f"  {fit(action.shown_keys, KEYS_WIDTH)}{fit(str(action.label), LABEL_WIDTH)}{first}")
        lines += [" " * indent + line for line in more]
    lines += ["", say("Esc 关闭", "Esc closes")]
    return "\n".join(lines).strip()
