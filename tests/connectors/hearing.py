"""What a server in another process prints, line by line, without ever waiting for it in vain."""

import asyncio

from tests.servers.starting import Running


async def heard(server: Running, count: int, within_s: float = 15) -> list[str]:
    """Return the next lines it prints; where they do not come the server is ended, and the test fails."""
    try:
        async with asyncio.timeout(within_s):
            return [await asyncio.to_thread(server.output.readline) for _ in range(count)]
    except TimeoutError:
        server.process.kill()  # a thread still reads its output, and the loop would wait for that
        raise
