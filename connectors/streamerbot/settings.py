"""What a shop may set about Streamer.bot."""

from typing import Annotated

from msgspec import Meta

from connectors.links.settings import LocalSettings


class StreamerbotSettings(LocalSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where the program's websocket server listens, and how replies go out."""

    url: Annotated[str, Meta(description="address, port and endpoint of the program's websocket server")] = (
        "ws://127.0.0.1:8080/"
    )
    password: Annotated[
        str, Meta(description="the server's password; it must be set to reply by message; written as ${NAME}")
    ] = ""
    platform: Annotated[
        str,
        Meta(
            pattern="^(twitch|youtube|kick)$", description="where replies go that answer nobody in particular"
        ),
    ] = "twitch"
    as_bot: Annotated[bool, Meta(description="reply with the bot's account, not the broadcaster's")] = True
    action: Annotated[
        str,
        Meta(
            description="name or id of an action that sends replies instead; it gets text, platform and names"
        ),
    ] = ""
    longest: Annotated[
        int, Meta(ge=20, le=2000, description="characters of a reply; YouTube takes 200, Twitch and Kick 500")
    ] = 200
