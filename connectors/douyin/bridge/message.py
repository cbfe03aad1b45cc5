"""One message of dialect C, whatever its kind, with what its events share. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from connectors.douyin.bridge.fields import Fields
from connectors.events import FeedEvent, viewer_key
from connectors.reading.scalars import id_of, text_of
from connectors.text import clean_name


@dataclass(frozen=True, slots=True)
class Message:
    """One message with what its events share. `at` is UTC ms."""

    body: Fields
    at: int
    feed: str
    platform: str

    @property
    def id(self) -> str:
        """The message's own id, "" where it has none."""
        body = self.body
        return id_of(body.inside("common").scalar("msgId"), body.scalar("msgId"), body.scalar("tid"))

    def who(self) -> dict[str, Any]:
        """Return what every event of a viewer says: when, where, who, and the message's id."""
        body = self.body
        person = body.inside("user")
        name = clean_name(text_of(person.scalar("nickname") or body.scalar("nickname")))
        id_ = id_of(
            *(person.scalar(key) for key in ("idStr", "id", "uid", "secUid")),
            *(body.scalar(key) for key in ("uid", "secUid")),
        )
        return {
            "at": self.at,
            "feed": self.feed,
            "id": self.id,
            "viewer": viewer_key(self.platform, id_, name),
            "name": name,
            "platform": self.platform,
        }


Reading = Callable[[Message], Sequence[FeedEvent]]
"""Returns the events of a message of one kind; raises `BadFrameError`."""
