"""A room with every feed that is called and a real journal, and what that journal holds."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, cast

from connectors.events import FeedEvent
from console.journal import Reader, UnknownEvent
from console.opening import Request, open_room
from console.room import Room
from console.settings import paths
from console.settings.load import Loaded
from console.settings.schema import RoomSettings, Settings
from tests.connectors.faults.called.caller import Caller
from tests.connectors.faults.called.scene import Listening, listening, port_of
from tests.connectors.faults.called.table import CALLED

HEALTHY = "healthy"
"""The name of a feed in the room that nobody calls: the demo, ten comments a second."""

_DEMO = {"feed": "demo", "name": HEALTHY, "rate": 600, "drop": False}


def opened(folder: Path, ports: Mapping[str, int]) -> Room:
    """Open a room with every feed that is called, each at its port (any free one where none is given), and the demo."""
    tables: list[dict[str, Any]] = [
        {"feed": called.feed, "name": called.name, "port": ports.get(called.name, 0), **called.keys}
        for called in CALLED
    ]
    settings = Settings(rooms={"all": RoomSettings(feeds=[*tables, _DEMO])})
    return open_room(Loaded(settings, None), Request("all", folder))


async def up(room: Room, running: asyncio.Task[None]) -> dict[str, int]:
    """Return the port of each feed, once all of them listen."""
    feeds = {called.name: cast(Listening, room.feeds[called.name]) for called in CALLED}
    for feed in feeds.values():
        await listening(feed, running)
    return {name: port_of(feed) for name, feed in feeds.items()}


@asynccontextmanager
async def on_air(folder: Path) -> AsyncIterator[tuple[Room, list[Caller]]]:
    """Run a room in the block, with a caller for each of its feeds; then end it."""
    room = opened(folder, {})
    running = asyncio.create_task(room.run())
    try:
        ports = await up(room, running)
        async with AsyncExitStack() as lines:
            yield room, [Caller(called, ports[called.name], lines) for called in CALLED]
    finally:
        running.cancel()
        await asyncio.wait([running])
        await room.stop("ended")


def written(folder: Path) -> dict[str, list[FeedEvent]]:
    """Return what the journal holds, by feed."""
    found: dict[str, list[FeedEvent]] = {}
    with Reader(folder / paths.JOURNAL_NAME) as reader:
        for event in reader.events(reader.find("last").id):
            assert not isinstance(event, UnknownEvent)
            if isinstance(event, FeedEvent):
                found.setdefault(event.feed, []).append(event)
    return found
