"""What a shop may set about TikFinity."""

from typing import Annotated

from msgspec import Meta

from connectors.link_settings import LinkSettings


class TikfinitySettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where the program listens."""

    url: Annotated[
        str, Meta(description="where TikFinity listens; the port is its own and seldom changes")
    ] = "ws://localhost:21213"
    retry_cap_s: Annotated[
        float,
        Meta(
            gt=0,
            le=600,
            description="longest wait between two tries; short, for a program on the same machine",
        ),
    ] = 5.0
