"""The other direction: platforms and tools that call us. A listening port, guarded, and what comes in by it.

What differs between feeds is how to check and how to read a call; listening, limits, de-duplication, samples and the
rule that nothing is confirmed before it is saved are here.
"""

import asyncio
import logging
from collections.abc import Sequence

from aiohttp import web
from aiohttp.http import HttpProcessingError

from connectors.calls.call import (
    LARGEST_BODY,
    Call,
    Reads,
    RefusedError,
    Taken,
    same_secret,
    unpacked,
)
from connectors.calls.ports import no_port, try_port
from connectors.calls.settings import ReceiverSettings, guarded
from connectors.contract import BadFrameError, FeedState, FeedStatus, Opening, Sink
from connectors.environment import expand
from connectors.events import unparsed
from connectors.intake.intake import Intake
from connectors.intake.ticker import Ticker
from connectors.language import say
from connectors.problem import Problem
from connectors.readonly import ReadOnly

__all__ = ["Call", "Reads", "Receiver", "ReceiverSettings", "RefusedError", "Taken", "probe_port"]

READ_WITHIN_S = 10.0  # for a body that drips in
SAVED_WITHIN_S = 1.5  # platforms give two seconds for the answer
GOODBYE_S = 1.0  # for answers on their way when we stop listening, or when we have heard enough of a call
IDLE_S = 75.0  # for a connection on which nothing is asked, or never to the end

_BROKEN = (
    ConnectionError,
    HttpProcessingError,
    web.RequestPayloadError,
)  # off, or no HTTP: the caller's fault


class Receiver(ReadOnly):
    """A `Connector` that is called. `signed` says that `read` checks a signature: then no token is needed.

    `private` says that bodies hold more of people than may be kept: then `read` records what may be, and what cannot be
    read leaves no sample. `url` is where it listens, once it does; then `up` is set.
    """

    def __init__(
        self,
        opening: Opening,
        *,
        connector: str,
        read: Reads,
        settings: ReceiverSettings,
        signed: bool = False,
        private: bool = False,
    ) -> None:
        self.status = FeedStatus(feed=opening.feed, connector=connector)
        self.url = ""
        self.up = asyncio.Event()
        self._opening = opening
        self._read = read
        self._private = private
        self._settings = settings
        self._token = expand(settings.token, "token")
        self._takes_pages = signed or bool(self._token)
        guarded(settings, signed=signed)
        self._ended = asyncio.Event()

    async def run(self, sink: Sink) -> None:
        """Listen until the stream ends or the task is cancelled. Raises `UserProblem` where the port cannot be had."""
        now = self._opening.now
        intake = Intake(self.status, lambda _frame, _at: (), sink.take, self._settings, self._opening.heard())
        ticker = Ticker(lambda: intake.tick(now()))
        runner = web.AppRunner(
            self._application(intake, sink),
            access_log=None,
            auto_decompress=False,
            logger=_log,
            keepalive_timeout=IDLE_S,
            lingering_time=GOODBYE_S,
            shutdown_timeout=GOODBYE_S,
        )
        try:
            await self._listen(runner)
            intake.connected(now())
            self.up.set()
            await self._ended.wait()
            intake.enter(FeedState.ENDED, now())
        except Problem as problem:
            intake.enter(FeedState.FAILED, now(), problem.sentence)
            raise
        finally:
            ticker.stop()
            try:
                await runner.cleanup()
            finally:
                intake.close(now())

    def _application(self, intake: Intake, sink: Sink) -> web.Application:
        async def called(request: web.Request) -> web.Response:
            call = await self._let_in(request)
            return call if isinstance(call, web.Response) else await self._answered(call, intake, sink)

        application = web.Application(client_max_size=LARGEST_BODY)
        application.router.add_post(self._settings.path, called)
        return application

    async def _listen(self, runner: web.AppRunner) -> None:
        settings = self._settings
        await runner.setup()
        site = web.TCPSite(runner, settings.host, settings.port)
        try:
            await site.start()
        except OSError as error:
            raise no_port(settings.host, settings.port, error) from error
        host, port, *_ = runner.addresses[0]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{port}{settings.path}"

    async def _let_in(self, request: web.Request) -> Call | web.Response:
        """Return the call, or what a caller is told who may not come in."""
        if not _shows(request, self._token):
            return web.Response(status=401)
        if "Origin" in request.headers and not self._takes_pages:
            # Any page in a browser on this machine can call us; programs and platforms send no Origin.
            return web.Response(status=403)
        try:
            async with asyncio.timeout(READ_WITHIN_S):
                packed = await request.read()
            body = unpacked(packed, request.headers.get("Content-Encoding", ""))
        except RefusedError as refused:
            return web.Response(status=refused.status)
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        except TimeoutError:
            return web.Response(status=408)
        except _BROKEN:
            return web.Response(status=400)
        headers = {name.lower(): value for name, value in request.headers.items()}
        return Call(headers, dict(request.query), body, self._opening.now())

    async def _answered(self, call: Call, intake: Intake, sink: Sink) -> web.Response:
        """Take the call, and confirm it only when all of it is durable."""
        kept = b"" if self._private else call.body
        try:
            taken = self._read(call)
        except RefusedError as refused:
            return web.Response(status=refused.status)
        except Exception as error:  # noqa: BLE001 - a reader is foreign code; its fault costs one call, not the feed
            reason = str(error) if isinstance(error, BadFrameError) else repr(error)
            taken = Taken([unparsed(at=call.at, feed=self.status.feed, reason=reason, frame=kept)])
        record = None if self._private else self._opening.record
        if record is not None:  # strangers' calls are refused by now: they must not fill the disk
            record(call.body)
        try:
            async with asyncio.timeout(SAVED_WITHIN_S):
                await sink.ready()
                intake.take(taken.events, call.at, kept)
                await sink.saved()
        except (TimeoutError, Problem):
            return web.Response(status=503)  # the caller tries again, and what it repeats is known by its id
        taken.after()
        if intake.ended:
            self._ended.set()
        return web.Response(status=taken.status, body=taken.body, content_type="application/json")


async def probe_port(settings: ReceiverSettings) -> Sequence[str]:
    """Return, for a plug-in's `probe`, where calls can be sent; raises `UserProblem` where the port cannot be had."""
    await try_port(settings.host, settings.port)
    where = f"{settings.host}:{settings.port}{settings.path}"
    return [
        say(f"可以监听 {where}，等对方推送", f"{where} is free to listen on; the calls come from outside")
    ]


def _is_our_fault(record: logging.LogRecord) -> bool:
    """Say whether to log an error: what callers break off, or say that is no HTTP, must not fill the log."""
    return record.exc_info is None or not isinstance(record.exc_info[1], _BROKEN)


_log = logging.getLogger(__name__)
_log.addFilter(_is_our_fault)


def _shows(request: web.Request, token: str) -> bool:
    if not token:
        return True
    shown = request.query.get("token") or request.headers.get("Authorization", "").removeprefix("Bearer ")
    return same_secret(shown, token)
