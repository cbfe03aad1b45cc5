"""The product under fire, as it ships: room, triage, journal and feed opened from settings, in a process of its own.

python -m tests.bench.product '{"port": …, "total": …, "unique": …, "folder": …, "patience_s": …}'
"""

import asyncio
import sqlite3
import sys
import time
from pathlib import Path

import msgspec

from console.opening import Request, open_room
from console.room import Room
from console.settings import paths
from console.settings.load import Loaded
from console.settings.schema import RoomSettings, Settings
from tests.bench import machine
from tests.bench.agent import Agent
from tests.bench.figures import Figures
from tests.bench.job import COMMIT_EVERY_MS, Job
from tests.bench.probe import Probe
from tests.bench.programs import tell

ROOM = "bench"


def settings(port: int) -> Loaded:
    """Return the settings of a shop that reads the sender's messages with the generic feed."""
    feed = {
        "feed": "generic",
        "url": f"ws://127.0.0.1:{port}/",
        "platform": "bench",
        "fields": {"id": "msg_id", "time": "ts"},
        "time_unit": "us",
        "ping_s": 0,  # the sender speaks just enough of the protocol to send
    }
    room = RoomSettings(title="压测 bench", feeds=[feed])
    journal = msgspec.structs.replace(Settings().journal, commit_every_ms=COMMIT_EVERY_MS)
    return Loaded(Settings(language="zh", agent="客服", journal=journal, rooms={ROOM: room}), None)


class Attended:
    """A room with the probe and the scripted agent at it. Make it on the running loop, then `begin`."""

    def __init__(self, job: Job, loaded: Loaded) -> None:
        self.job = job
        self.room: Room = open_room(loaded, Request(room=ROOM, data=Path(job.folder), fresh=True))
        self.probe = Probe(self.room, job.total)
        self._agent = Agent(self.room)

    def begin(self) -> None:
        """Connect to the sender, which waits for us."""
        self._serving = asyncio.create_task(self._agent.serve())
        self._watching = asyncio.create_task(self.probe.watch())
        self._running = asyncio.create_task(self.room.run())

    async def until_received(self) -> None:
        """Return when every comment was delivered. Raises `TimeoutError`, or what the room fails with."""
        await reached(self.probe.done, self._running, self.job.patience_s)

    async def end(self) -> Figures:
        """Close the room in good order and return the run's figures, checked against the journal."""
        self._serving.cancel()
        self._running.cancel()
        await asyncio.gather(self._serving, self._running, return_exceptions=True)
        await self._agent.finish()
        await self.room.stop("time")
        ended = time.perf_counter(), time.process_time()
        figures = self.probe.figures(ended) | {"rss_mb": machine.resident_mb()}
        await asyncio.sleep(0)  # the last commit's word is on its way
        self._watching.cancel()
        journal = Path(self.job.folder) / paths.JOURNAL_NAME
        return figures | checked(journal, self.job.unique) | {"most_waiting": float(self._agent.most)}


async def reached(moment: asyncio.Event, running: asyncio.Task[None], patience_s: float) -> None:
    """Return when the moment has come. Raises `TimeoutError`, or what the running room fails with before."""
    waiting = asyncio.create_task(moment.wait())
    await asyncio.wait({waiting, running}, timeout=patience_s, return_when=asyncio.FIRST_COMPLETED)
    if waiting.done():
        return
    waiting.cancel()
    if running.done():
        running.result()
    raise TimeoutError("what was waited for did not come in time")


def checked(journal: Path, unique: int) -> Figures:
    """Return whether every comment stands in the journal once and no number is missing."""
    connection = sqlite3.connect(f"{journal.as_uri()}?mode=ro", uri=True)
    rows, first, last = connection.execute("SELECT count(*), min(seq), max(seq) FROM event").fetchone()
    query = "SELECT count(*) FROM event WHERE kind = 'comment.received'"
    (comments,) = connection.execute(query).fetchone()
    connection.close()
    correct = comments == unique and last - first + 1 == rows
    return {"rows": float(rows), "comments": float(comments), "correct": float(correct)}


async def _headless(job: Job) -> Figures:
    attended = Attended(job, settings(job.port))
    attended.begin()
    await attended.until_received()
    return await attended.end()


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(asyncio.run(_headless(msgspec.json.decode(sys.argv[1], type=Job))))
