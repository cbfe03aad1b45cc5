"""A bridge's stand-in: sends the frames of a file to whoever connects, a line each, and answers `ping` with `pong`.

    python bridge_server.py FRAMES

Prints its address, then every text it receives, one a line. A line `!close` closes the connection, `!drop` cuts it
without a word; the next reader is sent what follows.
"""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

from websockets.asyncio.server import ServerConnection, serve


async def tell(connection: ServerConnection, lines: Iterator[str]) -> None:
    """Send what is left of the file, then answer until the reader goes."""
    for line in lines:
        if line == "!close":
            return
        if line == "!drop":
            connection.transport.abort()
            return
        await connection.send(line)
    async for text in connection:
        print(text, flush=True)
        if text == "ping":
            await connection.send("pong")


async def main(lines: Iterator[str]) -> None:
    """Serve until killed."""
    async with serve(lambda one: tell(one, lines), "127.0.0.1", 0, compression=None) as server:
        print(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(iter(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())))
