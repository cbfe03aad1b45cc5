"""oba-live-tool: comments of five seller consoles, and Douyin's orders, from a tool on the seller's own machine."""

from connectors.contract import Connector, Opening, Plugin
from connectors.oba.protocol import decoder
from connectors.oba.settings import ObaSettings


def _open(opening: Opening) -> Connector:
    from connectors.oba.client import ObaFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return ObaFeed(opening)


PLUGIN = Plugin(settings=ObaSettings, open=_open, decoder=decoder)
