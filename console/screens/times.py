"""Waits and times of day in as few cells as possible."""

import time


def wait_text(ms: int) -> str:
    """Return a wait as `0:07`, `12:30`, or `2h05` from 100 minutes on: never more than five cells."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    if minutes < 100:
        return f"{minutes}:{seconds:02}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}h{minutes:02}" if hours < 100 else f"{hours}h"


def clock_text(at: int) -> str:
    """Return the local time of day of a moment in UTC ms, to the second."""
    return time.strftime("%H:%M:%S", time.localtime(at / 1000))


def lag_text(ms: int) -> str:
    """Return a lag as `0.3s`, or `12s` from ten seconds on."""
    return f"{ms / 1000:.1f}s" if ms < 10_000 else f"{ms // 1000}s"
