"""Ctrl+C, SIGTERM and a closed terminal end a broadcast cleanly."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


@contextmanager
def stop_signals() -> Iterator[asyncio.Event]:
    """Give an event that is set when the system asks this process to end. Must be entered on the running loop."""
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(asked.set)

    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.signal(number, ask) for number in numbers}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
