"""TikFinity: TikTok LIVE's comments and signs, from a program on the seller's own machine."""

from collections.abc import Iterable, Sequence

from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.links.address import checked, place
from connectors.reading.jsonframe import documents
from connectors.tiktok.tikfinity.protocol import decoder
from connectors.tiktok.tikfinity.settings import TikfinitySettings


def _open(opening: Opening) -> Connector:
    from connectors.tiktok.tikfinity.client import TikfinityFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return TikfinityFeed(opening)


def _check(settings: TikfinitySettings) -> Iterable[Wrong]:
    return wrong("url", lambda: checked(settings.url))


async def _probe(settings: TikfinitySettings) -> Sequence[str]:
    from connectors.links.reaching import reach  # noqa: PLC0415 - as above
    from connectors.links.websocket import dial  # noqa: PLC0415 - as above

    return await reach(lambda: dial(checked(settings.url)), place(settings.url))


PLUGIN = Plugin(
    settings=TikfinitySettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
