"""Whose and where: what every event of a Bilibili feed says of itself. Pure."""

from typing import Any, NamedTuple

from connectors.events import viewer_key
from connectors.reading.scalars import Scalar, id_of, text_of
from connectors.text import clean_name

PLATFORM = "bilibili"


class Where(NamedTuple):
    """When (UTC ms) and on which feed a message arrived, and the id of whose room it is ("" where unknown)."""

    at: int
    feed: str
    host: str = ""


def who(name: Scalar, *ids: Scalar) -> dict[str, Any]:
    """Return key, name and platform of a viewer; the first of `ids` that is one counts, 0 is none."""
    shown = clean_name(text_of(name))
    return {"viewer": viewer_key(PLATFORM, id_of(*ids), shown), "name": shown, "platform": PLATFORM}
