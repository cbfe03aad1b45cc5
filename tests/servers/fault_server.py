"""A platform that misbehaves on command: websockets at every path, and HTTP answers where it is told of some.

    python -m tests.servers.fault_server [--port PORT]

Prints its address, then the port where it takes commands: JSON, one object a line, each answered by one line
`{"readers": how many are connected, "served": how many have ever been}`. A reader counts once it has been greeted.

    {"do": "set", "greeting": [...], "answers": {...}, "idle": {...}}   how readers are met from now on, see below
    {"do": "send", "text": "…"}       a frame of text to every reader; with "base64" instead, one of bytes
    {"do": "raw", "base64": "…"}      these bytes into every reader's socket, as they are; "times": so often
    {"do": "drip", "base64": "…"}     the same, a byte at a time
    {"do": "reset"}                   cut every connection with a TCP reset
    {"do": "cut"}                     end every connection without a goodbye
    {"do": "close", "code": 1001}     close every connection with a code
    {"do": "deafen"}                  read nothing more from those connected: no pong, no reply to a close
    {"do": "refuse"} / {"do": "listen"}   stop listening and cut everybody off; listen again at the same port
    {"do": "reject", "status": 401}   answer whoever connects with this status; null: let them in again
    {"do": "hang"}                    accept whoever connects and never answer; undone by "listen"
    {"do": "babble", "base64": "…"}   answer whoever connects with these bytes; undone by "listen"

A greeting is a list of steps, taken with each new reader before it counts: {"send": "…"} a frame of text,
{"base64": "…"} one of bytes, {"expect": true} wait for a frame, {"reply": "…"} wait for a JSON object and answer
with this text, `$id` being that object's id. `answers` maps paths to [status, JSON value] for calls of any method.

`idle` maps the paths where a reader asks for pages to the page that has nothing new. To such a reader a frame is a
page, and a fault is what it gets in the place of one: "raw" a whole answer, "deafen" none.
"""

import argparse
import asyncio
import json
from asyncio import StreamReader, StreamWriter
from base64 import b64decode
from typing import Any

from aiohttp import web

from tests.servers.fault_readers import Polls, Sockets

LONGEST_COMMAND = 1 << 24  # bytes


class Platform:
    """Its readers, and how they fare."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = {}
        self.status: int | None = None
        self.sockets = Sockets()
        self.polls = Polls()

    @property
    def readers(self) -> tuple[Sockets, Polls]:
        """Those of either kind."""
        return self.sockets, self.polls

    async def meet(self, request: web.Request) -> web.StreamResponse:
        """Answer a call, or let a reader in."""
        if request.path in self.answers:
            status, told = self.answers[request.path]
            return web.json_response(told, status=status)
        if self.status is not None:
            return web.Response(status=self.status)
        if request.path in self.polls.idle:
            return await self.polls.meet(request)
        if not web.WebSocketResponse().can_prepare(request):
            return web.Response(status=503)  # nobody has said yet what to answer
        return await self.sockets.meet(request)


class Door:
    """The port: open, shut, or open to nobody's good."""

    def __init__(self, platform: Platform, port: int) -> None:
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", platform.meet)
        self._runner = web.AppRunner(application, access_log=None)
        self._site: web.TCPSite | None = None
        self._false: asyncio.Server | None = None
        self.port = port

    async def open(self) -> None:
        """Listen, as a platform does."""
        await self.shut()
        if self._runner.server is None:
            await self._runner.setup()
        self._site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await self._site.start()
        self.port = self._runner.addresses[0][1]

    async def open_falsely(self, answer: bytes | None) -> None:
        """Accept whoever connects and say these bytes; None: nothing, ever."""
        await self.shut()

        async def meet(_: StreamReader, writer: StreamWriter) -> None:
            if answer is not None:
                writer.write(answer)
                writer.close()

        self._false = await asyncio.start_server(meet, "127.0.0.1", self.port, reuse_address=True)

    async def shut(self) -> None:
        """Listen no more."""
        if self._site is not None:
            site, self._site = self._site, None
            await site.stop()
        if self._false is not None:
            false, self._false = self._false, None
            false.close()


class Control:
    """Carries out commands: each is the method of its name."""

    def __init__(self, platform: Platform, door: Door) -> None:
        self._platform = platform
        self._door = door

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Obey one commander until it leaves."""
        async for line in reader:
            command = json.loads(line)
            await getattr(self, command.pop("do"))(**command)
            readers = self._platform.readers
            told = {
                "readers": sum(kind.present for kind in readers),
                "served": sum(kind.served for kind in readers),
            }
            writer.write(json.dumps(told).encode() + b"\n")
        writer.close()

    async def count(self) -> None:
        """Do nothing but answer."""

    async def set(
        self, greeting: list[dict[str, Any]], answers: dict[str, list[Any]], idle: dict[str, str]
    ) -> None:
        """Meet readers so from now on."""
        self._platform.answers = answers
        self._platform.sockets.greeting = greeting
        self._platform.polls.begin(idle)

    async def send(self, text: str | None = None, base64: str = "") -> None:
        """Send a frame."""
        for readers in self._platform.readers:
            await readers.send(b64decode(base64) if text is None else text)

    async def raw(self, base64: str, times: int = 1) -> None:
        """Write bytes."""
        for readers in self._platform.readers:
            readers.raw(b64decode(base64) * times)

    async def drip(self, base64: str) -> None:
        """Write bytes one at a time."""
        for readers in self._platform.readers:
            await readers.drip(b64decode(base64))

    async def reset(self) -> None:
        """Cut everybody off with a reset."""
        for readers in self._platform.readers:
            readers.cut(hard=True)

    async def cut(self) -> None:
        """Cut everybody off."""
        for readers in self._platform.readers:
            readers.cut(hard=False)

    async def close(self, code: int) -> None:
        """Close with a code."""
        for readers in self._platform.readers:
            await readers.close(code)

    async def deafen(self) -> None:
        """Read nothing more from those who are connected."""
        for readers in self._platform.readers:
            readers.deafen()

    async def reject(self, status: int | None) -> None:
        """Answer with a status; None: let everybody in."""
        self._platform.status = status

    async def refuse(self) -> None:
        """Listen no more."""
        await self._door.shut()
        await self.reset()

    async def hang(self) -> None:
        """Accept, and never answer."""
        await self._door.open_falsely(None)
        await self.reset()

    async def babble(self, base64: str) -> None:
        """Accept, and talk nonsense."""
        await self._door.open_falsely(b64decode(base64))
        await self.reset()

    async def listen(self) -> None:
        """Listen as a platform does."""
        await self._door.open()


async def main(port: int) -> None:
    """Serve until killed."""
    platform = Platform()
    door = Door(platform, port)
    await door.open()
    control = await asyncio.start_server(Control(platform, door).serve, "127.0.0.1", 0, limit=LONGEST_COMMAND)
    print(f"ws://127.0.0.1:{door.port}", flush=True)
    print(control.sockets[0].getsockname()[1], flush=True)
    await control.serve_forever()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=0)
    asyncio.run(main(arguments.parse_args().port))
