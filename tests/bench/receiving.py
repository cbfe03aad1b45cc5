"""What a feed costs a message, next to the barest loop that only receives: receive, decode, de-duplicate, hand over.

python -m tests.bench.receiving '{"url": …, "bare": false, "count": 200000}'
"""

import asyncio
import sys
import time
from collections.abc import Sequence

import msgspec
from websockets.asyncio.client import connect

from connectors.contract import Opening
from connectors.events import FeedEvent
from connectors.generic import PLUGIN
from connectors.generic.settings import GenericSettings
from connectors.handover import Handover
from connectors.mapping.fields import Fields
from tests.bench import machine
from tests.bench.figures import Figures
from tests.bench.job import ReceiveJob
from tests.bench.programs import tell


async def _bare(url: str, count: int) -> float:
    """Receive and do nothing; returns CPU seconds from the first message on."""
    async with connect(url, compression=None) as connection:
        await connection.recv(decode=False)
        began = time.process_time()
        for _ in range(count - 1):
            await connection.recv(decode=False)
        return time.process_time() - began


async def _feed(url: str, count: int) -> float:
    """Receive through the generic feed and a hand-over whose disk is always empty; returns CPU seconds."""
    fields = Fields(id="msg_id", time="ts")
    settings = GenericSettings(url=url, platform="bench", time_unit="us", fields=fields)
    connector = PLUGIN.open(Opening("bench", settings, lambda: time.time_ns() // 1_000_000))
    done = asyncio.Event()
    marks: list[float] = []

    def deliver(_: Sequence[FeedEvent]) -> None:
        if not marks:
            marks.append(time.process_time())
        if connector.status.received >= count:
            marks.append(time.process_time())
            done.set()

    async def saved() -> None:
        pass

    running = asyncio.create_task(connector.run(Handover(connector.status, deliver, lambda: 0, saved)))
    await done.wait()
    running.cancel()
    await asyncio.wait([running])
    return marks[1] - marks[0]


def _measure(job: ReceiveJob) -> Figures:
    receive = _bare if job.bare else _feed
    return {"cpu_us": asyncio.run(receive(job.url, job.count)) / job.count * 1e6}


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(_measure(msgspec.json.decode(sys.argv[1], type=ReceiveJob)))
