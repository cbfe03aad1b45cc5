"""Replies by Helix and, where that is out of reach, in the chat; never by both.

The second way is taken only where nothing can have gone out by the first. Where that is not known, the reply is left
open, and the chat is used for those that follow.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress

from connectors.contract import Outgoing, SendError
from connectors.language import say
from connectors.links.link import Line, LineLostError, UnansweredError, not_sent
from connectors.problem import Problem
from connectors.twitch.account import WRITE, Account
from connectors.twitch.chatline import Chat
from connectors.twitch.helix import Helix
from connectors.twitch.sending import checked_text, judge, parent_of
from connectors.twitch.settings import TwitchSettings

REST_S = 60.0  # after Helix has failed the chat is asked first, for so long


class Replies:
    """Sends an account's replies. `detoured` says whether the last one took the chat because Helix was out of reach."""

    def __init__(self, settings: TwitchSettings, account: Account, own: set[str]) -> None:
        self.detoured = False
        self._settings = settings
        self._account = account
        self._own = own
        self._rests_until = 0.0

    async def send(self, outgoing: Outgoing) -> None:
        """Send a reply; raises `SendError`."""
        checked_text(outgoing)
        lost: LineLostError | None = None
        try:
            for attempt in self._ways():
                try:
                    await attempt(outgoing)
                except LineLostError as error:  # nothing has gone out
                    lost = lost or error
                else:
                    self.detoured = attempt == self._by_chat and self._account.may_use_helix
                    return
        except Problem as problem:
            raise not_sent(problem) from problem
        if lost is None:
            raise SendError(say(f"令牌缺少 {WRITE}。", f"The token lacks {WRITE}."), transient=False)
        raise SendError(lost.cause, transient=True) from lost

    def _ways(self) -> Iterator[Callable[[Outgoing], Awaitable[None]]]:
        """Yield the ways in turn; what the token allows may become known on the first."""
        rests = asyncio.get_running_loop().time() < self._rests_until
        if rests and self._account.may_use_chat:
            yield self._by_chat
        if self._account.may_use_helix:
            yield self._by_helix
        if not rests and self._account.may_use_chat:
            yield self._by_chat

    async def _by_helix(self, outgoing: Outgoing) -> None:
        """Ask Helix; raises `LineLostError` where nothing can have gone out, else `SendError` or `Problem`."""
        try:
            async with Helix(self._settings) as helix:
                identity = await self._account.introduce(helix)
                try:
                    answer = await helix.send(
                        self._account.broadcaster,
                        identity.user_id,
                        checked_text(outgoing),
                        parent_of(outgoing),
                    )
                except UnansweredError as lost:
                    raise not_sent(lost) from lost
            judge(answer, time.time())
        except LineLostError:
            self._rest()
            raise
        except SendError as failed:
            if failed.unknown:
                self._rest()
            raise
        self._rests_until = 0.0

    def _rest(self) -> None:
        self._rests_until = asyncio.get_running_loop().time() + REST_S

    async def _by_chat(self, outgoing: Outgoing) -> None:
        """Join the chat, say it and leave; raises `LineLostError` where nothing can have gone out, else as above."""
        chat = Chat(self._settings, self._own, self._account.identity)
        line = await chat.open()
        reading = asyncio.create_task(_read(line))  # the chat's answer comes among what others say
        try:
            await chat.send(outgoing, line)
        finally:
            reading.cancel()
            await asyncio.wait([reading])
            await line.close()


async def _read(line: Line) -> None:
    with suppress(LineLostError, Problem):  # the reply then stays without an answer
        while True:
            await line.receive()
