"""What a shop may set about oba-live-tool."""

from typing import Annotated

from msgspec import Meta

from connectors.links.settings import LocalSettings


class ObaSettings(LocalSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where the tool listens, and which console its plain comments come from."""

    url: Annotated[
        str, Meta(description="the address the tool shows where its message push is switched on")
    ] = "ws://127.0.0.1:12354"
    platform: Annotated[
        str,
        Meta(
            pattern="^[a-z][a-z0-9-]*$",
            description="platform of plain comments: douyin, or kuaishou where the tool drives that console",
        ),
    ] = "douyin"
