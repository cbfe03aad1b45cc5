"""The demo's platform: plays a broadcast on the wall clock, loses the line once, takes replies."""

import asyncio
import heapq
import itertools
import math
from collections import deque
from collections.abc import Iterator

import msgspec

from connectors.contract import Outgoing, SendError
from connectors.demo.audience import is_refused, reactions
from connectors.demo.broadcast import Timed, broadcast
from connectors.demo.crowd import PLATFORM
from connectors.demo.protocol import frame
from connectors.demo.settings import DemoSettings
from connectors.events import CommentReceived, FeedEvent
from connectors.language import say
from connectors.links.link import LineLostError

_BEAT_MS = 50  # wall time; events of one beat travel in one frame, as platforms do it
_BEAT_UNPACED_MS = 1_000  # broadcast time, where nothing is waited for
_OUTAGE_MS = 10_000
_SEND_S = 0.25
_STUTTER = 400  # comments between two that the platform delivers twice
_BACKLOG = 6  # comments the platform repeats after an outage


class Show:
    """One performance; it is its own `Line`. Times inside are ms of the broadcast, `speed` to each of the clock's."""

    def __init__(self, settings: DemoSettings, feed: str) -> None:
        self._seed = settings.seed
        self._speed = settings.speed
        self._answered: set[str] = set()
        events = broadcast(settings.seed, settings.minutes, settings.rate, feed=feed, answered=self._answered)
        self._beats = _beats(
            events, max(1, round(_BEAT_MS * self._speed)) if self._speed else _BEAT_UNPACED_MS
        )
        self._feed = feed
        length = settings.minutes * 60_000
        self._drop_at = length / 3 if settings.drop else math.inf
        self._back_at = self._drop_at + min(_OUTAGE_MS, length / 12)
        self._began: float | None = None
        self._played = 0
        self._has_dropped = False
        self._comments = 0
        self._latest: deque[FeedEvent] = deque(maxlen=_BACKLOG)
        self._repeats: list[FeedEvent] = []
        self._reactions: list[tuple[int, str, CommentReceived]] = []
        self._refused: set[str] = set()
        self._taken: set[str] = set()

    async def dial(self) -> "Show":
        """Connect; after the outage has begun, that takes until its end."""
        if self._began is None:
            self._began = asyncio.get_running_loop().time()
        if self._has_dropped:
            await self._wait_for(self._back_at)
        return self

    async def receive(self) -> bytes:
        """Return the next frame when its time has come. Raises `LineLostError` once, where the line is to drop."""
        for due, events in self._beats:
            await self._wait_for(due)
            self._played = due
            if due > self._drop_at and not self._has_dropped:
                self._has_dropped = True
                self._repeats += self._latest
                raise LineLostError(say("演示中的一次断线", "the demo dropped the line"))
            if self._drop_at < due <= self._back_at:
                continue  # said while nobody was connected
            return frame([*self._again(), *self._reacting(due), *self._noted(events)])
        raise LineLostError(say("演示已结束", "the demo is over"))

    async def send(self, data: str | bytes) -> None:
        """Take a reply, an `Outgoing` as JSON; a repeat changes nothing. Raises `SendError` for one in forty, once."""
        outgoing = msgspec.json.decode(data, type=Outgoing)
        await asyncio.sleep(_SEND_S / self._speed if self._speed else 0)
        if outgoing.id in self._taken:
            return
        if outgoing.id not in self._refused and is_refused(outgoing, self._seed):
            self._refused.add(outgoing.id)
            raise SendError(
                say("平台繁忙，请稍后再试（演示）", "The platform is busy, try again (demo)"), transient=True
            )
        self._taken.add(outgoing.id)
        self._answered.update(outgoing.viewers)
        for number, reaction in enumerate(reactions(outgoing, self._seed)):
            at = self._played + reaction.after
            comment = CommentReceived(
                at=at,
                feed=self._feed,
                id=f"{outgoing.id}-{number}",
                text=reaction.text,
                viewer=reaction.viewer,
                name=reaction.name,
                platform=PLATFORM,
                sent_at=at - 100,
                truth=reaction.truth,
            )
            heapq.heappush(self._reactions, (at, comment.id, comment))

    async def close(self) -> None:
        """Nothing is held open."""

    async def _wait_for(self, moment: float) -> None:
        """Return when the broadcast has come to `moment`; the loop runs in any case."""
        loop = asyncio.get_running_loop()
        began = self._began or 0.0
        await asyncio.sleep(
            max(0.0, began + moment / 1_000 / self._speed - loop.time()) if self._speed else 0
        )

    def _noted(self, events: list[FeedEvent]) -> list[FeedEvent]:
        """Remember the latest comments; now and then one of them will be delivered twice."""
        for event in events:
            if isinstance(event, CommentReceived):
                self._comments += 1
                self._latest.append(event)
                if self._comments % _STUTTER == 0:
                    self._repeats.append(event)
        return events

    def _again(self) -> list[FeedEvent]:
        repeats, self._repeats = self._repeats, []
        return repeats

    def _reacting(self, due: int) -> Iterator[FeedEvent]:
        while self._reactions and self._reactions[0][0] <= due:
            yield heapq.heappop(self._reactions)[2]


def _beats(events: Iterator[Timed], width: int) -> Iterator[tuple[int, list[FeedEvent]]]:
    """Yield the events in beats of `width` ms, each with the moment at which it is complete."""
    for beat, timed in itertools.groupby(events, key=lambda timed: timed[0] // width):
        yield (beat + 1) * width, [event for _, event in timed]
