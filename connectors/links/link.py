"""The loop every connected feed runs: connect, read, lose the connection, wait, connect again.

What differs between feeds is how to dial and how to decode; back-off, gaps, stalls, samples and a clean end are here.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Protocol

from connectors.contract import (
    LONGEST_REASON,
    Decoder,
    FeedState,
    FeedStatus,
    Opening,
    SendError,
    Sink,
)
from connectors.intake.intake import Intake
from connectors.intake.ticker import Ticker
from connectors.links.outages import Outages
from connectors.links.retry import Retry
from connectors.links.settings import LinkSettings
from connectors.problem import Problem
from connectors.readonly import ReadOnly
from connectors.text import clean


class LineLostError(Exception):
    """The connection could not be made or is gone; trying again may help.

    `cause` is one phrase for a person, cleaned. `silent` says that the other side had stopped answering, so that
    nothing since the last frame can be trusted. `too_large` says that a frame beyond the size limit did it. `code` is
    the close code a websocket gave (RFC 6455), None where it gave none: platforms have codes of their own.
    """

    def __init__(
        self, cause: str, *, silent: bool = False, too_large: bool = False, code: int | None = None
    ) -> None:
        self.cause = clean(cause, LONGEST_REASON)
        super().__init__(self.cause)
        self.silent = silent
        self.too_large = too_large
        self.code = code


class UnansweredError(LineLostError):
    """A request went out and no answer came back: whether it was acted on is unknown."""


def not_sent(error: LineLostError | Problem) -> SendError:
    """Return what to say of a reply that met this error on its way: tried again only where nothing can have gone out."""
    if isinstance(error, Problem):
        return SendError(error.sentence, transient=False)
    unknown = isinstance(error, UnansweredError)
    return SendError(error.cause, transient=not unknown, unknown=unknown)


class Line(Protocol):
    """One open connection: bytes in, text or bytes out."""

    async def receive(self) -> bytes:
        """Return the next frame; raises `LineLostError`."""

    async def send(self, data: str | bytes) -> None:
        """Send one frame, of text or of bytes; raises `LineLostError`."""

    async def close(self) -> None:
        """Close the connection. Never raises."""


Dial = Callable[[], Awaitable[Line]]
"""Opens a connection; raises `LineLostError`, or a `Problem` where a person must act first."""


class Link(ReadOnly):
    """A `Connector` that reads frames from a line that may break. Feeds that can reply override `send`.

    A feed of a tool on the same machine sets `retries_at_once`: its first try to connect again does not wait.
    """

    retries_at_once = False

    def __init__(
        self, opening: Opening, *, connector: str, decode: Decoder, dial: Dial, settings: LinkSettings
    ) -> None:
        self.status = FeedStatus(feed=opening.feed, connector=connector)
        self.line: Line | None = None
        self._now = opening.now
        self._record = opening.record
        self._heard = opening.heard
        self._decode = decode
        self._dial = dial
        self._settings = settings
        self._retry = Retry(cap_s=settings.retry_cap_s, at_once=self.retries_at_once)

    async def run(self, sink: Sink) -> None:
        """Deliver events until the stream ends (then return) or the task is cancelled.

        Raises `Problem` where a person must act before trying again can help.
        """
        intake = Intake(self.status, self._decode, sink.take, self._settings, self._heard())
        outages = Outages(intake, self._now)
        outages.expect()
        ticker = Ticker(lambda: intake.tick(self._now()))
        try:
            await self._stay_connected(intake, outages, sink)
        except Exception as error:
            problem = error.sentence if isinstance(error, Problem) else repr(error)
            intake.enter(FeedState.FAILED, self._now(), problem)
            raise
        else:
            intake.enter(FeedState.ENDED, self._now())
        finally:
            ticker.stop()
            outages.finish()

    async def _stay_connected(self, intake: Intake, outages: Outages, sink: Sink) -> None:
        attempt = 0
        while True:
            lived_s = await self._connect_and_read(intake, outages, sink)
            if intake.ended:
                return
            attempt = self._retry.next_attempt(attempt, lived_s)
            await asyncio.sleep(self._retry.wait_s(attempt, random.random()))

    async def _connect_and_read(self, intake: Intake, outages: Outages, sink: Sink) -> float:
        """Live through one connection; returns how long it stood, in seconds."""
        loop = asyncio.get_running_loop()
        try:
            self.line = line = await self._dial()
        except LineLostError as lost:
            _went_down(outages, lost)
            return 0.0
        stood_at = loop.time()
        try:
            outages.over()
            await self._read(line, intake, sink)
        except LineLostError as lost:
            _went_down(outages, lost)
        except asyncio.CancelledError:
            outages.finish()  # before the goodbye, which takes time the desk may not have
            raise
        finally:
            self.line = None
            await line.close()
        return loop.time() - stood_at

    async def _read(self, line: Line, intake: Intake, sink: Sink) -> None:
        record = self._record
        while not intake.ended:
            frame = await line.receive()
            if record is not None:
                record(frame)
            intake.take_frame(frame, self._now())
            await sink.ready()


def _went_down(outages: Outages, lost: LineLostError) -> None:
    if lost.too_large:
        outages.too_large(lost.cause)
    outages.begin(lost.cause, silent=lost.silent)
