"""Stands in for Bilibili: the calls of both its interfaces, and the websocket of its rooms.

    python bilibili_server.py SCENARIO [--port PORT]

Prints its address and plays the scenario, a JSON object a line, to whoever has joined the room:

    {"send": {...}}         one message, as JSON in a packet; "zlib" or "brotli" instead of "send": compressed
    {"pause": 0.2}          wait so many seconds
    {"drop": true}          cut every connection without a goodbye; what follows waits for the next who joins
    {"over": true}          say that the session has ended
    {"deaf": true}          answer no more heartbeats
    {"nod": {...}}          this message stands behind the answer to every ticket, in the same frame
    {"answer": path, "with": {...}}   the next call of this path is answered so; taken before anybody joins
    {"late": path, "by": 0.5}         the next call of this path is answered so many seconds late

`GET /told` tells what it was told, in order: calls with their games, joins and heartbeats. Calls are answered only where
their signature is right, the websocket lets in only who shows what the last call gave out.
"""

import argparse
import asyncio
import hashlib
import hmac
import json
import struct
import zlib
from pathlib import Path
from typing import Any

import brotli
from aiohttp import WSMsgType, web

SECRET = "a secret of nobody"
KEY_ID = "key-id"
HOSTS = ("127.0.0.1", "localhost")
PICTURES = ("https://img.test/abcdefghijklmnopqrstuvwxyz012345.png", "https://img.test/" + "9" * 32 + ".png")


def packet(op: int, body: bytes, version: int = 0) -> bytes:
    """Return a packet of the platform's."""
    return struct.pack(">IHHII", 16 + len(body), 16, version, op, 0) + body


class Platform:
    """What the platform knows: who has joined, which session is on, and what it was told."""

    def __init__(self, steps: list[dict[str, Any]]) -> None:
        self.steps = [step for step in steps if not step.keys() & {"answer", "late", "nod"}]
        self.answers = [step for step in steps if "answer" in step]
        self.late = {step["late"]: step["by"] for step in steps if "late" in step}
        self.nod = b"".join(packet(5, text(step["nod"])) for step in steps if "nod" in step)
        self.told: list[str] = []
        self.games = 0
        self.tickets: set[str] = set()
        self.port = 0
        self.readers: set[web.WebSocketResponse] = set()
        self.attended = asyncio.Event()
        self.is_deaf = False

    def prepared(self, path: str) -> web.Response | None:
        """Return the answer that the scenario has for a path, once."""
        for step in self.answers:
            if step["answer"] == path:
                self.answers.remove(step)
                return web.json_response(step["with"], status=step.get("status", 200))
        return None

    async def session(self, request: web.Request) -> web.Response:
        """Answer one of the three calls of a session."""
        body = await request.read()
        verb = request.path.rpartition("/")[2]
        what = json.loads(body)
        self.told.append(f"{verb} {what['game_id']}" if "game_id" in what else verb)
        if not is_signed(request.headers, body):
            return web.json_response({"code": 4002, "message": "签名异常"})
        await asyncio.sleep(self.late.pop(request.path, 0))
        prepared = self.prepared(request.path)
        if prepared is not None:
            return prepared
        if verb != "start":
            return web.json_response({"code": 0, "message": "0", "data": {}})
        self.games += 1
        ticket = f'{{"roomid": 77,"protover":2,  "key":"{self.games}","group":"open"}}'  # spaces and all
        self.tickets = {ticket}
        links = [f"ws://{host}:{self.port}/sub" for host in HOSTS]
        data = {
            "game_info": {"game_id": f"game-{self.games}"},
            "websocket_info": {"auth_body": ticket, "wss_link": links},
            "anchor_info": {"open_id": "the-host", "uname": "晴天女装", "room_id": 77},
        }
        return web.json_response({"code": 0, "message": "0", "data": data})

    async def player(self, request: web.Request) -> web.Response:
        """Answer one of the calls of the web player."""
        self.told.append(request.path.rpartition("/")[2])
        prepared = self.prepared(request.path)
        if prepared is not None:
            return prepared
        is_member = "SESSDATA=member" in request.headers.get("Cookie", "")
        data: dict[str, Any] = {}
        match request.path.rpartition("/")[2]:
            case "spi":
                data = {"b_3": "a-browser"}
            case "nav":
                data = {
                    "isLogin": is_member,
                    "mid": 5,
                    "wbi_img": dict(zip(("img_url", "sub_url"), PICTURES, strict=True)),
                }
                if not is_member:
                    return web.json_response({"code": -101, "message": "账号未登录", "data": data})
            case "get_info":
                data = {"room_id": 7700, "uid": 42}
            case "getDanmuInfo":
                is_known = "buvid3=a-browser" in request.headers.get("Cookie", "")
                if not is_known or not is_wbi_signed(dict(request.query)):
                    return web.json_response({"code": -352, "message": "-352"})
                self.games += 1
                self.tickets = {f"token-{self.games}"}
                hosts = [{"host": host, "ws_port": self.port, "wss_port": 1} for host in HOSTS]
                data = {"token": f"token-{self.games}", "host_list": hosts}
            case path:
                raise ValueError(f"no such call: {path}")
        return web.json_response({"code": 0, "message": "OK", "data": data})

    async def sub(self, request: web.Request) -> web.WebSocketResponse:
        """Let a reader in that shows a ticket, and answer its heartbeats."""
        reader = web.WebSocketResponse(timeout=0.2)
        await reader.prepare(request)
        first = (await reader.receive_bytes())[16:].decode()
        shown = first if first in self.tickets else json.loads(first).get("key", "")
        if shown not in self.tickets:
            self.told.append("refused")
            await reader.send_bytes(packet(8, b'{"code":-101}', 1))
            await reader.close()
            return reader
        self.told.append(
            f"joined {first} as {request.headers['User-Agent']} at {request.host.partition(':')[0]}"
        )
        await reader.send_bytes(packet(8, b'{"code":0}', 1) + self.nod)
        self.readers.add(reader)
        self.attended.set()
        async for message in reader:
            if message.type is WSMsgType.BINARY and not self.is_deaf:
                self.told.append("beat")
                # The echo of what the client sent stands behind the packet, uncounted.
                await reader.send_bytes(packet(3, b"\0\0\0\1", 1) + message.data[16:] + b"[object Object]")
        self.leave(reader)
        return reader

    def leave(self, reader: web.WebSocketResponse) -> None:
        """Forget a reader."""
        self.readers.discard(reader)
        if not self.readers:
            self.attended.clear()

    async def play(self) -> None:
        """Play the scenario, each step to whoever is there."""
        for step in self.steps:
            await self.attended.wait()
            match step:
                case {"send": message}:
                    await self.broadcast(packet(5, text(message)))
                case {"zlib": message}:
                    await self.broadcast(packet(5, zlib.compress(packet(5, text(message))), 2))
                case {"brotli": message}:
                    await self.broadcast(packet(5, brotli.compress(packet(5, text(message))), 3))
                case {"over": _}:
                    end = {
                        "cmd": "LIVE_OPEN_PLATFORM_INTERACTION_END",
                        "data": {"game_id": f"game-{self.games}"},
                    }
                    await self.broadcast(packet(5, text(end)))
                    self.attended.clear()
                case {"deaf": is_deaf}:
                    self.is_deaf = is_deaf
                case {"pause": seconds}:
                    await asyncio.sleep(seconds)
                case {"drop": _}:
                    for reader in list(self.readers):
                        self.leave(reader)
                        reader._writer.transport.abort()  # type: ignore[union-attr]  # no goodbye: nothing public does that
                case _:
                    raise ValueError(f"no such step: {step}")

    async def broadcast(self, frame: bytes) -> None:
        """Send a frame to everybody."""
        for reader in list(self.readers):
            await reader.send_bytes(frame)


