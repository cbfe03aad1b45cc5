"""What a shop sets for Bilibili's web feed: the room, and optionally whose eyes it is read with."""

from typing import Annotated

from msgspec import Meta

from connectors.links.settings import LinkSettings


class BilibiliWebSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Which room to read, and with whose login."""

    room: Annotated[int, Meta(gt=0, description="the number in live.bilibili.com/…, the short one too")]
    sessdata: Annotated[
        str,
        Meta(description="the cookie SESSDATA of a logged-in account; written as ${NAME}; empty: as a guest"),
    ] = ""
    user_agent: Annotated[
        str,
        Meta(min_length=1, description="what the account's own browser calls itself; logins are tied to it"),
    ] = (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/142.0.0.0 Safari/537.36"
    )
    api: Annotated[str, Meta(pattern="^https?://", description="address of the platform's accounts")] = (
        "https://api.bilibili.com"
    )
    live_api: Annotated[
        str, Meta(pattern="^https?://", description="address of the platform's live rooms")
    ] = "https://api.live.bilibili.com"
