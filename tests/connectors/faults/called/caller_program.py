"""The platforms' side in a process of its own: each message again and again until it is confirmed, then the next.

    python -m tests.connectors.faults.called.caller_program COUNT NAME=PORT ...

Calls every feed that confirms, all at once, and prints a line `NAME NUMBER` for what was confirmed. After trouble it tells
of the one before once more.
"""

import asyncio
import sys
from contextlib import AsyncExitStack

from tests.connectors.faults.called.caller import FINE, Caller
from tests.connectors.faults.called.table import BY_HTTP, Called

AGAIN_S = 0.02


async def tell(called: Called, port: int, count: int) -> None:
    """Tell one feed of everything from 1."""
    for number in range(1, count + 1):
        is_unsure = False
        while not await is_confirmed(called, port, number):
            is_unsure = True
            await asyncio.sleep(AGAIN_S)
        if is_unsure:
            await is_confirmed(called, port, max(1, number - 1))
        print(called.name, number, flush=True)


async def is_confirmed(called: Called, port: int, number: int) -> bool:
    """Make one call and say whether it was confirmed."""
    async with AsyncExitStack() as lines:
        try:
            return FINE == await Caller(called, port, lines).tell(number)
        except OSError:  # nobody listens
            return False


async def main(count: int, ports: dict[str, int]) -> None:
    """Tell all feeds at once."""
    await asyncio.gather(*(tell(called, ports[called.name], count) for called in BY_HTTP))


if __name__ == "__main__":
    given = (argument.split("=") for argument in sys.argv[2:])
    asyncio.run(main(int(sys.argv[1]), {name: int(port) for name, port in given}))
