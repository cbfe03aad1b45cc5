"""How long a feed is away after its connection was reset: from the reset to the platform's having it back.

python -m tests.bench.reconnecting '{"url": …, "control": …, "times": 8}'
"""

import asyncio
import sys
import time

import msgspec

from connectors.generic import PLUGIN
from connectors.generic.settings import GenericSettings
from tests.bench import machine
from tests.bench.figures import Figures, percentile
from tests.bench.job import ReconnectJob
from tests.bench.programs import tell
from tests.connectors.collecting import Collector, running
from tests.servers.commanding import Address, Platform, commanding


async def _away_ms(platform: Platform) -> float:
    """Lose one connection of a new feed; returns for how long it was away."""
    served = await platform.served()
    async with running(PLUGIN, GenericSettings(url=platform.url), Collector()):
        await platform.met(served + 1)
        began = time.perf_counter()
        await platform.do("reset")
        await platform.met(served + 2)
        return (time.perf_counter() - began) * 1000


async def _measure(job: ReconnectJob) -> Figures:
    async with commanding(Address(job.url, job.control)) as platform:
        away = [await _away_ms(platform) for _ in range(job.times)]
    return {"back_p50": percentile(away, 50), "back_max": max(away)}


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(asyncio.run(_measure(msgspec.json.decode(sys.argv[1], type=ReconnectJob))))
