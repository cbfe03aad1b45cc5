"""Reading the chat itself, without login or with one, and replies through it.

From Twitch's pages on chat over IRC: `justinfan` and digits is anybody; a reply that was taken is followed by a USERSTATE
with the message's id, one that was not by a NOTICE that says why.
"""

import asyncio
import random
from collections import deque
from collections.abc import Iterable

from connectors.contract import BadFrameError, Outgoing, SendError
from connectors.environment import expand
from connectors.language import say
from connectors.links.address import checked
from connectors.links.keeping import EarlyLine, KeptLine, opened
from connectors.links.link import Line, LineLostError
from connectors.links.websocket import dial
from connectors.twitch.account import WRITE_IN_CHAT
from connectors.twitch.helix import Helix, Identity
from connectors.twitch.irc import Message, lines, parse
from connectors.twitch.moving import MovingLine, Open
from connectors.twitch.sending import checked_text, parent_of, refused
from connectors.twitch.settings import TwitchSettings
from connectors.twitch.words import SUSPENDED, bad_token, is_login_refused, suspended

CAPABILITIES = "CAP REQ :twitch.tv/tags twitch.tv/commands"
JOINED_WITHIN_S = 10.0
ANSWERED_WITHIN_S = 6.0
BEAT_S = 30.0
SILENT_S = 75.0  # every beat is answered
_MOST_EARLY = 1_000  # frames before the channel lets us in; a welcome takes a dozen


class Chat:
    """One way to hear a channel, and to answer where a token is set. Our user id is added to `own` once it is known.

    The token is looked up each time the chat is opened, but for an owner who is `known` already.
    """

    words = ""  # there is no other way

    def __init__(self, settings: TwitchSettings, own: set[str], known: Identity | None = None) -> None:
        self.identity: Identity | None = None
        self.can_send = bool(settings.token)
        self._known = known
        self._settings = settings
        self._own = own
        self._url = checked(settings.chat_url)
        self._answer: asyncio.Future[None] | None = None
        self._turn = asyncio.Lock()
        expand(settings.token, "token")

    async def open(self) -> Line:
        """Join the channel; raises `LineLostError`, or `UserProblem` where a person must act."""
        return MovingLine(await self._joined(), self._watch)

    async def send(self, outgoing: Outgoing, line: Line | None) -> None:
        """Say a reply in the chat and wait for what becomes of it; raises `SendError`."""
        text = checked_text(outgoing)
        parent = parent_of(outgoing)
        tag = f"@reply-parent-msg-id={parent} " if parent else ""
        async with self._turn:
            if line is None:
                raise SendError(say("评论流没有连上。", "The feed is not connected."), transient=True)
            self._answer = asyncio.get_running_loop().create_future()
            try:
                await line.send(f"{tag}PRIVMSG #{self._settings.login} :{text}")
                async with asyncio.timeout(ANSWERED_WITHIN_S):
                    await self._answer
            except (LineLostError, TimeoutError) as error:
                raise SendError(
                    say(
                        "Twitch 没有应答，不知道发出没有。",
                        "Twitch did not answer; whether it was sent is unknown.",
                    ),
                    transient=False,
                    unknown=True,
                ) from error
            finally:
                self._answer = None

    async def _joined(self) -> Line:
        """Return a line that has joined the channel, and tells what it was told meanwhile first."""
        login = await self._login()
        line = await dial(self._url, ping_s=0)  # the chat has beats of its own
        heard: deque[bytes] = deque()

        async def join(line: Line) -> None:
            try:
                for command in (CAPABILITIES, *login, f"JOIN #{self._settings.login}"):
                    await line.send(command)
                async with asyncio.timeout(JOINED_WITHIN_S):
                    await self._wait_until_in(line, heard)
            except TimeoutError as error:
                raise self._kept_out() from error

        line = await opened(line, join)
        kept = KeptLine(
            line, beat=lambda line: line.send("PING :livedesk"), every_s=BEAT_S, silent_s=SILENT_S
        )
        return EarlyLine(kept, heard)

    async def _login(self) -> tuple[str, ...]:
        """Return how to say who we are."""
        if not self._settings.token:
            return (f"NICK justinfan{random.randrange(10_000, 100_000)}",)
        async with Helix(self._settings) as helix:
            self.identity = identity = self._known or await helix.identity()
            self._own.add(identity.user_id)
            self.can_send = identity.allows(WRITE_IN_CHAT)
            return f"PASS oauth:{helix.token}", f"NICK {identity.login}"

    async def _wait_until_in(self, line: Line, heard: deque[bytes]) -> None:
        """Return once the channel has let us in; what is received goes into `heard`."""
        while len(heard) < _MOST_EARLY:
            heard.append(await line.receive())
            messages = _read(heard[-1])
            await self._answer_pings(messages, line)
            if self._is_in(messages):
                return
        raise self._kept_out()

    def _kept_out(self) -> LineLostError:
        channel = self._settings.login
        return LineLostError(
            say(
                f"Twitch 没有让我们进入频道“{channel}”，请核对名称",
                f"Twitch did not let us into “{channel}”; is it the right name?",
            )
        )

    def _is_in(self, messages: Iterable[Message]) -> bool:
        """Say whether the channel lets us in; raises `UserProblem` where it, or Twitch, never will."""
        for message in messages:
            if message.command == "NOTICE" and is_login_refused(message.text):
                raise bad_token()
            if message.command == "NOTICE" and message.tag("msg-id") in SUSPENDED:
                raise suspended(self._settings.login)
            if message.command in {"ROOMSTATE", "366"}:
                return True
        return False

    async def _watch(self, frame: bytes, line: Line) -> Open | None:
        """Answer pings, settle the reply that waits, and move where the server says that it goes away."""
        messages = _read(frame)
        await self._answer_pings(messages, line)
        for message in messages:
            if message.command == "NOTICE" and is_login_refused(message.text):
                raise bad_token()
            self._settle(message)
        return self._joined if any(message.command == "RECONNECT" for message in messages) else None

    async def _answer_pings(self, messages: Iterable[Message], line: Line) -> None:
        for message in messages:
            if message.command == "PING":
                try:
                    await line.send(f"PONG :{' '.join(message.params)}")
                except LineLostError:
                    return  # receiving tells it

    def _settle(self, message: Message) -> None:
        answer = self._answer
        if answer is None or answer.done():
            return
        kind = message.tag("msg-id")
        if message.command == "USERSTATE" and message.tag("id"):
            answer.set_result(None)
        elif message.command == "NOTICE" and kind.startswith("msg_"):
            answer.set_exception(refused(kind, message.text))


def _read(frame: bytes) -> list[Message]:
    """Return the lines that can be read; the others are the decoder's business."""
    messages = []
    for line in lines(frame):
        try:
            messages.append(parse(line))
        except BadFrameError:
            continue
    return messages
