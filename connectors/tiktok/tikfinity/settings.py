"""What a shop may set about TikFinity."""

from typing import Annotated

from msgspec import Meta

from connectors.links.settings import LocalSettings


class TikfinitySettings(LocalSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where the program listens."""

    url: Annotated[
        str, Meta(description="where TikFinity listens; the port is its own and seldom changes")
    ] = "ws://localhost:21213"