def text(message: Any) -> bytes:
    """Return a message as the platform writes it."""
    return json.dumps(message, ensure_ascii=False).encode()


def is_signed(headers: Any, body: bytes) -> bool:
    """Say whether a call bears the signature it must have."""
    names = (
        "accesskeyid",
        "content-md5",
        "signature-method",
        "signature-nonce",
        "signature-version",
        "timestamp",
    )
    lines = [f"x-bili-{name}:{headers.get(f'x-bili-{name}', '')}" for name in names]
    right = hmac.new(SECRET.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()
    is_body = headers.get("x-bili-content-md5") == hashlib.md5(body).hexdigest()  # noqa: S324 - the platform's rule
    return bool(
        is_body and headers.get("x-bili-accesskeyid") == KEY_ID and headers.get("Authorization") == right
    )


def is_wbi_signed(query: dict[str, str]) -> bool:
    """Say whether a query bears the signature that belongs to our two pictures."""
    whole = "abcdefghijklmnopqrstuvwxyz012345" + "9" * 32
    order = "46 47 18 2 53 8 23 32 15 50 10 31 58 3 45 35 27 43 5 49 33 9 42 19 29 28 14 39 12 38 41 13"
    key = "".join(whole[int(place)] for place in order.split())
    line = f"id={query.get('id')}&type=0&wts={query.get('wts')}{key}"
    return query.get("w_rid") == hashlib.md5(line.encode()).hexdigest()  # noqa: S324 - the platform's rule


async def main(steps: list[dict[str, Any]], port: int) -> None:
    """Listen, say where, and play the scenario."""
    platform = Platform(steps)
    app = web.Application()
    for verb in ("start", "heartbeat", "end"):
        app.router.add_post(f"/v2/app/{verb}", platform.session)
    for path in (
        "/x/frontend/finger/spi",
        "/x/web-interface/nav",
        "/room/v1/Room/get_info",
        "/xlive/web-room/v1/index/getDanmuInfo",
    ):
        app.router.add_get(path, platform.player)
    app.router.add_get("/sub", platform.sub)

    async def told(_: web.Request) -> web.Response:
        return web.json_response(platform.told)

    app.router.add_get("/told", told)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    platform.port = runner.addresses[0][1]
    print(f"http://127.0.0.1:{platform.port}", flush=True)
    await platform.play()
    await asyncio.Future()


def read(scenario: Path) -> list[dict[str, Any]]:
    """Return a scenario's steps."""
    return [json.loads(line) for line in scenario.read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("scenario", type=Path)
    arguments.add_argument("--port", type=int, default=0)
    given = arguments.parse_args()
    asyncio.run(main(read(given.scenario), given.port))
