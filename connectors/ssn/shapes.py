"""The shape of a relayed message. Fields are read as whatever they hold: every site's own script writes them.

Names and titles ought to be plain text; some scripts write HTML all the same, so what looks like it is taken out.
"""

from typing import Any

import msgspec

from connectors.reading.markup import plain
from connectors.reading.scalars import id_of, text_of
from connectors.text import clean, clean_name

LONGEST_TITLE = 200


class Message(msgspec.Struct, gc=False):
    """One message: something said, something that happened, or a word between programs."""

    type: Any = None
    chatname: Any = None
    chatmessage: Any = None
    textonly: Any = None
    userid: Any = None
    id: Any = None
    event: Any = None
    meta: Any = None
    hasDonation: Any = None  # noqa: N815 - the relay's own word
    donoValue: Any = None  # noqa: N815 - the same
    subtitle: Any = None
    contentimg: Any = None
    timestamp: Any = None
    host: Any = None
    mod: Any = None
    moderator: Any = None
    admin: Any = None
    bot: Any = None
    delete: Any = None
    callback: Any = None
    action: Any = None
    join: Any = None
    ssnControl: Any = None  # noqa: N815 - the same
    ssnState: Any = None  # noqa: N815 - the same

    @property
    def details(self) -> dict[str, Any]:
        """What stands under `meta`, where that is an object."""
        return self.meta if isinstance(self.meta, dict) else {}

    @property
    def is_between_programs(self) -> bool:
        """Whether it is a command, an answer or a state that programs tell each other."""
        words = (self.callback, self.action, self.join, self.ssnControl, self.ssnState)
        return any(word is not None for word in words)

    @property
    def is_ours(self) -> bool:
        """Whether the host's own side said it: the host, moderators, bots."""
        return any(flag is True or flag == "true" for flag in (self.host, self.mod, self.moderator)) or bool(
            self.admin is True or (self.bot and self.bot != "false")
        )


def words(value: Any) -> str:
    """Return a field's text, "" for what is none."""
    return text_of(value) if type(value) in {str, int, float} else ""


def id_in(value: Any) -> str:
    """Return a field's id, "" for what is none."""
    return id_of(value) if type(value) in {str, int} else ""


def title(value: Any) -> str:
    """Return a field's text as a title."""
    return clean(plain(words(value)), LONGEST_TITLE).strip()


def name(value: Any) -> str:
    """Return a field's text as a display name."""
    return clean_name(plain(words(value)))
