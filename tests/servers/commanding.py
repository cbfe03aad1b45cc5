"""The commander's side of `fault_server.py`."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from tests.servers.starting import started

PATIENCE_S = 15.0
_LOOK_AGAIN_S = 0.01


class Count(NamedTuple):
    """How many readers there are, and how many there have ever been."""

    readers: int
    served: int


@dataclass(frozen=True)
class Address:
    """Where a platform listens (ws://…), and the port where it takes commands."""

    url: str
    control: int

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self.url.rpartition(":")[2])


class Platform:
    """A platform under command. Every method returns once the command has been carried out."""

    def __init__(self, address: Address, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.url = address.url
        self._reader = reader
        self._writer = writer

    async def do(self, what: str, **details: Any) -> Count:
        """Carry out one command of the server's list."""
        self._writer.write(json.dumps({"do": what, **details}).encode() + b"\n")
        async with asyncio.timeout(PATIENCE_S):
            return Count(**json.loads(await self._reader.readline()))

    async def greet(
        self,
        steps: Sequence[Mapping[str, Any]] = (),
        answers: Mapping[str, tuple[int, Any]] | None = None,
        idle: Mapping[str, str] | None = None,
    ) -> None:
        """Meet readers so from now on."""
        await self.do("set", greeting=list(steps), answers=dict(answers or {}), idle=dict(idle or {}))

    async def send(self, frame: str | bytes) -> None:
        """Send a frame to every reader."""
        is_text = isinstance(frame, str)
        await self.do("send", **({"text": frame} if is_text else {"base64": packed(frame)}))

    async def recover(self) -> None:
        """Be sound again: listening, letting everybody in, greeting nobody, with no readers."""
        await self.greet()
        await self.do("reject", status=None)
        await self.do("listen")
        await self.do("cut")

    async def raw(self, data: bytes, times: int = 1) -> None:
        """Write bytes into every reader's socket; to one who asks for pages, in the place of an answer."""
        await self.do("raw", base64=packed(data), times=times)

    async def met(self, served: int) -> None:
        """Return when that many readers have been served, and one is there; fail after 15 s."""
        async with asyncio.timeout(PATIENCE_S):
            while (count := await self.do("count")).served < served or not count.readers:  # noqa: ASYNC110 - it is in another process
                await asyncio.sleep(_LOOK_AGAIN_S)

    async def served(self) -> int:
        """Return how many readers there have ever been."""
        return (await self.do("count")).served


def packed(data: str | bytes) -> str:
    """Return bytes as a command carries them."""
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


@contextmanager
def platform_process(port: int = 0) -> Iterator[Address]:
    """Run a platform in a process of its own until the block ends."""
    with started("fault_server.py", "--port", str(port)) as server:
        yield Address(server.url, int(server.output.readline()))


@asynccontextmanager
async def commanding(address: Address) -> AsyncIterator[Platform]:
    """Command a running platform in the block."""
    reader, writer = await asyncio.open_connection("127.0.0.1", address.control)
    try:
        yield Platform(address, reader, writer)
    finally:
        writer.close()
        with suppress(ConnectionError):  # the platform may be gone already
            await writer.wait_closed()
