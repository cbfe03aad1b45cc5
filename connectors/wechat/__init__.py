"""wxlivespy: WeChat Channels rooms, as a program on the shop's own machine posts them."""

from collections.abc import Iterable, Sequence

from connectors.calls.settings import wrong_about
from connectors.contract import Connector, Opening, Plugin, Wrong
from connectors.reading.jsonframe import documents
from connectors.wechat.protocol import decoder
from connectors.wechat.settings import WxlivespySettings


def _open(opening: Opening) -> Connector:
    from connectors.wechat.client import WxlivespyFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return WxlivespyFeed(opening)


def _check(settings: WxlivespySettings) -> Iterable[Wrong]:
    return wrong_about(settings)


async def _probe(settings: WxlivespySettings) -> Sequence[str]:
    from connectors.calls.receiver import probe_port  # noqa: PLC0415 - as above

    return await probe_port(settings)


PLUGIN = Plugin(
    settings=WxlivespySettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
