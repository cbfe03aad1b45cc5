"""Reading by EventSub: a session, what it is told of, and its moves from server to server.

From Twitch's pages on EventSub over websockets: the client sends nothing, a session without a subscription is closed
after ten seconds, one silent for longer than agreed is dead, and one told to reconnect takes its subscriptions along.
"""

import asyncio
import logging
from urllib.parse import urlsplit

from connectors.contract import BadFrameError, Outgoing
from connectors.language import say
from connectors.links.address import checked
from connectors.links.keeping import KeptLine, opened
from connectors.links.link import Line, LineLostError
from connectors.links.websocket import dial
from connectors.problem import UserProblem
from connectors.twitch.account import Account
from connectors.twitch.eventsub import (
    CHAT,
    SUBSCRIPTIONS,
    WELCOME,
    Session,
    ended_by,
    read,
    session_of,
)
from connectors.twitch.helix import Helix, Identity
from connectors.twitch.moving import MovingLine, Open
from connectors.twitch.replying import Replies
from connectors.twitch.settings import TwitchSettings
from connectors.twitch.words import CLOSED, not_allowed, revoked

_log = logging.getLogger(__name__)

WELCOME_WITHIN_S = 10.0
PATIENCE = 1.5  # times the silence that was agreed: a keepalive may be late


class EventSub:
    """One way to be told of a channel, and to answer. Our account's user id is added to `own` once it is known.

    `refused` tells, after `open`, what Twitch would not tell us of besides the comments. Raises `UserProblem` where
    an address or a variable is wrong.
    """

    def __init__(self, settings: TwitchSettings, own: set[str]) -> None:
        self.account = Account(settings, own)
        self.replies = Replies(settings, self.account, own)
        self.refused: list[str] = []
        self._settings = settings
        self._url = checked(settings.events_url)
        Helix(settings)

    @property
    def identity(self) -> Identity | None:
        """Whose token it is, None until it is looked up."""
        return self.account.identity

    @property
    def can_send(self) -> bool:
        """Whether the token allows replies, as far as is known."""
        return self.account.can_reply

    async def open(self) -> Line:
        """Open a session and subscribe; raises `LineLostError`, or `UserProblem` where a person must act."""
        ready: Line | None = None
        try:
            async with Helix(self._settings) as helix:
                identity = await self.account.introduce(helix, anew=True)  # it may have run out meanwhile
                joint = "&" if urlsplit(self._url).query else "?"
                url = f"{self._url}{joint}keepalive_timeout_seconds={self._settings.keepalive_s}"
                line, session = await self._welcomed(url)
                ready = await opened(line, lambda _: self._subscribe(helix, identity, session.id))
        except BaseException:  # cancelled while the calls are hung up: nobody else knows of the line yet
            if ready is not None:
                await ready.close()
            raise
        return _SessionLine(ready, self._watch)

    async def send(self, outgoing: Outgoing, _line: Line | None) -> None:
        """Send a reply, also while the session is down; raises `SendError`."""
        await self.replies.send(outgoing)

    async def _subscribe(self, helix: Helix, identity: Identity, session: str) -> None:
        """Subscribe to the comments, then to the rest at once: ten seconds are given for the first."""
        if not identity.allows(SUBSCRIPTIONS[0].scope):
            raise not_allowed(say("缺少 user:read:chat", "user:read:chat is missing"))
        people = {
            "broadcaster_user_id": self.account.broadcaster,
            "user_id": identity.user_id,
            "moderator_user_id": identity.user_id,
        }
        first, *others = (to for to in SUBSCRIPTIONS if identity.allows(to.scope))
        await helix.subscribe(first, session, people)
        asked = (helix.subscribe(to, session, people) for to in others)
        answers = await asyncio.gather(*asked, return_exceptions=True)  # none may outlive the errand
        self.refused = []
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
            if answer:
                self.refused.append(answer)
        for why in self.refused:
            _log.warning("Twitch refused a subscription: %s", why)

    async def _watch(self, raw: bytes, _line: Line) -> Open | None:
        """Look for a session's own messages; a frame that cannot be read is the decoder's business."""
        try:
            frame = read(raw)
            if frame.metadata.message_type == "session_reconnect":
                return self._successor(session_of(frame).reconnect_url or "")
            ended = ended_by(frame) if frame.metadata.message_type == "revocation" else None
        except BadFrameError:
            return None
        if ended is not None and ended.type == CHAT:
            raise _ended(revoked(ended.type, ended.status))
        return None

    async def _welcomed(self, url: str) -> tuple[Line, Session]:
        """Open a websocket and wait for its welcome; returns the line, which is lost where it is silent for too long."""
        line = await dial(url, ping_s=0)  # Twitch closes on whatever a client sends
        welcomes: list[Session] = []

        async def greet(line: Line) -> None:
            try:
                async with asyncio.timeout(WELCOME_WITHIN_S):
                    welcomes.append(_welcome(await line.receive()))
            except TimeoutError as error:
                raise LineLostError(say("Twitch 没有应答", "Twitch does not answer")) from error

        line = await opened(line, greet)
        silent_s = welcomes[0].keepalive_timeout_seconds or self._settings.keepalive_s  # as it was asked for
        return KeptLine(line, silent_s=silent_s * PATIENCE), welcomes[0]

    def _successor(self, url: str) -> Open | None:
        """Return how to move to where Twitch asks us to, which must be no less private than where we are."""
        if urlsplit(url).scheme != urlsplit(self._url).scheme:
            _log.warning("Twitch named no address to move to")
            return None

        async def resume() -> Line:
            line, _ = await self._welcomed(url)
            return line

        return resume


class _SessionLine(MovingLine):
    """A session's line, which ends with a reason in words."""

    async def receive(self) -> bytes:
        """Return the next frame; raises `LineLostError`."""
        try:
            return await super().receive()
        except LineLostError as lost:
            words = CLOSED.get(lost.code or 0)
            if words is None:
                raise
            raise LineLostError(f"{words} ({lost.code})", code=lost.code) from lost


def _welcome(raw: bytes) -> Session:
    why = say("Twitch 的第一条消息不是欢迎", "Twitch did not begin with a welcome")
    try:
        frame = read(raw)
        session = session_of(frame)
    except BadFrameError as bad:
        raise LineLostError(why) from bad
    if frame.metadata.message_type != WELCOME:
        raise LineLostError(why)
    return session


def _ended(sentence: str) -> UserProblem:
    return UserProblem(
        say("Twitch 停止推送评论", "Twitch tells of no more comments"),
        sentence,
        say("重新授权后再启动。", "Authorise again, then start again."),
    )
