"""Foreign text is hostile; it is cleaned once, here, before anything else sees it.

Escape sequences in a comment reach the terminal through every widget, bidi controls turn a line
around, and zero-width characters hide words from matching. Markup is left alone: it is only
dangerous to a renderer that parses it, and no renderer of ours parses viewer text.
"""

import re

# C0 and C1 controls, DEL, bidi controls and isolates, zero-width and invisible operators, the byte order
# mark, interlinear marks, tag characters, unpaired surrogates. ZWJ (200D) and the variation selectors stay: emoji need them.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAKS = {"\n": " ", "\t": " ", "\r": " ", "\u2028": " ", "\u2029": " "}
LONGEST_TEXT = 2_000  # characters; no platform allows a comment near this
LONGEST_NAME = 80


def _replacement(match: re.Match[str]) -> str:
    return _BREAKS.get(match.group(), "")


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return text that is safe to store and to match: one line, no controls, at most `longest` characters.

    Idempotent. Emoji, combining marks and markup characters are kept as they are.
    """
    if len(text) > longest:
        text = text[:longest]
    if _HARMFUL.search(text) is None:
        return text
    return _HARMFUL.sub(_replacement, text)


def clean_name(name: str) -> str:
    """Return a display name that is safe to store: `clean`, trimmed, at most 80 characters."""
    return clean(name, LONGEST_NAME).strip()
