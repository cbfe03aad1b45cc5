"""Takes the people out of events, for files that leave the shop.

Staff names (`by`) stay, because service figures are theirs; so do the ids of comments and cases, which tie events together.
"""

import re
from collections import defaultdict
from typing import Any

import msgspec

from connectors.events import OrderEvent
from console.journal.codec import UnknownEvent
from console.model.events import AnyEvent

TEXTS = frozenset({"text", "folded", "reason", "cause"})
DROPPED = frozenset({"sample"})  # the beginning of an unread frame may hold anything

_NUMBER = re.compile(r"(?:\d[ .-]?){6,}\d")  # seven digits and more: a telephone, an order, an account
_MENTION = re.compile(r"@[^\s,，:：]+")


class Masking:
    """Replaces viewers, names and order ids by numbered stand-ins, the same ones throughout one export.

    The numbers follow the order of appearance, so that the same journal gives the same file and nobody can compute
    his way back from a stand-in. A viewer's stand-in keeps the platform, and the `@` of one known by name only.
    """

    def __init__(self) -> None:
        self._numbers: defaultdict[str, dict[str, int]] = defaultdict(dict)

    def body(self, event: AnyEvent | UnknownEvent) -> bytes:
        """Return the event as JSON without people. Of a kind this version does not know only kind and time remain."""
        if isinstance(event, UnknownEvent):
            return msgspec.json.encode({"kind": event.kind, "at": event.at})
        fields: dict[str, Any] = msgspec.to_builtins(event)
        if isinstance(event, OrderEvent):
            fields["id"] = self._stand_in("order", event.id)
        return msgspec.json.encode(
            {name: self._masked(name, value) for name, value in fields.items() if name not in DROPPED}
        )

    def _masked(self, field: str, value: Any) -> Any:
        if value is None:
            return None
        if field in TEXTS:
            return masked_text(value)
        if field == "name":
            return self._stand_in("name", value)
        if field == "viewer":
            return self._viewer(value)
        if field == "viewers":
            return [self._viewer(viewer) for viewer in value]
        return value

    def _viewer(self, key: str) -> str:
        platform, colon, user = key.partition(":")
        prefix = f"{platform}:{'@' if user.startswith('@') else ''}" if colon else ""
        return prefix + self._stand_in("viewer", key)

    def _stand_in(self, sort: str, value: str) -> str:
        numbers = self._numbers[sort]
        return f"{sort}-{numbers.setdefault(value, len(numbers) + 1)}"


def masked_text(text: str) -> str:
    """Return a text with long digit runs starred out and whoever is mentioned with @ left unnamed.

    >>> masked_text("@小美 请加 138-0013-8000，199 元")
    '@*** 请加 ***-****-****，199 元'
    """
    text = _NUMBER.sub(lambda match: re.sub(r"\d", "*", match.group()), text)
    return _MENTION.sub("@***", text)
