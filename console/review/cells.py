"""Text in terminal cells: Chinese takes two, emoji sequences are cut down to signs every terminal draws alike."""

import re

from rich.cells import cell_len, set_cell_size

from connectors.text import clean

# Joiners, variation selectors and skin tones: terminals disagree about the width of what they join.
_FRAGILE = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


def safe(text: str) -> str:
    """Return foreign text as it may be printed. A journal from elsewhere holds whatever was written into it."""
    return _FRAGILE.sub("", clean(text))


def fit(text: str, width: int) -> str:
    """Return foreign text on exactly `width` cells: padded, or cut with an ellipsis."""
    text = safe(text)
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, width)


def fit_right(text: str, width: int) -> str:
    """Return text on at least `width` cells, at their right end."""
    return " " * (width - cell_len(text)) + text
