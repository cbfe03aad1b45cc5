"""oba-live-tool: comments of five seller consoles, and Douyin's orders, from a tool on the seller's own machine."""

from collections.abc import Sequence

from connectors.contract import Connector, Opening, Plugin
from connectors.links.address import check
from connectors.oba.protocol import decoder
from connectors.oba.settings import ObaSettings
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.oba.client import ObaFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return ObaFeed(opening)


async def _probe(settings: ObaSettings) -> Sequence[str]:
    from connectors.links.listening import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(settings=ObaSettings, open=_open, decoder=decoder, split=documents, check=check, probe=_probe)
