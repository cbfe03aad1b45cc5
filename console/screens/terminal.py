"""What must be settled about the terminal before textual is imported: it reads these once, at import."""

import os

PAINTS_PER_S = 240
"""How soon textual paints what has changed: within 4 ms. With its own 60 a key may wait for two such turns, 33 ms."""


def set_environment() -> None:
    """Make typing 中文 reliable, and keys visible at once. What the user has set stays.

    With all keys reported as escape codes, several terminals lose what an input method commits, and textual reads a
    commit of five characters or more as garbage. Without, Shift+Enter is not told from Enter: a new line is Ctrl+J.
    """
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_FPS", str(PAINTS_PER_S))
