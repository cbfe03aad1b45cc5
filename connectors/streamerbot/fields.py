"""Fields of an event's `data`, which each platform and each age of the program spells its own way. Pure."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from connectors.events import viewer_key
from connectors.reading.moments import from_iso
from connectors.reading.scalars import id_of, text_of
from connectors.text import clean, clean_name

_IDS = ("userId", "user_id")
_NAMES = ("displayName", "display_name", "user_name", "userName", "username", "user_login", "login")
_TEST = ("isTest", "is_test", "test")
_MESSAGE_IDS = ("msgId", "messageId", "eventId", "message_id", "id")


class Happening(NamedTuple):
    """One event, received at `at` (UTC ms) on `feed`: its platform, its `data`, and when the program was told."""

    at: int
    feed: str
    platform: str
    data: dict[str, Any]
    told_at: Any = None

    @property
    def is_test(self) -> bool:
        """Whether the program's own test button made it."""
        return any(layer.get(key) is True for layer in self.layers() for key in _TEST)

    @property
    def name(self) -> str:
        """The viewer's display name, "" where it is not told."""
        user = part(self.data, "user")
        found = words(user.get("name")) or words(user.get("display"))
        return clean_name(found or self.first(*_NAMES))

    @property
    def viewer(self) -> str:
        """The viewer's key."""
        return viewer_key(
            self.platform, id_in(part(self.data, "user").get("id")) or self.id_at(*_IDS), self.name
        )

    @property
    def id(self) -> str:
        """The message's id, "" where it has none."""
        return self.id_at(*_MESSAGE_IDS)

    @property
    def sent_at(self) -> int | None:
        """When it was sent, UTC ms: by the platform's word, or by when the program was told."""
        return from_iso(self.data.get("publishedAt")) or from_iso(self.told_at)

    @property
    def text(self) -> str:
        """What was said, "" where nothing was."""
        said = self.data.get("message")
        if isinstance(said, dict):
            said = said.get("message")
        return clean(words(said) or self.first("text", "user_input"))

    def first(self, *keys: str) -> str:
        """Return the first of the fields that holds text, wherever it is nested; "" where none does."""
        layers = list(self.layers())
        return next((found for key in keys for layer in layers if (found := words(layer.get(key)))), "")

    def id_at(self, *keys: str) -> str:
        """Return the first of the fields that holds an id."""
        layers = list(self.layers())
        return next((found for key in keys for layer in layers if (found := id_in(layer.get(key)))), "")

    def layers(self) -> Iterator[dict[str, Any]]:
        """Yield where fields may stand, the innermost first."""
        yield part(self.data, "message")
        yield self.data
        yield part(self.data, "meta")

    def is_flagged(self, *keys: str) -> bool:
        """Say whether any of the flags is set, of the message or of its author."""
        places = (*self.layers(), part(self.data, "user"))
        return any(place.get(key) is True for place in places for key in keys)

    def role(self) -> int:
        """Return the author's role: 1 viewer, 2 VIP, 3 moderator, 4 broadcaster; 0 where it is not told."""
        roles = (place.get("role") for place in (*self.layers(), part(self.data, "user")))
        return max((role for role in roles if type(role) is int), default=0)


def part(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Return an object within an object, an empty one where there is none."""
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def words(value: Any) -> str:
    """Return a field's text, "" for what is none."""
    return text_of(value) if type(value) in {str, int, float} else ""


def id_in(value: Any) -> str:
    """Return a field's id, "" for what is none."""
    return id_of(value) if type(value) in {str, int} else ""
