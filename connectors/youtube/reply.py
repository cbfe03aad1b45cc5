"""A reply as the live chat takes it: it has no threads, so the text begins with the names of those it answers. Pure."""

from collections.abc import Sequence

import msgspec

LONGEST = 200
"""Characters of one message; told by users of the interface, not by its reference."""


def addressed(text: str, names: Sequence[str], longest: int = LONGEST) -> str:
    """Return the text with `@name` before it, for as many of the names as fit; the text itself is never cut."""
    head = ""
    for name in names:
        known_as = name.strip().lstrip("@")
        more = f"{head}@{known_as} "
        if not known_as or len(more) + len(text) > longest:
            break
        head = more
    return head + text


def message(chat: str, text: str) -> bytes:
    """Return the body of `liveChatMessages.insert`."""
    return msgspec.json.encode(
        {
            "snippet": {
                "liveChatId": chat,
                "type": "textMessageEvent",
                "textMessageDetails": {"messageText": text},
            }
        }
    )
