"""Douyin bridges: rooms as programs on the shop's own machine hand them on, in three dialects."""

from collections.abc import Iterable, Sequence

from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.douyin.bridge.protocol import decoder
from connectors.douyin.bridge.settings import BridgeSettings
from connectors.links.address import checked
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.douyin.bridge.client import BridgeFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return BridgeFeed(opening)


def _check(settings: BridgeSettings) -> Iterable[Wrong]:
    return wrong("url", lambda: checked(settings.url))


async def _probe(settings: BridgeSettings) -> Sequence[str]:
    from connectors.douyin.bridge.probe import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=BridgeSettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
