"""A shop's orders, as its system calls us with them: Shopify, or any signed JSON by a mapping."""

from collections.abc import Sequence

from connectors.contract import Connector, Opening, Plugin
from connectors.language import say
from connectors.orders.checking import check
from connectors.orders.protocol import decoder
from connectors.orders.settings import OrdersSettings
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.orders.client import OrdersFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return OrdersFeed(opening)


async def _probe(settings: OrdersSettings) -> Sequence[str]:
    from connectors.calls.receiver import probe_port  # noqa: PLC0415 - the same

    found = await probe_port(settings)
    if settings.secret:
        signed = say("只接受签名正确的推送", "only calls with a true signature are taken")
        return [*found, signed]
    return found


PLUGIN = Plugin(
    settings=OrdersSettings, open=_open, decoder=decoder, split=documents, check=check, probe=_probe
)
