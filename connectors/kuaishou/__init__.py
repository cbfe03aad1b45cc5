"""Kuaishou's push to an approved app. Built after one independent implementation, not verified against the platform."""

from collections.abc import Iterable, Sequence

from connectors.calls.settings import wrong_about
from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.environment import expand
from connectors.kuaishou.protocol import decoder
from connectors.kuaishou.settings import KuaishouPushSettings
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.kuaishou.client import KuaishouPushFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return KuaishouPushFeed(opening)


def _check(settings: KuaishouPushSettings) -> Iterable[Wrong]:
    yield from wrong("secret", lambda: expand(settings.secret, "secret"))
    yield from wrong_about(settings, signed=True)


async def _probe(settings: KuaishouPushSettings) -> Sequence[str]:
    from connectors.calls.receiver import probe_port  # noqa: PLC0415 - as above

    return await probe_port(settings)


PLUGIN = Plugin(
    settings=KuaishouPushSettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
