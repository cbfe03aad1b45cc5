"""Connects to any JSON websocket: subscribes where asked to, replies where a template says how."""

import time
from collections.abc import Sequence

from connectors.contract import Opening, Outgoing, SendError
from connectors.environment import expand
from connectors.generic.protocol import decoder
from connectors.generic.reply import template
from connectors.generic.settings import GenericSettings
from connectors.language import say
from connectors.links.address import checked, place
from connectors.links.keeping import opened
from connectors.links.link import Line, LineLostError, Link
from connectors.links.reaching import reach
from connectors.links.websocket import dial


class GenericFeed(Link):
    """One running connection. Raises `UserProblem` where the settings cannot work."""

    def __init__(self, opening: Opening) -> None:
        settings: GenericSettings = opening.settings
        super().__init__(
            opening,
            connector="generic",
            decode=decoder(opening.feed, settings),
            dial=self._dial_and_subscribe,
            settings=settings,
        )
        self._url = checked(expand(settings.url, "url"), settings.url)
        self._headers = {name: expand(value, f"headers.{name}") for name, value in settings.headers.items()}
        self._subscribe = expand(settings.subscribe, "subscribe")
        self._fill = template(settings.reply, settings.platform) if settings.reply else None
        self._options = settings
        self.can_send = self._fill is not None

    async def send(self, outgoing: Outgoing) -> None:
        """Send a reply as the template says. Raises `SendError` without a template, or without a connection."""
        if self._fill is None:
            await super().send(outgoing)
            return
        if self.line is None:
            raise SendError(say("评论流没有连上。", "The feed is not connected."), transient=True)
        try:
            await self.line.send(self._fill(outgoing))
        except LineLostError as lost:
            # The line may have broken after the reply had left.
            raise SendError(lost.cause, transient=False, unknown=True) from lost

    async def _dial_and_subscribe(self) -> Line:
        line = await dial(
            self._url,
            headers=self._headers,
            compression=self._options.compression,
            ping_s=self._options.ping_s,
        )
        if not self._subscribe:
            return line
        return await opened(line, lambda line: line.send(self._subscribe))

    async def probe(self) -> Sequence[str]:
        """Connect and subscribe once; returns what was found. Raises `UserProblem` where nothing answers."""
        found = await reach(self._dial_and_subscribe, place(self._options.url))
        told = (
            say("写了回复模板，可以回复", "there is a template for replies: it can reply")
            if self.can_send
            else say("没有回复模板，只能读", "there is no template for replies: it can only be read")
        )
        return [*found, told]


async def probe(settings: GenericSettings) -> Sequence[str]:
    """Do so for settings of which nothing runs yet."""
    return await GenericFeed(Opening("probe", settings, lambda: time.time_ns() // 1_000_000)).probe()
