"""The one outbox of a room: a lane for each feed, so that one feed's trouble never holds up another's replies."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from connectors.contract import Connector, Outgoing
from console.desk import DeskState
from console.model.cases import Ask
from console.model.events import AnyEvent, ReplyQueued, ReplyRetracted
from console.outbox.lane import Lane, Submit, Turn, limits_of
from console.outbox.leftovers import at_begin

AsksOf = Callable[[ReplyQueued], Sequence[Ask]]


class Outbox:
    """Sends the `chat` replies of all cases, one at a time per feed, in order.

    Copied replies (`copy`) wait for their author's word; nothing is sent for them. `asks_of` gives the open
    asks a reply answers, in the order of its viewers; for `undo_s` seconds a reply is held, so that it can be taken back.
    """

    def __init__(
        self, feeds: Mapping[str, Connector], submit: Submit, asks_of: AsksOf, undo_s: float
    ) -> None:
        self._asks_of = asks_of
        self._submit = submit
        self._longest = {feed: limits_of(connector).characters for feed, connector in feeds.items()}
        self._lanes = {
            feed: Lane(connector, submit, self._outgoing, undo_s) for feed, connector in feeds.items()
        }

    def longest(self, feed: str) -> int:
        """Return how many characters a feed takes at once: none where the room has it no longer."""
        return self._longest.get(feed, 0)

    def turns(self) -> dict[str, Turn]:
        """Return the turn of each reply that waits to be sent, by its id."""
        return {reply_id: turn for lane in self._lanes.values() for reply_id, turn in lane.turns()}

    def notice(self, events: Sequence[AnyEvent]) -> None:
        """Take the replies among events that are durable, and let go of those taken back."""
        for event in events:
            if isinstance(event, ReplyQueued) and event.channel == "chat":
                self._lanes[event.feed].add(event)
            elif isinstance(event, ReplyRetracted) and event.feed in self._lanes:
                self._lanes[event.feed].drop(event.reply)

    async def recover(self, state: DeskState, now: int, takes: Callable[[str], bool]) -> None:
        """Take up what an earlier run left at `now` (UTC ms); `takes` says whether a feed takes replies."""
        to_send, reports = at_begin(state, now, takes)
        for report in reports:
            await self._submit(report)
        self.notice(to_send)

    async def run(self) -> None:
        """Send until cancelled."""
        async with asyncio.TaskGroup() as group:
            for lane in self._lanes.values():
                group.create_task(lane.run())

    async def idle(self) -> None:
        """Return when nothing is left to send."""
        for lane in self._lanes.values():
            await lane.at_rest()

    def _outgoing(self, reply: ReplyQueued) -> Outgoing:
        asks = self._asks_of(reply)
        return Outgoing(
            id=reply.reply,
            text=reply.text,
            viewers=reply.viewers,
            names=tuple(ask.name for ask in asks),
            comments=tuple(ask.comment for ask in asks if ask.feed == reply.feed),
        )
