"""The colours. Every colour that says something has a sign beside it, so that nothing is lost without colours.

Blue, amber and vermilion stay apart for the colour-blind, in hue and in brightness.
"""

from rich.style import Style
from textual.theme import Theme

_BLUE, _AMBER, _VERMILION, _GREEN = "#6cb6ff", "#f2c14e", "#ff7a59", "#5ec8a0"
_TEXT, _MUTED, _FAINT = "#d8dee9", "#8a94a6", "#5b6577"
_GROUND, _RAISED, _CHOSEN = "#12161d", "#1a2029", "#2a3a52"

LIVEDESK = Theme(
    name="livedesk",
    primary=_BLUE,
    secondary=_GREEN,
    accent=_AMBER,
    warning=_AMBER,
    error=_VERMILION,
    success=_GREEN,
    foreground=_TEXT,
    background=_GROUND,
    surface=_RAISED,
    panel="#222a36",
    dark=True,
)

GROUND = Style(color=_TEXT, bgcolor=_GROUND)
"""What every row lies on."""

PLAIN = Style(color=_TEXT)
STRONG = Style(color="#ffffff", bold=True)
MUTED = Style(color=_MUTED)
FAINT = Style(color=_FAINT)
QUESTION = Style(color=_BLUE, bold=True)
COMPLAINT = Style(color=_VERMILION, bold=True)
SOON = Style(color=_AMBER, bold=True)
LATE = Style(color=_VERMILION, bold=True, reverse=True)
GOOD = Style(color=_GREEN)
BAD = Style(color=_VERMILION, bold=True)
NOTE = Style(color=_AMBER)
KEY = Style(color=_AMBER, bold=True)
NAME = Style(color="#9fb4d1")

CHOSEN = Style(bgcolor=_CHOSEN, bold=True)
"""The row the cursor is on, in the pane that has the keys."""
MARKED = Style(bgcolor="#222a36")
"""The row the cursor is on, in a pane that has not."""
HEADING = Style(color=_MUTED, bgcolor=_RAISED)
HEADING_ACTIVE = Style(color="#ffffff", bgcolor="#2f4a6d", bold=True)
ALARM = Style(color="#ffffff", bgcolor="#a8321a", bold=True)
