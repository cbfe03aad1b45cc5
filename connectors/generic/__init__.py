"""Any websocket that pushes JSON, read by a mapping the shop writes."""

from collections.abc import Sequence

from connectors.contract import Connector, Opening, Plugin
from connectors.generic.checking import check, reads_orders
from connectors.generic.protocol import decoder
from connectors.generic.settings import GenericSettings
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.generic.client import GenericFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return GenericFeed(opening)


async def _probe(settings: GenericSettings) -> Sequence[str]:
    from connectors.generic.client import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=GenericSettings,
    open=_open,
    decoder=decoder,
    split=documents,
    check=check,
    reads_orders=reads_orders,
    probe=_probe,
)
