"""A websocket that pushes comments, flat out or at a steady rate, to whoever connects; for benchmarks.

    python flood_server.py COUNT RATE

Prints its address, sends COUNT comments at RATE a second (0: as fast as the reader takes them), closes, and
serves the next reader. Every fiftieth comment repeats the one before.
"""

import asyncio
import json
import random
import sys
import time

from websockets.asyncio.server import ServerConnection, serve
from websockets.frames import Frame, Opcode
from websockets.protocol import State

TEXTS = [
    "这个多少钱",
    "什么时候发货呀",
    "165 穿什么码",
    "主播好漂亮",
    "哈哈哈哈",
    "1",
    "黑色还有货吗，在线等",
    "来了来了",
]
BLOCK = 200  # comments written at once when flat out


def comment(number: int, chance: random.Random) -> bytes:
    """Return one comment's websocket frame."""
    number -= number % 50 == 0
    person = int(chance.paretovariate(1.1) * 1000) % 50_000
    body = {
        "type": "comment",
        "room": "730192837",
        "msg_id": str(10**18 + number),
        "ts": time.time_ns() // 1000,
        "user": {
            "id": str(10**8 + person),
            "name": f"观众{person}",
            "level": person % 40,
            "fan": bool(person % 3),
        },
        "text": chance.choice(TEXTS),
        "extra": {"seq": number, "from": "app", "lang": "zh"},
    }
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Frame(Opcode.TEXT, data).serialize(mask=False)


async def flood(connection: ServerConnection, count: int) -> None:
    """Write everything as fast as the reader takes it, many frames in one write."""
    chance = random.Random(7)
    blocks = [
        b"".join(comment(number, chance) for number in range(first, min(first + BLOCK, count)))
        for first in range(0, count, BLOCK)
    ]
    for block in blocks:
        if connection.state is not State.OPEN:
            return
        connection.transport.write(block)
        while connection.transport.get_write_buffer_size() > 1_000_000:  # noqa: ASYNC110 - a transport has no event for it
            await asyncio.sleep(0.001)


async def pace(connection: ServerConnection, count: int, rate: float) -> None:
    """Write one frame at a time, each at its moment."""
    chance = random.Random(7)
    began_at = time.perf_counter()
    for number in range(count):
        left = began_at + number / rate - time.perf_counter()
        if left > 0:
            await asyncio.sleep(left)
        if connection.state is not State.OPEN:
            return
        connection.transport.write(comment(number, chance))


async def main(count: int, rate: float) -> None:
    """Serve until killed."""

    async def push(connection: ServerConnection) -> None:
        await (pace(connection, count, rate) if rate else flood(connection, count))

    async with serve(push, "127.0.0.1", 0, compression=None) as server:
        port = server.sockets[0].getsockname()[1]
        print(f"ws://127.0.0.1:{port}", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
