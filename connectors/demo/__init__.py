"""A synthetic broadcast on a Double-11 night: to see the desk alive, to train on, and to test with."""

from connectors.contract import Connector, Opening, Plugin
from connectors.demo.protocol import decoder
from connectors.demo.settings import DemoSettings


def _open(opening: Opening) -> Connector:
    from connectors.demo.client import DemoFeed  # noqa: PLC0415 - decoding a recording plays nothing

    return DemoFeed(opening)


PLUGIN = Plugin(settings=DemoSettings, open=_open, decoder=decoder)
