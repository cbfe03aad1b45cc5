"""Stands in for oba-live-tool: broadcasts a scripted scenario over a real websocket.

    python oba_server.py SCENARIO [--port PORT]

Prints its address (a free port unless told otherwise), waits for the first reader and plays the scenario, one JSON
object a line:

    {"send": {...}}      broadcast a message; `time` is filled in where it is missing
    {"raw": "..."}       broadcast these characters as they are
    {"pause": 0.2}       wait so many seconds
    {"drop": true}       cut every connection without a goodbye; what follows waits for the next reader
    {"close": 1000}      close every connection with this code; what follows waits for the next reader
    {"exit": true}       end the server: nothing listens any more

After the last line the connections stay open and silent.
"""

import argparse
import asyncio
import json
import time
from pathlib import Path
from typing import Any

from websockets.asyncio.server import ServerConnection, broadcast, serve


class Stage:
    """The readers, and the scenario played to them."""

    def __init__(self) -> None:
        self.readers: set[ServerConnection] = set()
        self.attended = asyncio.Event()

    async def attend(self, reader: ServerConnection) -> None:
        """Keep one reader until it leaves."""
        self.readers.add(reader)
        self.attended.set()
        try:
            await reader.wait_closed()
        finally:
            self.leave(reader)

    def leave(self, reader: ServerConnection) -> None:
        """Forget a reader."""
        self.readers.discard(reader)
        if not self.readers:
            self.attended.clear()

    async def play(self, steps: list[dict[str, Any]]) -> None:
        """Play the steps in order, each to whoever is there."""
        for step in steps:
            if "exit" in step:
                return
            await self.attended.wait()
            match step:
                case {"send": message}:
                    whole = {"time": time.time_ns() // 1_000_000, **message}
                    broadcast(self.readers, json.dumps(whole, ensure_ascii=False))
                case {"raw": text}:
                    broadcast(self.readers, text)
                case {"pause": seconds}:
                    await asyncio.sleep(seconds)
                case {"drop": _}:
                    for reader in list(self.readers):
                        reader.transport.abort()
                        self.leave(reader)
                case {"close": code}:
                    for reader in list(self.readers):
                        self.leave(reader)
                        await reader.close(code)
                case _:
                    raise ValueError(f"no such step: {step}")
        await asyncio.Future()


def read(scenario: Path) -> list[dict[str, Any]]:
    """Return a scenario's steps."""
    lines = scenario.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


async def main(steps: list[dict[str, Any]], port: int) -> None:
    """Listen, say where, and play the scenario."""
    stage = Stage()
    async with serve(stage.attend, "127.0.0.1", port, compression=None) as server:
        print(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await stage.play(steps)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("scenario", type=Path)
    arguments.add_argument("--port", type=int, default=0)
    given = arguments.parse_args()
    asyncio.run(main(read(given.scenario), given.port))
