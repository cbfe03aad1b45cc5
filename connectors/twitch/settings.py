"""What a shop may set about Twitch."""

from typing import Annotated, Literal

from msgspec import Meta

from connectors.links.settings import LinkSettings

EVENTS = "wss://eventsub.wss.twitch.tv/ws"
CHAT = "wss://irc-ws.chat.twitch.tv:443"
API = "https://api.twitch.tv/helix"
IDENTITY = "https://id.twitch.tv/oauth2"


class TwitchSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Which channel to read, and as whom."""

    channel: Annotated[
        str,
        Meta(
            pattern="^#?[A-Za-z0-9_]{1,25}$",
            description="the channel's login name, as it stands in its address: twitch.tv/NAME",
        ),
    ]
    token: Annotated[
        str, Meta(description="a user's access token, as ${NAME}; without one the chat is only read")
    ] = ""
    client_id: Annotated[
        str, Meta(description="the application the token was made for, as ${NAME}; empty: as the token says")
    ] = ""
    via: Annotated[
        Literal["auto", "irc"],
        Meta(
            description="auto: EventSub where a token is set, the chat without login where none is or while EventSub is out of reach; irc: always the chat"
        ),
    ] = "auto"
    until_offline: Annotated[
        bool, Meta(description="whether the session is over when Twitch says that the stream is")
    ] = True
    keepalive_s: Annotated[
        int, Meta(ge=10, le=600, description="EventSub: how long Twitch may be silent, in seconds")
    ] = 10
    events_url: Annotated[str, Meta(description="address of EventSub")] = EVENTS
    chat_url: Annotated[str, Meta(description="address of the chat (IRC over websocket)")] = CHAT
    api: Annotated[str, Meta(description="address of Twitch's programming interface (Helix)")] = API
    identity: Annotated[str, Meta(description="address at which a token is looked up")] = IDENTITY

    @property
    def login(self) -> str:
        """The channel's login name as Twitch writes it."""
        return self.channel.removeprefix("#").lower()
