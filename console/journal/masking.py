"""Takes the people out of events, for files that leave the shop.

Staff names (`by`) stay, because service figures are theirs; so do the ids of comments and
cases, which tie events together. Order ids are personal data: whoever knows one knows a buyer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from connectors.events import OrderEvent
from console.journal.codec import UnknownEvent
from console.model.events import AnyEvent
from console.triage.personal import masked

TEXTS = frozenset({"text", "folded", "said", "words", "reason", "reasons", "cause"})
DROPPED = frozenset({"sample"})  # the beginning of an unread frame may hold anything

LEAST_NAME = 3  # characters from which a name is looked for in every text

_MENTION = re.compile(r"@[^\s,，:：]+")


class Masking:
    """Replaces viewers, names, order and refund ids by numbered stand-ins, the same ones throughout one export.

    The numbers follow the order of appearance, so that the same journal gives the same file and nobody can compute
    his way back from a stand-in. A viewer's stand-in keeps the platform, and the `@` of one known by name only.
    """

    def __init__(self, events: Iterable[AnyEvent | UnknownEvent] = ()) -> None:
        """Take note of everybody's name: `events` are the broadcast's, read once before the first `body`.

        Scripts greet people by name, and viewers call each other. Names of one or two characters are only taken
        out of replies to those who bear them: anywhere else they are mostly words.
        """
        self._numbers: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._name_of: dict[str, str] = {}
        spellings: dict[str, str] = {}
        for event in events:
            name = getattr(event, "name", None)
            if name:
                self._name_of[getattr(event, "viewer", None) or name] = name
                for spelling in (name, name.lower()):
                    if len(name) >= LEAST_NAME:
                        spellings[spelling] = name
        self._names = list(spellings.values())
        self._spellings = AhoCorasick(spellings, matchkind=MatchKind.LeftmostLongest)

    def body(self, event: AnyEvent | UnknownEvent) -> bytes:
        """Return the event as JSON without people. Of a kind this version does not know only kind and time remain."""
        if isinstance(event, UnknownEvent):
            return msgspec.json.encode({"kind": event.kind, "at": event.at})
        fields: dict[str, Any] = msgspec.to_builtins(event)
        for viewer in fields.get("viewers", ()):
            name = self._name_of.get(viewer)
            if name and name in fields["text"]:
                fields["text"] = fields["text"].replace(name, self._stand_in("name", name))
        if isinstance(event, OrderEvent):
            fields["id"] = self._stand_in("order", event.id)
            if fields.get("refund"):
                fields["refund"] = self._stand_in("refund", fields["refund"])
        if fields.get("combo"):  # platforms put the giver's id into it
            fields["combo"] = self._stand_in("combo", fields["combo"])
        return msgspec.json.encode(
            {name: self._masked(name, value) for name, value in fields.items() if name not in DROPPED}
        )

    def _masked(self, field: str, value: Any) -> Any:
        if value is None:
            return None
        if field in TEXTS:
            if isinstance(value, (list, tuple)):
                return [self._masked(field, text) for text in value]
            return masked_text(self._without_names(value))
        if field == "name":
            return self._stand_in("name", value)
        if field == "viewer":
            return self._viewer(value)
        if field == "viewers":
            return [self._viewer(viewer) for viewer in value]
        return value

    def _without_names(self, text: str) -> str:
        """Return a text with the names in it replaced, the longest where several begin or overlap."""
        parts: list[str] = []
        done = 0
        for index, start, end in self._spellings.find_matches_as_indexes(text):
            parts += [text[done:start], self._stand_in("name", self._names[index])]
            done = end
        return "".join(parts) + text[done:]

    def _viewer(self, key: str) -> str:
        platform, colon, user = key.partition(":")
        prefix = f"{platform}:{'@' if user.startswith('@') else ''}" if colon else ""
        return prefix + self._stand_in("viewer", key)

    def _stand_in(self, sort: str, value: str) -> str:
        numbers = self._numbers[sort]
        return f"{sort}-{numbers.setdefault(value, len(numbers) + 1)}"


def masked_text(text: str) -> str:
    """Return a text without personal data, by the same rule as on screen, and with whoever is mentioned by @ left unnamed.

    >>> masked_text("@小美 请加 138-0013-8000，199 元")
    '@*** 请加 ***-****-**00，199 元'
    """
    return _MENTION.sub("@***", masked(text))
