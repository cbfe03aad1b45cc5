"""The console as an application: one screen over a room that somebody else opens and stops."""

from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from connectors.language import say
from console.screens import theme
from console.screens.context import DeskContext
from console.screens.live import LiveScreen


class DeskApp(App[str], inherit_bindings=False):
    """Runs until the agent quits or somebody calls `exit(cause)`; `run_async` returns the cause.

    Causes: `quit`, and whatever the caller exits with, `signal` for instance.
    """

    TITLE = "livedesk"
    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = False  # the table of actions brings its own
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", show=False)]

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._live = LiveScreen(context)

    def on_mount(self) -> None:
        """Show the screen."""
        self.register_theme(theme.LIVEDESK)
        self.theme = theme.LIVEDESK.name
        self.call_later(self.push_screen, self._live)

    def action_help_quit(self) -> None:
        """Tell how to leave: Ctrl+C is a reflex when copying, and must not end a broadcast's desk."""
        self._live.tell(say("按 q 退出", "Press q to quit"), "information")
