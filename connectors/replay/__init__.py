"""Plays a recording as if it were live: an exported broadcast, or raw frames of any feed."""

from connectors.contract import Connector, Opening, Plugin
from connectors.replay.recording import check
from connectors.replay.settings import ReplaySettings


def _open(opening: Opening) -> Connector:
    from connectors.replay.client import Replay  # noqa: PLC0415 - keeps the plug-in itself cheap to load

    return Replay(opening)


PLUGIN = Plugin(settings=ReplaySettings, open=_open, check=check)
