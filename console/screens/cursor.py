"""Where the terminal's own cursor stands: an input method opens its window there."""

from typing import Any

from textual.app import App
from textual.widgets import Input, TextArea


def place_cursor(app: App[Any]) -> None:
    """Move it to the focused editor. textual does so at every key, but not after mount, resize or a changed layout."""
    focused = app.focused
    if isinstance(focused, Input | TextArea):
        app.cursor_position = focused.cursor_screen_offset
