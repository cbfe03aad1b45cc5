"""TikFinity: TikTok LIVE's comments and signs, from a program on the seller's own machine."""

from collections.abc import Sequence

from connectors.contract import Connector, Opening, Plugin
from connectors.links.address import check
from connectors.reading.jsonframe import documents
from connectors.tiktok.tikfinity.protocol import decoder
from connectors.tiktok.tikfinity.settings import TikfinitySettings


def _open(opening: Opening) -> Connector:
    from connectors.tiktok.tikfinity.client import TikfinityFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return TikfinityFeed(opening)


async def _probe(settings: TikfinitySettings) -> Sequence[str]:
    from connectors.links.listening import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=TikfinitySettings, open=_open, decoder=decoder, split=documents, check=check, probe=_probe
)
