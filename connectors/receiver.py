"""The other direction: platforms and tools that call us. A listening port, guarded, and what comes in by it.

What differs between feeds is how to check and how to read a call; listening, limits, de-duplication, samples and the
rule that nothing is confirmed before it is saved are here.
"""

import asyncio
import hmac
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Protocol

from aiohttp import web
from msgspec import Meta

from connectors.contract import BadFrameError, FeedState, FeedStatus, Opening, Outgoing, SendError, Sink
from connectors.environment import expand
from connectors.events import FeedEvent, unparsed
from connectors.intake import Intake
from connectors.language import say
from connectors.link_settings import LinkSettings
from connectors.problem import Problem, UserProblem
from connectors.ticker import Ticker

LARGEST_BODY = 4 * 1024 * 1024  # bytes, unpacked
SAVED_WITHIN_S = 1.5  # platforms give two seconds for the answer
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ReceiverSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where to listen. Anything but this machine's own address needs a token, or calls that are signed."""

    host: Annotated[str, Meta(description="address to listen on; only this machine reaches 127.0.0.1")] = (
        "127.0.0.1"
    )
    port: Annotated[int, Meta(ge=0, le=65_535, description="port to listen on")] = 8_000
    path: Annotated[str, Meta(pattern="^/", description="path the calls come to")] = "/"
    token: Annotated[
        str, Meta(description="callers must show it as ?token=… or Bearer …; may use ${NAME}")
    ] = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One call: headers (names in lower case), query, and the body as it was sent, unpacked but otherwise raw."""

    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    at: int


class RefusedError(Exception):
    """A call that is not taken: `status` is what the caller is told, `reason` a phrase for our own records."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Taken:
    """What a call brought, and what to answer once it is saved."""

    events: Sequence[FeedEvent] = ()
    status: int = 200
    body: bytes = b"{}"
    after: Callable[[], None] = field(default=lambda: None)
    """Called when the answer may go out: where a platform wants to hear of it again later."""


class Reads(Protocol):
    """Checks and reads a call, without I/O. Raises `RefusedError`, or `BadFrameError` for what cannot be read."""

    def __call__(self, call: Call) -> Taken:
        """Return what the call brought."""


class Receiver:
    """A `Connector` that is called. `signed` says that `read` checks a signature: then no token is needed.

    `url` is where it listens, once it does.
    """

    can_send = False

    def __init__(
        self,
        opening: Opening,
        *,
        connector: str,
        read: Reads,
        settings: ReceiverSettings,
        signed: bool = False,
    ) -> None:
        self.status = FeedStatus(feed=opening.feed, connector=connector)
        self.url = ""
        self._opening = opening
        self._read = read
        self._settings = settings
        self._token = expand(settings.token, "token")
        guarded(settings, signed=signed)
        self._ended = asyncio.Event()

    async def run(self, sink: Sink) -> None:
        """Listen until the stream ends or the task is cancelled. Raises `UserProblem` where the port cannot be had."""
        now = self._opening.now
        intake = Intake(self.status, lambda _frame, _at: (), sink.take, self._settings, self._opening.heard())
        ticker = Ticker(lambda: intake.tick(now()))
        runner = web.AppRunner(self._application(intake, sink), access_log=None, auto_decompress=False)
        try:
            await self._listen(runner)
            intake.connected(now())
            await self._ended.wait()
            intake.enter(FeedState.ENDED, now())
        except Problem as problem:
            intake.enter(FeedState.FAILED, now(), problem.sentence)
            raise
        finally:
            ticker.stop()
            await runner.cleanup()
            intake.close(now())

    async def send(self, outgoing: Outgoing) -> None:  # noqa: ARG002 - the contract's signature
        """Refuse: this feed only listens."""
        raise SendError(say("这个评论流只能读，不能回复。", "This feed can only be read."), transient=False)

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
        site = web.TCPSite(runner, settings.host, settings.port, shutdown_timeout=1.0)
        try:
            await site.start()
        except OSError as error:
            raise _no_port(settings, error) from error
        host, port, *_ = runner.addresses[0]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{port}{settings.path}"

    async def _let_in(self, request: web.Request) -> Call | web.Response:
        """Return the call, or what a caller is told who may not come in."""
        if not _shows(request, self._token):
            return web.Response(status=401)
        try:
            body = unpacked(await request.read(), request.headers.get("Content-Encoding", ""))
        except (RefusedError, web.HTTPRequestEntityTooLarge):
            return web.Response(status=413)
        headers = {name.lower(): value for name, value in request.headers.items()}
        return Call(headers, dict(request.query), body, self._opening.now())

    async def _answered(self, call: Call, intake: Intake, sink: Sink) -> web.Response:
        """Take the call, and confirm it only when all of it is durable."""
        record = self._opening.record
        if record is not None:
            record(call.body)
        try:
            taken = self._read(call)
        except RefusedError as refused:
            return web.Response(status=refused.status)
        except Exception as error:  # noqa: BLE001 - a reader is foreign code; its fault costs one call, not the feed
            reason = str(error) if isinstance(error, BadFrameError) else repr(error)
            taken = Taken([unparsed(at=call.at, feed=self.status.feed, reason=reason, frame=call.body)])
        await sink.ready()
        intake.take(taken.events, call.at, call.body)
        try:
            async with asyncio.timeout(SAVED_WITHIN_S):
                await sink.saved()
        except (TimeoutError, Problem):
            return web.Response(status=503)  # the caller tries again, and what it repeats is known by its id
        taken.after()
        if intake.ended:
            self._ended.set()
        return web.Response(status=taken.status, body=taken.body, content_type="application/json")


def unpacked(body: bytes, encoding: str) -> bytes:
    """Return a body as it was before it was packed; raises `RefusedError` beyond the limit, or for what is no packing we know."""
    if encoding.lower() in {"", "identity"}:
        return body
    if encoding.lower() not in {"gzip", "deflate"}:
        raise RefusedError(415, encoding)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # either header
    try:
        whole = unpacker.decompress(body, LARGEST_BODY)
    except zlib.error as error:
        raise RefusedError(400, str(error)) from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise RefusedError(413, "too large, or cut off")
    return whole


def guarded(settings: ReceiverSettings, *, signed: bool) -> None:
    """Raise `UserProblem` where others could reach the port, and nothing would keep them out."""
    if settings.host in LOOPBACK or settings.token or signed:
        return
    raise UserProblem(
        say("端口没有保护", "An open port without a guard"),
        say(
            f"监听 {settings.host} 时别人也能连进来，但没有设置 token。",
            f"Others can reach {settings.host}, and no token is set.",
        ),
        say(
            '设置 token = "${NAME}"，或只监听 127.0.0.1。',
            'Set token = "${NAME}", or listen on 127.0.0.1 only.',
        ),
    )


def _shows(request: web.Request, token: str) -> bool:
    if not token:
        return True
    shown = request.query.get("token") or request.headers.get("Authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(shown.encode(), token.encode())


def _no_port(settings: ReceiverSettings, error: OSError) -> UserProblem:
    where = f"{settings.host}:{settings.port}"
    return UserProblem(
        say("端口用不了", "The port cannot be had"),
        say(f"无法监听 {where}：{error.strerror}。", f"Cannot listen on {where}: {error.strerror}."),
        say("换一个 port，或关掉占用它的程序。", "Choose another port, or close the program that has it."),
    )
