"""A long broadcast on a simulated clock: memory that stays flat, and what an event takes on disk.

python -m tests.bench.hour '{"folder": …, "minutes": 60}'
"""

import asyncio
import sqlite3
import sys
import time
from pathlib import Path

import msgspec

from connectors.demo.settings import DemoSettings
from connectors.links.link import Link
from console.clock import Clock
from console.opening import Request, open_room
from console.room import Room
from console.settings import paths
from console.settings.load import Loaded
from console.settings.schema import RoomSettings, Settings
from tests.bench import machine
from tests.bench.agent import Agent
from tests.bench.figures import Figures
from tests.bench.job import HourJob
from tests.bench.product import ROOM, reached
from tests.bench.programs import tell

SATURATED = 60
"""From so many minutes on every bounded memory is full after a quarter; earlier, growth says nothing."""

PATIENCE_S = 200
"""How long the whole may take."""

MOST_PENDING = 2_000
"""Rows that may await the disk: at the broadcast's own pace a few hundred do, an unpaced one would pile up 50,000."""

_OURS = ("session.", "feed.", "comment.classified", "case.", "reply.")
"""How the kinds begin that did not come from the feed."""


class _SimulatedTime:
    """The room's clock, moved on by the frames: an unpaced demo sends one for each second of its broadcast."""

    def __init__(self, room: Room, seconds: int) -> None:
        (link,) = room.feeds.values()
        assert isinstance(link, Link)
        link._record = self._second
        link._now = room.now = self.now
        for handover in room._handovers:
            handover._high, handover._low, handover._patience_s = MOST_PENDING, MOST_PENDING // 4, PATIENCE_S
        self.rss_quarter = 0.0
        self._began = Clock().now()
        self._seconds = 0
        self._quarter = seconds // 4

    def now(self) -> int:
        return self._began + self._seconds * 1000

    def _second(self, _frame: bytes) -> None:
        self._seconds += 1
        if self._seconds == self._quarter:
            self.rss_quarter = machine.resident_mb()


def _settings(job: HourJob) -> Loaded:
    demo = DemoSettings(minutes=job.minutes, rate=job.rate, speed=0, drop=False)
    room = RoomSettings(title="一小时", feeds=[{"feed": "demo", **msgspec.structs.asdict(demo)}])
    return Loaded(Settings(rooms={ROOM: room}), None)


async def _hour(job: HourJob) -> Figures:
    room = open_room(_settings(job), Request(room=ROOM, data=Path(job.folder), fresh=True))
    simulated = _SimulatedTime(room, job.minutes * 60)
    agent = Agent(room, at_once=True)
    began = time.perf_counter()
    serving = asyncio.create_task(agent.serve(every_s=0.001))  # once a frame: the feed leaves no more room
    running = asyncio.create_task(room.run())
    await reached(room.ended, running, PATIENCE_S)
    serving.cancel()
    await agent.finish()
    seconds = time.perf_counter() - began
    rss_end = machine.resident_mb()
    running.cancel()
    await asyncio.wait([running])
    await room.stop("ended")
    (status,) = room.statuses
    unique = status.received - status.duplicates
    figures = {
        "rss_quarter": simulated.rss_quarter,
        "rss_end": rss_end,
        "seconds": seconds,
        "most_waiting": float(agent.most),
    }
    if job.minutes >= SATURATED:
        figures["growth"] = rss_end / simulated.rss_quarter
    return figures | _on_disk(Path(job.folder) / paths.JOURNAL_NAME, unique)


def _on_disk(journal: Path, unique: int) -> Figures:
    connection = sqlite3.connect(f"{journal.as_uri()}?mode=ro", uri=True)
    query = "SELECT kind, count(*), sum(length(body)) FROM event GROUP BY kind"
    kinds = connection.execute(query).fetchall()
    connection.close()
    fed = sum(count for kind, count, _ in kinds if not kind.startswith(_OURS))
    disk_ratio = journal.stat().st_size / sum(size for _, _, size in kinds)
    events = float(sum(count for _, count, _ in kinds))
    return {"events": events, "disk_ratio": disk_ratio, "correct": float(fed == unique)}


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(asyncio.run(_hour(msgspec.json.decode(sys.argv[1], type=HourJob))))
