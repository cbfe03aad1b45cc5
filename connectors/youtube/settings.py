"""What a shop may set about YouTube."""

from typing import Annotated

from msgspec import Meta

from connectors.links.settings import LinkSettings


class YouTubeSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Which chat to read, by what right, and how long the day's quota must last."""

    video: Annotated[
        str,
        Meta(description="the stream's link or video id; empty: the account's own broadcast (needs OAuth)"),
    ] = ""
    api_key: Annotated[str, Meta(description="API key, for reading only; written as ${NAME}")] = ""
    client_id: Annotated[str, Meta(description="OAuth client id; written as ${NAME}")] = ""
    client_secret: Annotated[str, Meta(description="OAuth client secret; written as ${NAME}")] = ""
    refresh_token: Annotated[
        str, Meta(description="OAuth refresh token of the account that replies; written as ${NAME}")
    ] = ""
    hours: Annotated[
        float, Meta(gt=0, le=72, description="how long the stream is planned to last, in hours")
    ] = 4.0
    quota: Annotated[
        int, Meta(ge=5, description="units of the Google project that this feed may spend in a day")
    ] = 10_000
    replies: Annotated[
        int, Meta(ge=0, description="replies whose units are kept back from reading, 20 units each")
    ] = 50
    audience: Annotated[
        bool, Meta(description="ask for the number of viewers too, about once a minute, for 1 unit each")
    ] = True
    api: Annotated[str, Meta(description="where the YouTube Data API answers")] = (
        "https://www.googleapis.com/youtube/v3"
    )
    oauth: Annotated[str, Meta(description="where Google gives access tokens")] = (
        "https://oauth2.googleapis.com/token"
    )
    retry_cap_s: Annotated[
        float, Meta(gt=0, le=600, description="longest wait between two tries, in seconds")
    ] = 60.0
    stall_least_s: Annotated[
        float,
        Meta(
            ge=1,
            description="a silence shorter than this is never a stall, in seconds; a poll may be that long",
        ),
    ] = 120.0
