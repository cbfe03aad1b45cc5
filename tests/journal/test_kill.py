"""A desk that is killed at any moment loses nothing that it acknowledged."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, cast

import pytest

from connectors.events import CommentReceived
from console.journal import Reader, open_journal

NIGHTS, LIVES = 6, 10  # 60 kills with each database library
PROGRAM = Path(__file__).with_name("appending.py")

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(
        sys.platform == "win32", reason="Windows ends a process in its own way: there is no SIGKILL"
    ),
]


@pytest.mark.parametrize("night", range(NIGHTS))
def test_nothing_acknowledged_is_lost(path: Path, library: str, night: int) -> None:
    """After every kill the file is whole, the lock is free, and each acknowledged event stands in its place."""
    chance = random.Random(night)
    acknowledged = total = 0
    for number in range(LIVES):
        life = f"{night}.{number}"
        told = _killed([str(path), life, library], chance)
        acknowledged += len(told)

        journal = open_journal(path, label="afterwards")
        assert [("ok",)] == journal._store.database.run("PRAGMA integrity_check")
        assert max(told, default=0) <= journal.last_seq
        before, total = total, journal.last_seq
        journal.close_blocking()
        if total > before:
            with Reader(path) as reader:
                written = list(reader.rows("b", before))
                events = cast("list[CommentReceived]", list(reader.events("b", before)))
            assert list(range(before + 1, total + 1)) == [seq for seq, _ in written]
            assert [(life, at) for at in range(total - before)] == [
                (event.feed, event.at) for event in events
            ]

    assert acknowledged > 10 * LIVES, "most lives were long enough to work"


def _killed(arguments: list[str], chance: random.Random) -> list[int]:
    """Let a desk work and kill it, some while they are still opening; return the numbers it acknowledged."""
    process = subprocess.Popen([sys.executable, str(PROGRAM), *arguments], stdout=subprocess.PIPE)
    answers: IO[bytes] | None = process.stdout
    assert answers is not None
    with process:
        first = b"" if chance.random() < 0.15 else answers.readline()
        time.sleep(chance.uniform(0.0, 0.25))
        process.kill()
        told = first + answers.read()
    assert -signal.SIGKILL == process.returncode, "it died of nothing else"
    return [int(line) for line in told.split()]
