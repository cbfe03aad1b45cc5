"""Social Stream Ninja: the chats of many sites, gathered by a browser extension and relayed, with replies."""

from collections.abc import Iterable, Sequence

from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.links.address import checked
from connectors.reading.jsonframe import documents
from connectors.ssn.protocol import decoder
from connectors.ssn.settings import SsnSettings


def _open(opening: Opening) -> Connector:
    from connectors.ssn.client import SsnFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return SsnFeed(opening)


def _check(settings: SsnSettings) -> Iterable[Wrong]:
    from connectors.ssn.client import session_of  # noqa: PLC0415 - as above

    yield from wrong("session", lambda: session_of(settings))
    yield from wrong("url", lambda: checked(settings.url))


async def _probe(settings: SsnSettings) -> Sequence[str]:
    from connectors.ssn.probing import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=SsnSettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
