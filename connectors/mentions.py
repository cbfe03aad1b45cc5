"""Replies on platforms without threads: the text begins with the names of those it answers. Pure."""

from collections.abc import Sequence

from connectors.contract import SendError
from connectors.language import say


def addressed(text: str, names: Sequence[str], longest: int) -> str:
    """Return the text with `@name` before it, for as many of the names as fit; the text itself is never cut.

    `longest` is what the platform takes, in characters. Raises `SendError` for a text that is longer by itself.
    """
    if len(text) > longest:
        raise SendError(
            say(f"超过 {longest} 个字符。", f"Longer than {longest} characters."), transient=False
        )
    head = ""
    for name in names:
        known_as = name.strip().lstrip("@")
        more = f"{head}@{known_as} "
        if not known_as or len(more) + len(text) > longest:
            break
        head = more
    return head + text
