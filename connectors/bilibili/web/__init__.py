"""Bilibili's web feed: a room as its web player reads it. Not an official interface; a fallback for bilibili-open."""

from collections.abc import Iterable, Sequence

from connectors.bilibili.frames import split
from connectors.bilibili.web.protocol import decoder
from connectors.bilibili.web.settings import BilibiliWebSettings
from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.environment import expand


def _open(opening: Opening) -> Connector:
    from connectors.bilibili.web.client import BilibiliWebFeed  # noqa: PLC0415 - decoding needs no sockets

    return BilibiliWebFeed(opening)


def _check(settings: BilibiliWebSettings) -> Iterable[Wrong]:
    return wrong("sessdata", lambda: expand(settings.sessdata, "sessdata"))


async def _probe(settings: BilibiliWebSettings) -> Sequence[str]:
    from connectors.bilibili.web.probe import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=BilibiliWebSettings, open=_open, decoder=decoder, split=split, check=_check, probe=_probe
)
