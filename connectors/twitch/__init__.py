"""Twitch: comments and what else happens in a channel's chat, and replies, by Twitch's own interfaces."""

from collections.abc import Iterable, Sequence

from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.environment import expand
from connectors.links.address import checked, checked_http
from connectors.reading.jsonframe import documents
from connectors.twitch.protocol import decoder
from connectors.twitch.settings import TwitchSettings


def _open(opening: Opening) -> Connector:
    from connectors.twitch.client import TwitchFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return TwitchFeed(opening)


def _check(settings: TwitchSettings) -> Iterable[Wrong]:
    yield from wrong("token", lambda: expand(settings.token, "token"))
    yield from wrong("client_id", lambda: expand(settings.client_id, "client_id"))
    yield from wrong("events_url", lambda: checked(settings.events_url))
    yield from wrong("chat_url", lambda: checked(settings.chat_url))
    yield from wrong("api", lambda: checked_http(settings.api))
    yield from wrong("identity", lambda: checked_http(settings.identity))


async def _probe(settings: TwitchSettings) -> Sequence[str]:
    from connectors.twitch.probing import probe  # noqa: PLC0415 - see `_open`

    return await probe(settings)


PLUGIN = Plugin(
    settings=TwitchSettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
