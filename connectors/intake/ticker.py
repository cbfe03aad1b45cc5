"""A call once a second, on one timer."""

import asyncio
from collections.abc import Callable

TICK_S = 1.0


class Ticker:
    """Calls `tick` every second until stopped. The next call is set first, so that a fault in one does not end it."""

    def __init__(self, tick: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._tick = tick
        self._timer = self._loop.call_later(TICK_S, self._fire)

    def stop(self) -> None:
        """Call no more."""
        self._timer.cancel()

    def _fire(self) -> None:
        self._timer = self._loop.call_later(TICK_S, self._fire)
        self._tick()
