"""Start livedesk as a user does: a program of its own, in a folder of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from console.journal import Reader
from console.model.events import AnyEvent

DEADLINE_S = 60.0


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which livedesk touches nothing outside `folder` and speaks English."""
    own = {"LIVEDESK_DATA": str(folder), "LIVEDESK_LANG": "en", "HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    return {**os.environ, **own}


@contextmanager
def livedesk(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run livedesk; it is killed at the end of the block if it still runs."""
    program = subprocess.Popen(
        [sys.executable, "-m", "console", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(folder),
        cwd=folder,
    )
    try:
        yield program
    finally:
        if program.poll() is None:
            program.kill()
        program.communicate()


def wait_until(done: Callable[[], bool], what: str, deadline_s: float = DEADLINE_S) -> None:
    """Return when `done` holds; fail with `what` was awaited after the deadline."""
    end = time.monotonic() + deadline_s
    while not done():
        assert time.monotonic() < end, f"waited {deadline_s:g} s for {what}"
        time.sleep(0.05)


def journalled(folder: Path) -> list[AnyEvent]:
    """Return the events of the newest broadcast, [] where there is no journal yet."""
    file = folder / "livedesk.db"
    if not file.exists():
        return []
    try:
        with Reader(file) as reader:
            return list(reader.events(reader.find("last").broadcast.id))  # type: ignore[arg-type]  # written by this version
    except Exception:  # noqa: BLE001 - the file is being made at this very moment
        return []
