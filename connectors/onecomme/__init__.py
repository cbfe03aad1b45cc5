"""OneComme: the comments it gathers from many sites, from a program on the seller's own machine."""

from collections.abc import Sequence

from connectors.contract import Connector, Opening, Plugin
from connectors.links.address import check
from connectors.onecomme.protocol import decoder
from connectors.onecomme.settings import OnecommeSettings
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.onecomme.client import OnecommeFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return OnecommeFeed(opening)


async def _probe(settings: OnecommeSettings) -> Sequence[str]:
    from connectors.links.listening import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=OnecommeSettings, open=_open, decoder=decoder, split=documents, check=check, probe=_probe
)
