"""Joins a session of the relay to read it, and a second time, when the first reply is due, to command it."""

import asyncio
from contextlib import suppress

from connectors.contract import Opening, Outgoing, SendError, SendLimits, Sink
from connectors.environment import expand
from connectors.language import say
from connectors.links.address import checked
from connectors.links.asking import AskingLine
from connectors.links.keeping import opened
from connectors.links.link import Line, LineLostError, Link, not_sent
from connectors.links.websocket import dial
from connectors.mentions import addressed
from connectors.problem import UserProblem
from connectors.ssn.commands import ANSWERS, CHAT, COMMANDS, Answer, answered, join, send_chat
from connectors.ssn.protocol import decoder
from connectors.ssn.settings import SsnSettings

ANSWER_WITHIN_S = 6.0


class SsnFeed(Link):
    """One session. Raises `UserProblem` where the settings cannot work."""

    def __init__(self, opening: Opening) -> None:
        settings: SsnSettings = opening.settings
        super().__init__(
            opening,
            connector="social-stream-ninja",
            decode=decoder(opening.feed, settings),
            dial=self._join_chat,
            settings=settings,
        )
        self._url = checked(settings.url)
        self._session = session_of(settings)
        self._options = settings
        self._commanding: Commanding | None = None
        self.can_send = settings.replies
        self.limits = SendLimits(characters=settings.longest, count=1, per_s=1.5)

    async def run(self, sink: Sink) -> None:
        """Deliver the session's events until the task is cancelled. Raises `Problem` where a person must act."""
        try:
            await super().run(sink)
        finally:
            commanding, self._commanding = self._commanding, None
            if commanding is not None:
                await commanding.close()

    async def send(self, outgoing: Outgoing) -> None:
        """Have a reply written in the chats, addressed by name. Raises `SendError`."""
        if not self.can_send:
            await super().send(outgoing)
            return
        text = addressed(outgoing.text, outgoing.names, self._options.longest)
        target = _one_site(outgoing.viewers) if self._options.only_where_asked else ""
        try:
            commanding = await self._commands()
            answer = await commanding.ask(outgoing.id, send_chat(outgoing.id, text, target))
        except (LineLostError, UserProblem) as error:
            raise not_sent(error) from error
        if not answer.is_fine:
            told = say(f"没有发出：{answer.reason}", f"Not sent: {answer.reason}")
            raise SendError(told, transient=False)

    async def _join_chat(self) -> Line:
        line = await dial(self._url)
        return await opened(line, lambda line: line.send(join(self._session, CHAT, COMMANDS)))

    async def _commands(self) -> "Commanding":
        if self._commanding is None or self._commanding.is_over:
            self._commanding = await command(self._url, self._session)
        return self._commanding


class Commanding:
    """An open way to command the extension. Somebody has to listen for answers: a task does."""

    def __init__(self, line: AskingLine[Answer]) -> None:
        self._line = line
        self._listening = asyncio.create_task(self._listen())

    @property
    def is_over(self) -> bool:
        """Whether the connection is gone."""
        return self._listening.done()

    async def ask(self, id_: str, data: str) -> Answer:
        """Send a command and return its answer. Raises `UnansweredError`, or `LineLostError` where it was not sent."""
        return await self._line.ask(id_, data, ANSWER_WITHIN_S)

    async def close(self) -> None:
        """Hang up."""
        self._listening.cancel()
        await self._line.close()

    async def _listen(self) -> None:
        with suppress(LineLostError):
            while True:
                await self._line.receive()
        await self._line.close()


async def command(url: str, session: str) -> Commanding:
    """Join a session to command it. Raises `LineLostError`, `UserProblem`."""
    line = AskingLine(await dial(url), answered)
    await opened(line, lambda line: line.send(join(session, ANSWERS, COMMANDS)))
    return Commanding(line)


def session_of(settings: SsnSettings) -> str:
    """Return the session's id; raises `UserProblem` where none is set."""
    session = expand(settings.session, "session").strip()
    if not session:
        raise UserProblem(
            say("缺少会话 ID", "The session id is missing"),
            say("设置“session”是空的。", "The setting “session” is empty."),
            say(
                "在扩展的弹窗里找到 session，写成 ${NAME}。",
                "Find the session in the extension's pop-up and write it as ${NAME}.",
            ),
        )
    return session


def _one_site(viewers: tuple[str, ...]) -> str:
    """Return the site on which all of those who are answered have asked, "" where there are several or none."""
    sites = {viewer.partition(":")[0] for viewer in viewers}
    return sites.pop() if len(sites) == 1 else ""
