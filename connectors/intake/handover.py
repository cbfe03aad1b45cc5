"""Between a feed and the desk: back-pressure at the socket, and what is given up when that is not enough."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from connectors.contract import FeedStatus
from connectors.events import SOCIAL, FeedEvent

HIGH_WATER = 50_000
LOW_WATER = 20_000
PATIENCE_S = 5.0
_LOOK_AGAIN_S = 0.02


class Handover:
    """One feed's `Sink`: passes events on in the same call, and slows the feed down when the disk falls behind.

    `pending` tells how many rows await the disk, `saved` returns when none of those taken so far does. Above `high` the feed is not read until they are down to `low`:
    the wait then stands in the platform's socket, where it costs us nothing. A platform drops a reader that is
    slow for long, so the wait is bounded by `patience_s`; after that social signals are shed, and counted in
    `status.shed`, until `low` is reached. Comments and orders are never shed.
    """

    def __init__(
        self,
        status: FeedStatus,
        deliver: Callable[[Sequence[FeedEvent]], object],
        pending: Callable[[], int],
        saved: Callable[[], Awaitable[None]],
        *,
        high: int = HIGH_WATER,
        low: int = LOW_WATER,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._status = status
        self._deliver = deliver
        self._pending = pending
        self._saved = saved
        self._high = high
        self._low = low
        self._patience_s = patience_s
        self.shedding = False

    def take(self, events: Sequence[FeedEvent]) -> None:
        """Pass events on in order, without the social ones while shedding."""
        if self.shedding:
            kept = [event for event in events if not isinstance(event, SOCIAL)]
            self._status.shed += len(events) - len(kept)
            events = kept
        if events:
            self._deliver(events)

    async def ready(self) -> None:
        """Return when more may be taken: at once, but for a disk that falls behind."""
        pending = self._pending()
        if self.shedding:
            self.shedding = pending > self._low
            await asyncio.sleep(0)  # a flooding feed must not keep the loop from the commits it waits for
        elif pending > self._high:
            await self._wait_for_low_water()

    async def saved(self) -> None:
        """Return when everything passed on so far is durable; raises `Problem` where it cannot be saved."""
        await self._saved()

    async def _wait_for_low_water(self) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience_s
        while self._pending() > self._low:
            if loop.time() >= deadline:
                self.shedding = True
                return
            await asyncio.sleep(_LOOK_AGAIN_S)
