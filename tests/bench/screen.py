"""The product with its console drawing, as it ships, on the terminal it is started in.

python -m tests.bench.screen '{"port": …, …, "output": "figures.json"}'
"""

import asyncio
import sys
from pathlib import Path

import msgspec

from console.screens.terminal import set_environment
from tests.bench import machine
from tests.bench.figures import Figures
from tests.bench.job import Job
from tests.bench.product import ROOM, Attended, settings

SETTLED_S = 1.5
"""By then the console stands, so that what is measured is drawing and not starting."""


async def _on_screen(job: Job) -> Figures:
    from console.screens.app import DeskApp  # noqa: PLC0415 - after `set_environment`
    from console.screens.context import DeskContext  # noqa: PLC0415 - the same

    loaded = settings(job.port)
    attended = Attended(job, loaded)
    app = DeskApp(DeskContext.of(attended.room, loaded, ROOM))

    async def attend() -> Figures:
        try:
            await asyncio.sleep(SETTLED_S)
            attended.begin()
            await attended.until_received()
            return await attended.end()
        finally:
            app.exit("time")

    attending = asyncio.create_task(attend())
    await app.run_async()
    return await attending


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    set_environment()
    given = msgspec.json.decode(sys.argv[1], type=Job)
    Path(given.output).write_bytes(msgspec.json.encode(asyncio.run(_on_screen(given))))
