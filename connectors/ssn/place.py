"""Where a message stands: what every event made of it has in common. Pure."""

import re
import zlib
from typing import NamedTuple

from connectors.events import viewer_key
from connectors.ssn.shapes import Message, id_in, name, words

# Sites that have two scripts, one for each kind of page.
_SAME_SITE = {"youtubeshorts": "youtube", "instagramlive": "instagram"}
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9-]+")


class Place(NamedTuple):
    """A message received at `at` (UTC ms) on `feed`, from the site `platform`."""

    at: int
    feed: str
    platform: str
    message: Message

    @property
    def name(self) -> str:
        """The display name, "" where the site tells none."""
        return name(self.message.chatname)

    @property
    def viewer(self) -> str:
        """The viewer's key."""
        return viewer_key(self.platform, id_in(self.message.userid), self.name)

    @property
    def id(self) -> str:
        """An id that no other message bears, "" where there is none.

        The site's own where it is told. The relay's is a counter that begins anew with it, so what was said is added.
        """
        native = id_in(self.message.details.get("messageId"))
        if native:
            return f"{self.platform}-{native}"
        counted = id_in(self.message.id)
        if not counted:
            return ""
        said = f"{self.name}\n{words(self.message.chatmessage)}\n{words(self.message.hasDonation)}"
        return f"{self.platform}-{counted}-{zlib.crc32(said.encode('utf-8', 'replace')):08x}"


def platform_of(site: object) -> str:
    """Return the platform of a site's name; `external` where none is told."""
    named = _NOT_IN_A_NAME.sub("", words(site).lower())[:40]
    return _SAME_SITE.get(named, named) or "external"
