"""What every event of a feed has in common, and how a viewer is named."""

from typing import Any

import msgspec

from connectors.text import clean_name


class FeedEvent(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="kind", gc=False):
    """Anything that happened on a feed.

    `at` is the receipt time by our clock in UTC ms; `feed` names the connection within the room.
    """

    at: int
    feed: str


STRANGER = ":@#"


def viewer_key(platform: str, user_id: Any, name: str) -> str:
    """Return the viewer's key: `platform:id`, or `platform:@name` where the platform gives no id.

    Where it gives neither, the key is `platform:@#`, and the feed's link makes it `platform:@#` with the comment's id
    (another event's number within the run): strangers are then as many people as they have said things, rather
    than one who has said everything.
    """
    if user_id is not None and user_id != "":
        return f"{platform}:{user_id}"
    known_as = clean_name(name)
    return f"{platform}:@{known_as}" if known_as else f"{platform}{STRANGER}"
