"""EventSub, and the chat read without login while EventSub cannot be had.

A comment bears the same id both ways, so what is told twice around the way back arrives once. Only what Twitch cannot
do at the moment leads to the chat; what it refuses stops the feed.
"""

import asyncio
from collections.abc import Callable

import msgspec

from connectors.contract import Outgoing
from connectors.links.link import Line, LineLostError
from connectors.problem import UserProblem
from connectors.twitch.chatline import Chat
from connectors.twitch.moving import MovingLine, Open
from connectors.twitch.session import EventSub
from connectors.twitch.settings import TwitchSettings
from connectors.twitch.words import READ_BY_CHAT, REPLIED_BY_CHAT

TRIES = 2  # of EventSub in a row, before the chat is read
LOOK_AGAIN_S = 30.0  # how often EventSub is tried while the chat is read


class Detour:
    """A way to hear a channel, and to answer, that has a second one. `told` is called where `words` may have changed."""

    def __init__(
        self, eventsub: EventSub, settings: TwitchSettings, own: set[str], told: Callable[[], None]
    ) -> None:
        self._eventsub = eventsub
        self._guest = Chat(msgspec.structs.replace(settings, token=""), own)
        self._told = told
        self._failures = 0
        self._reads_chat = False

    @property
    def can_send(self) -> bool:
        """Whether the token allows replies, as far as is known."""
        return self._eventsub.can_send

    @property
    def words(self) -> str:
        """In a person's words, which way is used in place of the usual one; "" where none is."""
        ways = (READ_BY_CHAT, self._reads_chat), (REPLIED_BY_CHAT, self._eventsub.replies.detoured)
        return " ".join(str(words) for words, used in ways if used)

    async def open(self) -> Line:
        """Open a session or, where that has failed repeatedly, the chat; raises what opening a session does."""
        self._reads_chat = False
        try:
            return await self._session()
        except LineLostError as lost:
            self._failures += 1
            if self._failures < TRIES:
                raise
            try:
                line = await self._guest.open()
            except LineLostError:
                raise lost from None  # what is wrong is told of the usual way
        self._reads_chat = True
        return _Substitute(line, self._session, self._told)

    async def send(self, outgoing: Outgoing, line: Line | None) -> None:
        """Send a reply; raises `SendError`."""
        try:
            await self._eventsub.send(outgoing, line)
        finally:
            self._told()

    async def _session(self) -> Line:
        line = await self._eventsub.open()
        self._failures = 0
        self._reads_chat = False
        self._told()
        return line


class _Substitute(MovingLine):
    """The chat's line, which moves back to a session as soon as one can be had."""

    def __init__(self, line: Line, session: Open, told: Callable[[], None]) -> None:
        super().__init__(line, _nowhere)
        self._session = session
        self._told = told
        self._refusal: UserProblem | None = None
        self.move(self._back)

    async def receive(self) -> bytes:
        """Return the next frame; raises `LineLostError`, and `UserProblem` where Twitch refuses a session."""
        frame = await super().receive()
        if self._refusal is not None:
            raise self._refusal
        self._told()
        return frame

    async def _back(self) -> Line:
        await asyncio.sleep(LOOK_AGAIN_S)
        try:
            return await self._session()
        except UserProblem as problem:
            self._refusal = problem
            raise


async def _nowhere(_frame: bytes, _line: Line) -> Open | None:
    return None
