"""A caller's side of a connection, down to the byte: sound callers and hostile ones use the same."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.connectors.faults.called.table import Called, Changes

PATIENCE_S = 10.0
RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER: on, for no time at all
TEXT = 0x81  # RFC 6455, section 5.2: the last frame of a text
_MASKED = 0x80


def request(called: Called, body: bytes, at: int, changes: Changes | None = None) -> bytes:
    """Return the head of a call as it goes over the wire, with changes to its headers (None: left out)."""
    packed = called.pack(body)
    headers = {"Host": "livedesk", **called.proof(body, at)}
    if not called.is_page:
        headers["Content-Length"] = str(len(packed))
    kept = {name: value for name, value in (headers | dict(changes or {})).items() if value is not None}
    first = f"{'GET' if called.is_page else 'POST'} {called.path} HTTP/1.1"
    lines = [first, *(f"{name}: {value}" for name, value in kept.items()), "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def content(called: Called, body: bytes) -> bytes:
    """Return what follows the head: the body as the caller packs it, or a page's frame."""
    return frame(body) if called.is_page else called.pack(body)


def frame(data: bytes, first: int = TEXT) -> bytes:
    """Return one frame as a browser writes it, masked with zeros."""
    if len(data) < 126:
        length = bytes([_MASKED | len(data)])
    elif len(data) < 1 << 16:
        length = struct.pack(">BH", _MASKED | 126, len(data))
    else:
        length = struct.pack(">BQ", _MASKED | 127, len(data))
    return bytes([first]) + length + bytes(4) + data


class Line:
    """One connection to a feed."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def write(self, data: bytes) -> None:
        """Send bytes, as far as the other side takes them; where it has hung up, that is no fault of ours."""
        with suppress(ConnectionError):
            self._writer.write(data)
            await self._writer.drain()

    async def drip(self, data: bytes) -> None:
        """Send bytes, each in a packet of its own."""
        for byte in data:
            await self.write(bytes([byte]))
            await asyncio.sleep(0)

    async def status(self) -> int:
        """Return the status of the next answer, read to its end; 0 where the other side hangs up instead."""
        async with asyncio.timeout(PATIENCE_S):
            try:
                head = await self._reader.readuntil(b"\r\n\r\n")
                length = next(
                    (int(line.split(b":")[1]) for line in head.splitlines() if _tells_length(line)), 0
                )
                await self._reader.readexactly(length)
            except (asyncio.IncompleteReadError, ConnectionError):
                return 0
            return int(head.split()[1])

    async def hung_up(self) -> None:
        """Return when the other side has hung up; fail after 10 s."""
        async with asyncio.timeout(PATIENCE_S):
            with suppress(ConnectionError):
                while await self._reader.read(1 << 16):
                    pass

    def reset(self) -> None:
        """Hang up in the hardest way there is, if that is still to be done."""
        if self._writer.is_closing():
            return
        sock: socket.socket = self._writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        self._writer.transport.abort()

    async def close(self) -> None:
        """Hang up, once all is sent that the other side still takes."""
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()


@asynccontextmanager
async def dialled(port: int) -> AsyncIterator[Line]:
    """Connect to a feed for the block."""
    line = Line(*await asyncio.open_connection("127.0.0.1", port))
    try:
        yield line
    finally:
        line.reset()


def _tells_length(line: bytes) -> bool:
    return line.lower().startswith(b"content-length:")
