"""A websocket that writes down what it is sent and answers each text with a comment of the same text.

    python echo_server.py [LARGEST]

Prints its address, then every request's `X-Token` header and every text it receives, one JSON string a line.
With LARGEST it first sends a frame of that many bytes to every reader.
"""

import asyncio
import json
import sys

from websockets.asyncio.server import ServerConnection, serve


async def answer(connection: ServerConnection) -> None:
    """Serve one reader."""
    request = connection.request
    print(json.dumps(request.headers.get("X-Token", "") if request else ""), flush=True)
    if len(sys.argv) > 1:
        await connection.send("x" * int(sys.argv[1]))
    number = 0
    async for text in connection:
        number += 1
        print(json.dumps(str(text)), flush=True)
        await connection.send(json.dumps({"id": number, "text": text, "user": {"id": 7, "name": "回声"}}))


async def main() -> None:
    """Serve until killed."""
    async with serve(answer, "127.0.0.1", 0, compression=None) as server:
        print(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
