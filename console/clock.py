"""The time of day as the desk uses it."""

import platform
import time
from collections.abc import Callable
from functools import partial


def _ticks() -> Callable[[], int]:
    """Return the system's steady clock in ns that goes on while the machine sleeps.

    Python's own monotonic clock stands still then on Linux and macOS; people go on waiting.
    """
    name = {"Linux": "CLOCK_BOOTTIME", "Darwin": "CLOCK_MONOTONIC"}.get(platform.system(), "")
    clock = getattr(time, name, None)
    return time.monotonic_ns if clock is None else partial(time.clock_gettime_ns, clock)


class Clock:
    """UTC milliseconds that never jump: read from the system once, then driven by a steady clock.

    A corrected system clock in the middle of a broadcast must not move anybody's wait.
    """

    def __init__(self) -> None:
        self._ticks = _ticks()
        self._offset_ns = time.time_ns() - self._ticks()

    def now(self) -> int:
        """Return the time in UTC ms."""
        return (self._ticks() + self._offset_ns) // 1_000_000
