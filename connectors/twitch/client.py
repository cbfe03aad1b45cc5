"""Connects to Twitch, by EventSub where a token is set and by the chat where none is, or EventSub cannot be had."""

from typing import Protocol

from connectors.contract import FeedState, Opening, Outgoing
from connectors.links.link import Line, Link
from connectors.twitch.chatline import Chat
from connectors.twitch.detour import Detour
from connectors.twitch.protocol import decoder
from connectors.twitch.sending import LIMITS
from connectors.twitch.session import EventSub
from connectors.twitch.settings import TwitchSettings


class Way(Protocol):
    """A way to hear a channel, and perhaps to answer: `can_send` says so, for sure once it is open."""

    @property
    def can_send(self) -> bool:
        """Whether it takes replies."""

    @property
    def words(self) -> str:
        """In a person's words, which other way it takes at the moment, "" for none."""

    async def open(self) -> Line:
        """Connect; raises `LineLostError`, or `UserProblem` where a person must act."""

    async def send(self, outgoing: Outgoing, line: Line | None) -> None:
        """Send a reply while `line` is the open one, None where there is none; raises `SendError`."""


def way(settings: TwitchSettings, own: set[str]) -> EventSub | Chat:
    """Return the way that these settings ask for; raises `UserProblem` where they cannot work."""
    if settings.token and settings.via == "auto":
        return EventSub(settings, own)
    return Chat(settings, own)


class TwitchFeed(Link):
    """One running feed. Raises `UserProblem` where the settings cannot work."""

    limits = LIMITS

    def __init__(self, opening: Opening) -> None:
        settings: TwitchSettings = opening.settings
        own: set[str] = set()
        usual = way(settings, own)
        self._way: Way = Detour(usual, settings, own, self._tell) if isinstance(usual, EventSub) else usual
        super().__init__(
            opening,
            connector="twitch",
            decode=decoder(opening.feed, settings, own),
            dial=self._open,
            settings=settings,
        )
        self.can_send = self._way.can_send

    async def send(self, outgoing: Outgoing) -> None:
        """Send a reply under the comment it answers. Raises `SendError`."""
        if not self.can_send:
            await super().send(outgoing)
        await self._way.send(outgoing, self.line)

    async def _open(self) -> Line:
        line = await self._way.open()
        self.can_send = self._way.can_send
        return line

    def _tell(self) -> None:
        """Say which way is taken; while the feed is lost, why it is says more."""
        if self.status.state is FeedState.LIVE:
            self.status.problem = self._way.words
