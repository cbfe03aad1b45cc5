"""Keeps a session on the open-live interface and reads its websocket; the session is ended however the feed leaves."""

import asyncio
import logging

from connectors.bilibili.joining import PassRefusedError, join
from connectors.bilibili.open.calls import OpenLive, Started
from connectors.bilibili.open.protocol import Session, decoder
from connectors.bilibili.open.settings import BilibiliOpenSettings
from connectors.contract import Opening, Sink
from connectors.language import say
from connectors.links.keeping import KeptLine
from connectors.links.link import Line, LineLostError, Link
from connectors.problem import Problem
from connectors.reading.scalars import id_of

SESSION_BEAT_S = 20.0
GOODBYE_S = 5.0

_log = logging.getLogger(__name__)


class BilibiliOpenFeed(Link):
    """One running feed. Raises `UserProblem` where a secret is missing."""

    def __init__(self, opening: Opening) -> None:
        settings: BilibiliOpenSettings = opening.settings
        self._session = Session()
        super().__init__(
            opening,
            connector="bilibili-open",
            decode=decoder(opening.feed, settings, self._session),
            dial=self._dial_session,
            settings=settings,
        )
        self._calls = OpenLive(settings)
        self._started: asyncio.Task[Started] | None = None
        self._next_link = 0

    async def run(self, sink: Sink) -> None:
        """Deliver events until the stream ends or the task is cancelled; then end the session, too.

        Raises `Problem` where a person must act before trying again can help.
        """
        try:
            await super().run(sink)
        finally:
            goodbye = asyncio.create_task(self._leave())
            await asyncio.shield(goodbye)  # a second cancellation must not cost the platform's goodbye

    async def _leave(self) -> None:
        try:
            async with asyncio.timeout(GOODBYE_S):
                await self._end()
        except TimeoutError:
            _log.warning("bilibili-open: the platform did not answer the goodbye")
        finally:
            await self._calls.close()

    async def _dial_session(self) -> Line:
        """Join the room: in the session that is open where the platform still knows it, in a new one otherwise.

        Each try takes the next of the addresses the platform gave.
        """
        if self._started is not None and not await self._is_alive():
            self._started = None
        started = await self._start()
        links = started.websocket_info.wss_link
        link = links[self._next_link % len(links)]
        self._next_link += 1
        try:
            line = await join(link, started.websocket_info.auth_body.encode())
        except PassRefusedError:
            await self._end()
            raise
        return KeptLine(_SessionLine(line, self._session), beat=self._beat, every_s=SESSION_BEAT_S)

    async def _start(self) -> Started:
        """Return the session, begun if need be. Its beginning is not cancelled: what has begun must be ended."""
        if self._started is None:
            self._started = asyncio.create_task(self._calls.start())
        try:
            started = await asyncio.shield(self._started)
        except (LineLostError, Problem):
            self._started = None
            raise
        session, anchor = self._session, started.anchor_info
        session.game_id, session.is_over = started.game_info.game_id, False
        session.host = id_of(anchor.open_id, anchor.uid)
        return started

    async def _end(self) -> None:
        """End the session, if there is one, also one that is just being begun."""
        beginning, self._started = self._started, None
        if beginning is None:
            return
        try:
            started = await beginning
            if started.game_info.game_id:
                await self._calls.end(started.game_info.game_id)
        except (LineLostError, Problem) as error:
            _log.warning("bilibili-open: the session could not be ended: %s", error)

    async def _is_alive(self) -> bool:
        """Ask whether the session is still known; where nobody answers, it is taken to be."""
        session = self._session
        if session.is_over or not session.game_id:  # some apps have sessions without an id, which never end
            return not session.is_over
        try:
            return await self._calls.beat(session.game_id)
        except LineLostError:
            return True

    async def _beat(self, _line: Line) -> None:
        """Keep the session alive. An unanswered beat costs nothing yet: the websocket tells whether it mattered."""
        if not await self._is_alive():
            self._session.is_over = True
            raise _over()


class _SessionLine:
    """A line that is lost once its session is over."""

    def __init__(self, line: Line, session: Session) -> None:
        self._line = line
        self._session = session
        self.send = line.send
        self.close = line.close

    async def receive(self) -> bytes:
        if self._session.is_over:
            raise _over()
        return await self._line.receive()


def _over() -> LineLostError:
    return LineLostError(
        say("平台结束了会话，重新开始", "the platform ended the session; starting a new one")
    )
