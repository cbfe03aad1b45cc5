"""Whoever calls a feed: sound calls over one connection that is kept, or each over one of its own."""

from contextlib import AsyncExitStack

from tests.connectors.collecting import now_ms
from tests.connectors.faults.called.lines import Line, content, dialled, request
from tests.connectors.faults.called.table import Called, Changes

SWITCHED, FINE = 101, 200


class Caller:
    """Calls one feed at its port; its connections last as long as `lines`."""

    def __init__(self, called: Called, port: int, lines: AsyncExitStack) -> None:
        self.called = called
        self.port = port
        self._lines = lines
        self._kept: Line | None = None

    async def dial(self) -> Line:
        """Return a new connection."""
        return await self._lines.enter_async_context(dialled(self.port))

    async def tell(self, number: int) -> int:
        """Tell of a comment or an order over the connection that is kept; returns the answer's status, a page's first."""
        at, line = now_ms(), self._kept or await self.dial()
        body = self.called.body(number, at)
        status = SWITCHED
        if self._kept is None or not self.called.is_page:
            await line.write(request(self.called, body, at))
        if self._kept is None and self.called.is_page:
            status = await line.status()
        self._kept = line
        await line.write(content(self.called, body))
        return status if self.called.is_page else await line.status()

    async def call(self, body: bytes, at: int | None = None, changes: Changes | None = None) -> int:
        """Make one call over a connection of its own, at a time (UTC ms; None: now); returns the answer's status."""
        line = await self.dial()
        await line.write(request(self.called, body, now_ms() if at is None else at, changes))
        if not self.called.is_page:
            await line.write(content(self.called, body))
            return await line.status()
        status = await line.status()
        await line.write(content(self.called, body))
        await line.close()  # what was sent before is read first; and there is room for so many pages only
        return status

    @property
    def welcome(self) -> int:
        """The status with which a call is taken."""
        return SWITCHED if self.called.is_page else FINE
