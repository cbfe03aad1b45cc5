"""What a shop may set about OneComme."""

from typing import Annotated

from msgspec import Meta

from connectors.links.settings import LocalSettings


class OnecommeSettings(LocalSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where the program listens, and which of its sites are read."""

    url: Annotated[
        str, Meta(description="where OneComme listens; p names what it tells: comments,deleted,clear")
    ] = "ws://localhost:11180/sub?p=comments,deleted,clear"
    services: Annotated[
        tuple[str, ...],
        Meta(description="sites to read, as OneComme names them (youtube, kick, …); empty: all of them"),
    ] = ()
