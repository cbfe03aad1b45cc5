"""oba-live-tool: comments of five seller consoles, and Douyin's orders, from a tool on the seller's own machine."""

from collections.abc import Iterable, Sequence
from functools import partial

from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.links.address import checked, place
from connectors.oba.protocol import decoder
from connectors.oba.settings import ObaSettings
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.oba.client import ObaFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return ObaFeed(opening)


def _check(settings: ObaSettings) -> Iterable[Wrong]:
    return wrong("url", lambda: checked(settings.url))


async def _probe(settings: ObaSettings) -> Sequence[str]:
    from connectors.links.reaching import reach  # noqa: PLC0415 - as above
    from connectors.links.websocket import dial  # noqa: PLC0415 - as above

    return await reach(partial(dial, checked(settings.url)), place(settings.url))


PLUGIN = Plugin(
    settings=ObaSettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
