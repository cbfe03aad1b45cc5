"""A desk with every feed that is called, in a process that a test may kill at any moment.

    python -m tests.connectors.faults.called.desk_program FOLDER [NAME=PORT ...]

Prints `NAME=PORT` for each feed once all of them listen, in one line.
"""

import asyncio
import sys
from pathlib import Path

from tests.connectors.faults.called.rooms import opened, up


async def main(folder: Path, ports: dict[str, int]) -> None:
    """Run until killed."""
    room = opened(folder, ports)
    running = asyncio.create_task(room.run())
    print(*(f"{name}={port}" for name, port in (await up(room, running)).items()), flush=True)
    await running


if __name__ == "__main__":
    given = (argument.split("=") for argument in sys.argv[2:])
    asyncio.run(main(Path(sys.argv[1]), {name: int(port) for name, port in given}))
