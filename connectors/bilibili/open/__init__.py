"""Bilibili's open-live interface: comments, gifts and guards of a room, officially, by the host's identity code."""

from collections.abc import Iterable, Sequence
from functools import partial

from connectors.bilibili.frames import split
from connectors.bilibili.open.protocol import decoder
from connectors.bilibili.open.settings import BilibiliOpenSettings
from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.environment import expand


def _open(opening: Opening) -> Connector:
    from connectors.bilibili.open.client import BilibiliOpenFeed  # noqa: PLC0415 - decoding needs no sockets

    return BilibiliOpenFeed(opening)


def _check(settings: BilibiliOpenSettings) -> Iterable[Wrong]:
    for key in ("code", "access_key_id", "access_key_secret"):
        yield from wrong(key, partial(expand, getattr(settings, key), key))


async def _probe(settings: BilibiliOpenSettings) -> Sequence[str]:
    from connectors.bilibili.open.probe import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=BilibiliOpenSettings, open=_open, decoder=decoder, split=split, check=_check, probe=_probe
)
