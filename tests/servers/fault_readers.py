"""Who reads a misbehaving platform: by websocket, or by asking over HTTP for page after page."""

import asyncio
import json
import socket
import struct
from base64 import b64decode
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

DRIP_S = 0.0005
RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER: on, for no time at all


class Sockets:
    """Readers that hold a websocket open."""

    def __init__(self) -> None:
        self.greeting: list[dict[str, Any]] = []
        self.served = 0
        self._open: set[tuple[web.WebSocketResponse, asyncio.Transport]] = set()

    @property
    def present(self) -> int:
        """How many there are."""
        return len(self._open)

    async def meet(self, request: web.Request) -> web.StreamResponse:
        """Greet and keep a reader until it leaves."""
        reader = web.WebSocketResponse(timeout=0.2)
        try:
            await reader.prepare(request)
            for step in self.greeting:
                if not await _greet(reader, step):
                    return reader
        except ConnectionError:  # it has left already
            return reader
        if request.transport is None:
            return reader
        entry = reader, request.transport
        self._open.add(entry)
        self.served += 1
        try:
            while (await reader.receive()).type not in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING}:
                pass
        finally:
            self._open.discard(entry)
        return reader

    async def send(self, frame: str | bytes) -> None:
        """Send a frame to every reader."""
        for reader, _ in list(self._open):
            with suppress(ConnectionError):  # it has just left
                await (reader.send_str(frame) if isinstance(frame, str) else reader.send_bytes(frame))

    def raw(self, data: bytes) -> None:
        """Write bytes into every socket."""
        for _, transport in self._open:
            transport.write(data)

    async def drip(self, data: bytes) -> None:
        """Write bytes into every socket, one at a time."""
        for place in range(len(data) if self._open else 0):
            self.raw(data[place : place + 1])
            await asyncio.sleep(DRIP_S)

    def cut(self, *, hard: bool) -> None:
        """End every connection, at once."""
        for _, transport in list(self._open):
            if hard:
                _reset_on_close(transport)
            transport.abort()
        self._open.clear()

    async def close(self, code: int) -> None:
        """Close every connection with a code."""
        for reader, _ in list(self._open):
            await reader.close(code=code)
        self._open.clear()

    def deafen(self) -> None:
        """Read nothing more from those who are connected."""
        for _, transport in self._open:
            transport.pause_reading()


async def _greet(reader: web.WebSocketResponse, step: dict[str, Any]) -> bool:
    """Take one step with a new reader; false where it has left."""
    match step:
        case {"send": text}:
            await reader.send_str(text)
            return True
        case {"base64": data}:
            await reader.send_bytes(b64decode(data))
            return True
        case _:
            pass
    message = await reader.receive()
    if message.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
        return False
    if "reply" in step:
        await reader.send_str(step["reply"].replace("$id", str(json.loads(message.data)["id"])))
    return True


Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Polls:
    """The reader that asks for page after page. What is sent, and what is to go wrong, waits in order until it asks.

    It counts from its first page on, with nothing that goes wrong waiting behind it, and until something is to go wrong.
    """

    def __init__(self) -> None:
        self.served = 0
        self.present = 0
        self.idle: dict[str, str] = {}
        self._waiting: deque[tuple[Answering, bool]] = deque()  # the other part: whether it is a fault

    def begin(self, idle: dict[str, str]) -> None:
        """Take questions at these paths, each with its page for when nothing is new; forget what waits."""
        self.idle = idle
        self.present = 0
        self._waiting.clear()

    async def meet(self, request: web.Request) -> web.StreamResponse:
        """Give the next answer."""
        if not self._waiting:
            answering, is_fault = _page(self.idle[request.path].encode()), False
        else:
            answering, is_fault = self._waiting.popleft()
        if not self.present and not is_fault and not any(later for _, later in self._waiting):
            self.present = 1
            self.served += 1
        return await answering(request)

    async def send(self, frame: str | bytes) -> None:
        """Answer with a page."""
        self._answer(_page(frame.encode() if isinstance(frame, str) else frame))

    def raw(self, data: bytes) -> None:
        """Answer with these bytes as they are, head and all, and hang up."""

        async def answer(request: web.Request) -> web.StreamResponse:
            transport = _transport(request)
            transport.write(data)
            transport.close()
            return web.Response()

        self._go_wrong(answer)

    async def drip(self, data: bytes) -> None:
        """Answer with a page, a byte at a time."""

        async def answer(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse()
            await response.prepare(request)
            with suppress(ConnectionError):  # it has no patience
                for place in range(len(data)):
                    await response.write(data[place : place + 1])
                    await asyncio.sleep(DRIP_S)
            return response

        self._answer(answer)

    def cut(self, *, hard: bool) -> None:
        """Break off in mid-answer, where somebody asks: twice, for an HTTP client asks once more by itself."""

        async def answer(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse()
            response.content_length = 1_000
            await response.prepare(request)
            await response.write(b"{")
            transport = _transport(request)
            if hard:
                _reset_on_close(transport)
            transport.close()
            return response

        if self.present:
            self._go_wrong(answer)
            self._go_wrong(answer)

    async def close(self, code: int) -> None:
        """Break off: there are no codes to tell."""
        del code
        self.cut(hard=False)

    def deafen(self) -> None:
        """Never answer."""

        async def answer(_: web.Request) -> web.StreamResponse:
            return await asyncio.Future[web.StreamResponse]()

        self._go_wrong(answer)

    def _go_wrong(self, answering: Answering) -> None:
        self.present = 0
        self._answer(answering, is_fault=True)

    def _answer(self, answering: Answering, *, is_fault: bool = False) -> None:
        if self.idle:  # somebody may ask
            self._waiting.append((answering, is_fault))


def _page(data: bytes) -> Answering:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=data, content_type="application/json")

    return answer


def _transport(request: web.Request) -> asyncio.Transport:
    if request.transport is None:
        raise ConnectionResetError
    return request.transport


def _reset_on_close(transport: asyncio.Transport) -> None:
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
