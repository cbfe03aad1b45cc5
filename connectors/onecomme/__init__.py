"""OneComme: the comments it gathers from many sites, from a program on the seller's own machine."""

from collections.abc import Iterable, Sequence

from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.links.address import checked, place
from connectors.onecomme.protocol import decoder
from connectors.onecomme.settings import OnecommeSettings
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.onecomme.client import OnecommeFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return OnecommeFeed(opening)


def _check(settings: OnecommeSettings) -> Iterable[Wrong]:
    return wrong("url", lambda: checked(settings.url))


async def _probe(settings: OnecommeSettings) -> Sequence[str]:
    from connectors.links.reaching import reach  # noqa: PLC0415 - as above
    from connectors.links.websocket import dial  # noqa: PLC0415 - as above

    return await reach(lambda: dial(checked(settings.url)), place(settings.url))


PLUGIN = Plugin(
    settings=OnecommeSettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
