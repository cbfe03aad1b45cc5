"""Comments that arrive as HTML, brought to text. Pure.

A tolerant, sanitising parser of HTML does the reading; what is dangerous or invisible in a page is gone before any
of it is text.
"""

import html
import re

import nh3

_LOOKS_MARKED_UP = re.compile(r"[<&]")
# All that is left of a page's tags once it is clean.
_TAG = re.compile(r'<br>|<img(?: alt="(?P<alt>[^"]*)")?>')


def plain(markup: str) -> str:
    """Return what a person would read: tags gone, a picture's description in its place, a break as a space."""
    if _LOOKS_MARKED_UP.search(markup) is None:
        return markup
    safe = nh3.clean(markup, tags={"img", "br"}, attributes={"img": {"alt"}, "*": set()}, link_rel=None)
    return html.unescape(_TAG.sub(_in_words, safe)).replace("\xa0", " ").strip()


def _in_words(tag: re.Match[str]) -> str:
    return " " if tag[0] == "<br>" else tag["alt"] or ""
