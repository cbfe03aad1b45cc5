"""Stands in for Social Stream Ninja's relay and for the extension behind it.

    python ssn_server.py SCENARIO

Prints its address, then every join and command as one JSON line. The scenario is one JSON object: `chat` is a list of
messages for whoever joins to hear channel 4 (null cuts the connection; what follows waits for the next reader), `answer` is what becomes of
commands: the `result` of the callback, or "silent" for none, or "cut" to cut the connection.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from websockets.asyncio.server import ServerConnection, serve


async def main(scenario: dict[str, Any]) -> None:
    """Serve until killed."""
    chat = list(scenario.get("chat", []))

    async def talk(reader: ServerConnection) -> None:
        while chat:
            message = chat.pop(0)
            if message is None:
                reader.transport.abort()
                return
            await reader.send(
                message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)
            )

    async def attend(reader: ServerConnection) -> None:
        async for text in reader:
            print(str(text), flush=True)
            told = json.loads(text)
            if told.get("in") == 4:
                await talk(reader)
            if "get" not in told or scenario["answer"] == "silent":
                continue
            if scenario["answer"] == "cut":
                reader.transport.abort()
                return
            await reader.send(json.dumps({"callback": {"get": told["get"], "result": scenario["answer"]}}))

    async with serve(attend, "127.0.0.1", 0, compression=None) as server:
        print(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
