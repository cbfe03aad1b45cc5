"""Connects to the synthetic room: the same link, the same hand-over, the same replies as a real feed's."""

from dataclasses import replace

import msgspec

from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.demo.protocol import decoder
from connectors.demo.settings import DemoSettings
from connectors.demo.show import Show
from connectors.language import say
from connectors.links.link import Link
from connectors.links.settings import LinkSettings


class DemoFeed(Link):
    """One running demo."""

    can_send = True

    def __init__(self, opening: Opening) -> None:
        settings: DemoSettings = opening.settings
        super().__init__(
            replace(opening, heard=tuple),  # each run plays from the beginning: the same ids, and no backlog
            connector="demo",
            decode=decoder(opening.feed, settings),
            dial=Show(settings, opening.feed).dial,
            settings=LinkSettings(),
        )

    async def send(self, outgoing: Outgoing) -> None:
        """Send a reply into the room. Raises `SendError` where the line is down, and now and then for practice."""
        if self.line is None:
            over = self.status.state is FeedState.ENDED
            raise SendError(
                say("直播已结束。", "The broadcast is over.")
                if over
                else say("评论流没有连上。", "The feed is not connected."),
                transient=not over,
            )
        await self.line.send(msgspec.json.encode(outgoing).decode())
