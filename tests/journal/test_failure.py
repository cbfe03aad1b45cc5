"""A disk that refuses: nothing is dropped, people are told, and work goes on when it takes again."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connectors.problem import BrokenProblem
from console.journal import Broadcast, Journal, Reader, database, open_journal, writer

Limit = Callable[[Journal, int | None], None]


@pytest.fixture
def limit(monkeypatch: pytest.MonkeyPatch) -> Limit:
    """Return a switch that lets the file grow by so many pages and no more: SQLite then says that the disk is full."""

    def switch(journal: Journal, pages: int | None) -> None:
        thread, connection = journal._writer, journal._store.database
        original = type(thread)._collect

        def collect() -> None:
            size = connection.run("PRAGMA page_count")[0][0]
            connection.run(f"PRAGMA max_page_count = {size + pages if pages is not None else 2**30}")
            original(thread)

        monkeypatch.setattr(thread, "_collect", collect)

    return switch


async def test_a_full_disk_drops_nothing(
    path: Path, evening: Broadcast, comments: Any, limit: Limit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Events wait in memory with a reason on show, and are saved in order once there is room."""
    monkeypatch.setattr(writer, "FIRST_RETRY_S", 0.01)
    journal = open_journal(path, label="main", commit_every_ms=5)
    journal.begin(evening)
    await journal.durable(journal.append(evening.id, comments(10)))
    limit(journal, 0)
    last = journal.append(evening.id, comments(2000, 11))
    waiting = asyncio.create_task(journal.durable(last))
    with pytest.raises(BrokenProblem, match="disk is full"):
        journal.flush()

    assert 3010 == journal.append(evening.id, comments(1000, 2011))
    assert (10, 3000, False) == (journal.durable_seq, journal.pending, waiting.done())
    failure = journal.failure
    assert failure is not None
    assert ("The disk is full", 1) == (failure.title, failure.exit_code)
    assert "tried again" in failure.sentence
    assert failure.next_step

    limit(journal, None)
    await asyncio.wait_for(journal.durable(3010), 10)

    assert waiting.done()
    assert journal.failure is None
    await journal.close()
    with Reader(path) as reader:
        assert comments(3010) == list(reader.events(evening.id))


async def test_closing_on_a_full_disk_says_how_much_is_lost(
    path: Path, evening: Broadcast, comments: Any, limit: Limit
) -> None:
    """The last problem names the number; whoever still waits for durability is told too; what was durable stays."""
    journal = open_journal(path, label="main", commit_every_ms=5)
    journal.begin(evening)
    await journal.durable(journal.append(evening.id, comments(10)))
    limit(journal, 0)
    waiting = asyncio.create_task(journal.durable(journal.append(evening.id, comments(2000, 11))))
    await asyncio.sleep(0)

    with pytest.raises(BrokenProblem, match="2000 events could not be written") as raised:
        await journal.close()
    with pytest.raises(BrokenProblem, match="2000 events"):
        await waiting

    assert raised.value.next_step
    with Reader(path) as reader:
        assert comments(10) == list(reader.events(evening.id))
    again = open_journal(path, label="main")
    assert 10 == again.last_seq, "the lock is free and numbering goes on from what was saved"
    again.close_blocking()


def test_a_broadcast_does_not_begin_on_a_full_disk(path: Path, evening: Broadcast, limit: Limit) -> None:
    """It is refused before the first comment comes."""
    journal = open_journal(path, label="main")
    journal._store.database.run("CREATE TABLE filler (x)")
    limit(journal, 0)
    huge = Broadcast(id="huge", room="main", title="长" * 10_000, started_at=1)
    with pytest.raises(BrokenProblem, match="disk is full"):
        journal.begin(huge)
    limit(journal, None)
    journal.close_blocking()


def test_a_fault_of_our_own_neither_ends_the_thread_nor_loses_events(
    path: Path, evening: Broadcast, comments: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong while saving is shown, and tried again."""
    journal = open_journal(path, label="main")
    journal.begin(evening)
    with monkeypatch.context() as broken:
        broken.setattr(journal._store.database, "write", lambda *_: 1 / 0)
        journal.append(evening.id, comments(3))
        with pytest.raises(BrokenProblem, match="ZeroDivisionError"):
            journal.flush()

    journal.flush()

    assert journal.failure is None
    journal.close_blocking()
    with Reader(path) as reader:
        assert comments(3) == list(reader.events(evening.id))


def test_retries_slow_down_and_never_stop(
    path: Path, evening: Broadcast, comments: Any, limit: Limit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving is tried again by itself, without anybody asking."""
    monkeypatch.setattr(writer, "FIRST_RETRY_S", 0.001)
    monkeypatch.setattr(writer, "LONGEST_RETRY_S", 0.01)
    journal = open_journal(path, label="main", commit_every_ms=5)
    journal.begin(evening)
    limit(journal, 0)
    journal.append(evening.id, comments(2000))
    with pytest.raises(BrokenProblem):
        journal.flush()
    limit(journal, None)

    deadline = time.monotonic() + 10
    while journal.pending and time.monotonic() < deadline:
        time.sleep(0.005)

    assert 0 == journal.pending
    journal.close_blocking()


def test_another_program_in_the_way(
    path: Path, evening: Broadcast, comments: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database tool that holds the file is named as the cause, and outlasted."""
    monkeypatch.setattr(database, "PATIENCE_MS", 20)
    journal = open_journal(path, label="main")
    journal.begin(evening)
    tool = database.Database(path, writable=True)
    tool.run("BEGIN IMMEDIATE")
    journal.append(evening.id, comments(3))
    with pytest.raises(BrokenProblem, match="held by another program"):
        journal.flush()
    tool.run("ROLLBACK")
    tool.close()

    journal.flush()

    assert 0 == journal.pending
    journal.close_blocking()


STARVED = """
import resource, sys
from pathlib import Path
from connectors.events import StreamEnded
from connectors.problem import BrokenProblem
from console.journal import Broadcast, open_journal

path = Path(sys.argv[1])
journal = open_journal(path, label="starved")
journal.begin(Broadcast(id="b", room="r", title="t", started_at=1))
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.with_name(path.name + "-wal").stat().st_size + 50_000, hard))
journal.append("b", [StreamEnded(at=at, feed="f") for at in range(5000)])
try:
    journal.flush()
except BrokenProblem as problem:
    print(problem.title, journal.pending)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
journal.flush()
print(journal.pending)
journal.close_blocking()
"""


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limit for a process")
def test_an_operating_system_that_refuses_to_write(path: Path) -> None:
    """A real write error in the middle of a commit leaves the file whole, and everything is saved afterwards."""
    ran = subprocess.run(
        [sys.executable, "-c", STARVED, str(path)], capture_output=True, text=True, timeout=60, check=False
    )

    assert ("The journal cannot be read or written 5000\n0\n", "") == (ran.stdout, ran.stderr)
    with Reader(path) as reader:
        assert list(range(5000)) == [event.at for event in reader.events("b")]
