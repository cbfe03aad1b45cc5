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
from connectors.intake.handover import Handover
from connectors.mapping.fields import Fields
from tests.bench import machine
from tests.bench.figures import Figures, Mark
from tests.bench.job import ReceiveJob
from tests.bench.programs import tell


async def _bare(url: str, count: int) -> tuple[Mark, Mark]:
    """Receive and do nothing; returns the moments of the first message and of the last."""
    async with connect(url, compression=None) as connection:
        await connection.recv(decode=False)
        began = _now()
        for _ in range(count - 1):
            await connection.recv(decode=False)
        return began, _now()


async def _feed(url: str, count: int) -> tuple[Mark, Mark]:
    """Receive through the generic feed and a hand-over whose disk is always empty; returns the same."""
    fields = Fields(id="msg_id", time="ts")
    settings = GenericSettings(url=url, platform="bench", time_unit="us", fields=fields)
    connector = PLUGIN.open(Opening("bench", settings, lambda: time.time_ns() // 1_000_000))
    done = asyncio.Event()
    marks: list[Mark] = []

    def deliver(_: Sequence[FeedEvent]) -> None:
        if not marks:
            marks.append(_now())
        if connector.status.received >= count:
            marks.append(_now())
            done.set()

    async def saved() -> None:
        pass

    running = asyncio.create_task(connector.run(Handover(connector.status, deliver, lambda: 0, saved)))
    await done.wait()
    running.cancel()
    await asyncio.wait([running])
    return marks[0], marks[1]


def _now() -> Mark:
    return time.perf_counter(), time.process_time()


def _measure(job: ReceiveJob) -> Figures:
    receive = _bare if job.bare else _feed
    (began, cpu_began), (ended, cpu_ended) = asyncio.run(receive(job.url, job.count))
    return {"cpu_us": (cpu_ended - cpu_began) / job.count * 1e6, "rate": job.count / (ended - began)}


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(_measure(msgspec.json.decode(sys.argv[1], type=ReceiveJob)))
