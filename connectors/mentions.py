"""Replies on platforms without threads: the text begins with the names of those it answers. Pure."""

from collections.abc import Sequence


def addressed(text: str, names: Sequence[str], longest: int) -> str:
    """Return the text with `@name` before it, for as many of the names as fit; the text itself is never cut.

    `longest` is what the platform takes, in characters.
    """
    head = ""
    for name in names:
        known_as = name.strip().lstrip("@")
        more = f"{head}@{known_as} "
        if not known_as or len(more) + len(text) > longest:
            break
        head = more
    return head + text
