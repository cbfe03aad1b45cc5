"""Watches a room from inside at next to no cost: when frames came, when they were state, when they were durable."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence

from connectors.events import FeedEvent
from connectors.links.link import Link
from console.room import Room
from tests.bench.figures import Figures, Mark, percentile

EVERY = 16
"""One frame in so many has its latency taken."""

_STAMP = b'"ts":'
_DIGITS = 16  # µs since 1970


class Probe:
    """Takes the latencies of a room's only feed. `done` is set once `total` frames have come and were delivered."""

    def __init__(self, room: Room, total: int) -> None:
        (link,) = room.feeds.values()
        (handover,) = room._handovers
        assert isinstance(link, Link)
        link._record = self._came  # what `Opening.record` would have set
        handover._deliver = self._deliver
        self.done = asyncio.Event()
        self.began: Mark = (0.0, 0.0)
        self._room = room
        self._total = total
        self._count = 0
        self._sent_us = 0
        self._to_state: list[float] = []
        self._to_disk: list[float] = []
        self._unsaved: deque[tuple[int, int]] = deque()  # last event's number, sending time
        self._sampled = asyncio.Event()

    def _came(self, frame: bytes) -> None:
        self._count += 1
        self._sent_us = 0
        if self._count % EVERY == 0:
            at = frame.index(_STAMP) + len(_STAMP)
            self._sent_us = int(frame[at : at + _DIGITS])
        elif self._count == 1:
            self.began = time.perf_counter(), time.process_time()
        if self._count == self._total:
            asyncio.get_running_loop().call_soon(self.done.set)

    def _deliver(self, events: Sequence[FeedEvent]) -> None:
        self._room.deliver(events)
        if self._sent_us:
            self._to_state.append(time.time() * 1e6 - self._sent_us)
            self._unsaved.append((self._room.journal.last_seq, self._sent_us))
            self._sampled.set()
            self._sent_us = 0

    async def watch(self) -> None:
        """Note on the loop when each sampled frame has become durable, until cancelled."""
        journal, unsaved = self._room.journal, self._unsaved
        while True:
            await self._sampled.wait()
            await journal.durable(unsaved[0][0])
            now, durable = time.time() * 1e6, journal.durable_seq
            while unsaved and unsaved[0][0] <= durable:
                self._to_disk.append(now - unsaved.popleft()[1])
            if not unsaved:
                self._sampled.clear()

    def figures(self, ended: Mark) -> Figures:
        """Return rates and latencies of the run that `ended`: comments a second, CPU µs a comment, ms."""
        wall_s, cpu_s = (end - begin for end, begin in zip(ended, self.began, strict=True))
        return {
            "rate": self._total / wall_s,
            "cpu_us": cpu_s / self._total * 1e6,
            "cpu_percent": cpu_s / wall_s * 100,
            "state_p50": percentile(self._to_state, 50) / 1e3,
            "state_p99": percentile(self._to_state, 99) / 1e3,
            "durable_p50": percentile(self._to_disk, 50) / 1e3,
            "durable_p99": percentile(self._to_disk, 99) / 1e3,
            "samples": float(len(self._to_state)),
        }
