"""The other direction over websockets: pages that call us. A port on this machine, several pages at once.

What differs between feeds is which pages are welcome and how to read them; listening, limits, gaps, stalls, samples and a
clean end are here.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from connectors.calls.ports import no_port
from connectors.contract import Decoder, FeedState, FeedStatus, Opening, Sink
from connectors.intake.intake import Intake
from connectors.intake.ticker import Ticker
from connectors.language import say
from connectors.links.link import LineLostError
from connectors.links.outages import Outages
from connectors.links.settings import LinkSettings
from connectors.links.websocket_words import why_lost
from connectors.problem import Problem
from connectors.readonly import ReadOnly

HOST = "127.0.0.1"  # pages run in a browser on this machine; nobody else can reach us
MOST_PAGES = 20
LARGEST_FRAME = 1024 * 1024  # bytes
PING_S = 20.0  # browsers answer pings by themselves
GOODBYE_S = 1.0
_GOODBYES = frozenset({1000, 1001, 1005})  # RFC 6455, section 7.4.1: done, going away, no code given


Welcome = Callable[[str | None], Decoder | None]
"""Takes a page's Origin (None: it gives none) and returns how to read the page; None: it may not come in."""


class Host(ReadOnly):
    """A `Connector` that pages connect to, at `port` of this machine. `url` is where it listens, once it does.

    `patience` says how long a silence is no stall.
    """

    def __init__(
        self, opening: Opening, *, connector: str, welcome: Welcome, port: int, patience: LinkSettings
    ) -> None:
        self.status = FeedStatus(feed=opening.feed, connector=connector)
        self.url = ""
        self._opening = opening
        self._now = opening.now
        self._welcome = welcome
        self._port = port
        self._patience = patience
        self._pages = 0
        self._ended = asyncio.Event()

    async def run(self, sink: Sink) -> None:
        """Listen until the stream ends or the task is cancelled. Raises `UserProblem` where the port cannot be had."""
        intake = Intake(self.status, lambda _frame, _at: (), sink.take, self._patience, self._opening.heard())
        outages = Outages(intake, self._now)
        ticker = Ticker(lambda: intake.tick(self._now()))
        try:
            server = await self._listen(intake, outages, sink)
            try:
                outages.expect(say("还没有网页连上来", "no page has connected yet"))
                await self._ended.wait()
                intake.enter(FeedState.ENDED, self._now())
            finally:
                outages.finish()  # before the goodbyes, which take time the desk may not have
                server.close()
                with suppress(TimeoutError):  # a stranger in mid-handshake would be waited for much longer
                    async with asyncio.timeout(2 * GOODBYE_S):
                        await server.wait_closed()
        except Problem as problem:
            intake.enter(FeedState.FAILED, self._now(), problem.sentence)
            raise
        finally:
            ticker.stop()
            outages.finish()

    async def _listen(self, intake: Intake, outages: Outages, sink: Sink) -> Server:
        async def attend(page: ServerConnection) -> None:
            await self._attend(page, intake, outages, sink)

        def let_in(page: ServerConnection, request: Request) -> Response | None:
            return self._let_in(page, request, intake)

        try:
            server = await serve(
                attend,
                HOST,
                self._port,
                process_request=let_in,
                compression=None,
                max_size=LARGEST_FRAME,
                ping_interval=PING_S,
                ping_timeout=PING_S,
                close_timeout=GOODBYE_S,
                server_header="livedesk",
            )
        except OSError as error:
            raise no_port(HOST, self._port, error) from error
        self.url = f"ws://{HOST}:{next(iter(server.sockets)).getsockname()[1]}"
        return server

    def _let_in(self, page: ServerConnection, request: Request, intake: Intake) -> Response | None:
        """Return None for a page that may come in, and what the others are told."""
        if self._pages >= MOST_PAGES:
            return page.respond(HTTPStatus.SERVICE_UNAVAILABLE, "too many pages\n")
        origin = _origin(request)
        if self._welcome(origin) is not None:
            return None
        if not self._pages and not intake.closed:
            told = say(
                f"拒绝了不在名单上的网页 {origin}", f"turned away a page that is not on the list: {origin}"
            )
            intake.enter(self.status.state, self._now(), told)
        return page.respond(HTTPStatus.FORBIDDEN, "this page is not welcome here\n")

    async def _attend(self, page: ServerConnection, intake: Intake, outages: Outages, sink: Sink) -> None:
        """Read one page until it leaves."""
        decode = self._welcome(_origin(page.request)) if page.request is not None else None
        if decode is None or intake.closed:
            return
        self._pages += 1
        outages.over()
        lost = LineLostError(say("网页断开了", "the page went away"))
        try:
            await self._read(page, decode, intake, sink)
        except ConnectionClosed as closed:
            lost = _left_by_itself(closed) or why_lost(closed)
        finally:
            self._left(intake, outages, lost)
        if intake.ended:
            self._ended.set()

    async def _read(self, page: ServerConnection, decode: Decoder, intake: Intake, sink: Sink) -> None:
        record = self._opening.record
        while not intake.ended:
            frame = await page.recv(decode=False)
            if record is not None:
                record(frame)
            if not intake.closed:  # a page may still talk while we say goodbye
                intake.take_frame(frame, self._now(), decode)
                await sink.ready()

    def _left(self, intake: Intake, outages: Outages, lost: LineLostError) -> None:
        self._pages -= 1
        if intake.closed:
            return
        if lost.too_large:
            outages.too_large(lost.cause)
        if not self._pages and not intake.ended:
            outages.begin(lost.cause, silent=lost.silent)


def _left_by_itself(closed: ConnectionClosed) -> LineLostError | None:
    """Return what to say of a page that was closed or left, None where the line was lost otherwise."""
    if closed.rcvd is not None and closed.rcvd.code in _GOODBYES:
        return LineLostError(say("网页关掉了，等它再打开", "the page was closed, waiting for it"))
    return None


def _origin(request: Request) -> str | None:
    """Return the one Origin of a request, None where it has none, "" where it has several: no browser sends those."""
    origins = request.headers.get_all("Origin")
    return None if not origins else origins[0] if len(origins) == 1 else ""
