"""What a shop may set about the pages that its script runs in."""

from typing import Annotated

from msgspec import Meta, field

from connectors.links.settings import LinkSettings


class LuoxiSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where the script finds us, and which pages may come."""

    port: Annotated[int, Meta(ge=0, le=65_535, description="port the script dials, at 127.0.0.1")] = 5_001
    consoles: Annotated[
        dict[str, str],
        Meta(
            description="further pages that may connect, their host and platform; "
            "*.shop.example means all of its hosts, an empty platform turns a known one away"
        ),
    ] = field(default_factory=dict)
    platform: Annotated[
        str,
        Meta(
            pattern="^[a-z][a-z0-9-]*$", description="platform of programs and recordings that name no page"
        ),
    ] = "luoxi"
