"""The Luoxi userscript: what a seller's console shows in the browser, sent to us by a script in the page."""

from collections.abc import Iterable, Sequence

from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.language import say
from connectors.luoxi.consoles import checked
from connectors.luoxi.protocol import decoder
from connectors.luoxi.settings import LuoxiSettings
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.luoxi.client import LuoxiFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return LuoxiFeed(opening)


def _check(settings: LuoxiSettings) -> Iterable[Wrong]:
    return wrong("consoles", lambda: checked(settings.consoles))


async def _probe(settings: LuoxiSettings) -> Sequence[str]:
    from connectors.calls.hosting import HOST  # noqa: PLC0415 - the same
    from connectors.calls.ports import try_port  # noqa: PLC0415 - the same

    await try_port(HOST, settings.port)
    return [
        say(
            f"可以监听 ws://{HOST}:{settings.port}；脚本在网页里运行后会自己连上来。",
            f"ws://{HOST}:{settings.port} can be listened on; the script connects once it runs in a page.",
        )
    ]


PLUGIN = Plugin(
    settings=LuoxiSettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
