"""What a shop may set about Social Stream Ninja."""

from typing import Annotated

from msgspec import Meta

from connectors.links.settings import LinkSettings


class SsnSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Which session of the relay to join, and how to reply through it."""

    session: Annotated[
        str, Meta(description="the session id; it is as good as a password: write it as ${NAME}")
    ] = ""
    url: Annotated[
        str, Meta(description="where the relay listens; ws://127.0.0.1:3000 with its local server")
    ] = "wss://io.socialstream.ninja"
    replies: Annotated[bool, Meta(description="reply through the relay, into every source it has open")] = (
        True
    )
    only_where_asked: Annotated[
        bool, Meta(description="reply only on the site of those who asked, where they all asked on one")
    ] = False
    longest: Annotated[
        int,
        Meta(ge=20, le=2000, description="characters of a reply; as few as the strictest of the sites takes"),
    ] = 200
