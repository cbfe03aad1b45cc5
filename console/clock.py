"""The time of day as the desk uses it."""

import time


class Clock:
    """UTC milliseconds that never jump: read from the system once, then driven by the monotonic clock.

    A corrected system clock in the middle of a broadcast must not move anybody's wait.
    """

    def __init__(self) -> None:
        self._offset_ns = time.time_ns() - time.monotonic_ns()

    def now(self) -> int:
        """Return the time in UTC ms."""
        return (time.monotonic_ns() + self._offset_ns) // 1_000_000
