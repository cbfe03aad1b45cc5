"""Streamer.bot: chats of Twitch, YouTube and Kick, and Shopify's orders, from a program on the seller's machine."""

from collections.abc import Iterable, Sequence

from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.environment import expand
from connectors.links.address import checked
from connectors.reading.jsonframe import documents
from connectors.streamerbot.protocol import decoder
from connectors.streamerbot.settings import StreamerbotSettings


def _open(opening: Opening) -> Connector:
    from connectors.streamerbot.client import StreamerbotFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return StreamerbotFeed(opening)


def _check(settings: StreamerbotSettings) -> Iterable[Wrong]:
    yield from wrong("url", lambda: checked(expand(settings.url, "url"), settings.url))
    yield from wrong("password", lambda: expand(settings.password, "password"))


async def _probe(settings: StreamerbotSettings) -> Sequence[str]:
    from connectors.streamerbot.probing import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=StreamerbotSettings,
    open=_open,
    decoder=decoder,
    split=documents,
    check=_check,
    probe=_probe,
)
