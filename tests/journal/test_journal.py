"""Events go in on the event loop's thread and become durable on another."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from connectors.events import StreamEnded
from console.journal import Broadcast, Journal, Reader, open_journal
from console.journal.database import Database

NEVER_MS = 600_000


async def test_what_is_durable_can_be_read(path: Path, evening: Broadcast, comments: Any) -> None:
    """Events come back as they went in, in order, numbered without a hole."""
    journal = open_journal(path, label="main")
    journal.begin(evening)
    assert 3 == journal.append(evening.id, comments(3))
    assert 5 == journal.append(evening.id, comments(2, first=4))

    await journal.durable(5)

    assert (5, 5, 0) == (journal.durable_seq, journal.last_seq, journal.pending)
    with Reader(path) as reader:
        assert comments(5) == list(reader.events(evening.id))
        assert [1, 2, 3, 4, 5] == [seq for seq, _ in reader.rows(evening.id)]
    await journal.close()


async def test_numbering_goes_on_where_it_ended(path: Path, evening: Broadcast, comments: Any) -> None:
    """A broadcast that is opened again continues, and its numbers too."""
    for first in (1, 4):
        journal = open_journal(path, label="main")
        journal.begin(evening)
        assert first + 2 == journal.append(evening.id, comments(3, first))
        await journal.close()

    with Reader(path) as reader:
        assert [evening] == [recording.broadcast for recording in reader.broadcasts()]
        assert comments(6) == list(reader.events(evening.id))


async def test_two_rooms_share_one_journal(path: Path, comments: Any) -> None:
    """Broadcasts interleave in the file and are read apart."""
    journal = open_journal(path, label="main, outlet")
    for room in ("main", "outlet"):
        journal.begin(Broadcast(id=room, room=room, title=room, started_at=1))
    for number in range(1, 11):
        journal.append("main" if number % 2 else "outlet", comments(1, number))
    await journal.close()

    with Reader(path) as reader:
        odd = [comment for comment in comments(10) if int(comment.id[1:]) % 2]
        assert odd == list(reader.events("main"))
        assert 5 == len(list(reader.events("outlet")))


def test_without_an_event_loop(path: Path, evening: Broadcast, comments: Any) -> None:
    """A plain program appends, flushes and closes."""
    journal = open_journal(path, label="main", commit_every_ms=NEVER_MS)
    journal.begin(evening)
    journal.append(evening.id, comments(1000))

    journal.flush()

    assert 1000 == journal.durable_seq
    journal.append(evening.id, comments(1, 1001))
    journal.close_blocking()
    assert 1001 == journal.durable_seq


async def test_many_appends_share_a_commit(
    path: Path, evening: Broadcast, comments: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the interval everything is gathered; somebody in a hurry gets one commit for all of it."""
    journal = open_journal(path, label="main", commit_every_ms=NEVER_MS)
    journal.begin(evening)
    commits = _counted_commits(monkeypatch)
    for number in range(1, 101):
        journal.append(evening.id, comments(1, number))
    waiters = [asyncio.create_task(journal.durable(seq)) for seq in (1, 50, 100)]
    await asyncio.sleep(0.02)
    assert (0, 100) == (len(commits), journal.pending)

    journal.hurry()
    await asyncio.wait_for(asyncio.gather(*waiters), 10)

    assert 1 == len(commits)
    await journal.close()


def _counted_commits(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    commits: list[None] = []
    original = Database.transaction

    @contextmanager
    def counted(self: Database) -> Iterator[None]:
        with original(self):
            yield
        commits.append(None)

    monkeypatch.setattr(Database, "transaction", counted)
    return commits


async def test_a_single_event_after_silence_does_not_wait(
    path: Path, evening: Broadcast, comments: Any
) -> None:
    """The interval gathers a flood; it does not delay the first drop."""
    earlier = open_journal(path, label="main")
    earlier.begin(evening)
    await earlier.close()
    journal = open_journal(path, label="main", commit_every_ms=NEVER_MS)
    journal.begin(evening)

    await asyncio.wait_for(journal.durable(journal.append(evening.id, comments(1))), 10)

    await journal.close()


async def test_waiting_for_what_is_durable_costs_nothing(
    path: Path, evening: Broadcast, comments: Any
) -> None:
    """An old number, or an abandoned wait, does not hold anybody up."""
    journal = open_journal(path, label="main", commit_every_ms=NEVER_MS)
    journal.begin(evening)
    last = journal.append(evening.id, comments(2))
    impatient = asyncio.create_task(journal.durable(last))
    patient = asyncio.create_task(journal.durable(last))
    await asyncio.sleep(0)
    impatient.cancel()

    journal.hurry()
    await asyncio.wait_for(patient, 10)

    await journal.durable(1)
    assert impatient.cancelled()
    await journal.close()


async def test_a_commit_between_question_and_wait(
    path: Path, evening: Broadcast, comments: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit that falls between looking and waiting is not missed."""
    journal = open_journal(path, label="main")
    journal.begin(evening)
    last = journal.append(evening.id, comments(1))
    journal.flush()
    looks = iter([0])
    monkeypatch.setattr(Journal, "durable_seq", property(lambda _: next(looks, last)))

    await asyncio.wait_for(journal.durable(last), 10)

    await journal.close()


async def test_nothing_is_taken_of_a_batch_that_cannot_be_stored(
    path: Path, evening: Broadcast, comments: Any
) -> None:
    """A bad event refuses its whole batch at once and leaves the numbers as they were."""
    journal = open_journal(path, label="main")
    journal.begin(evening)
    with pytest.raises(UnicodeEncodeError):
        journal.append(evening.id, [*comments(2), StreamEnded(at=1, feed="\ud800")])
    with pytest.raises(KeyError):
        journal.append("another night", comments(1))

    assert 0 == journal.append(evening.id, [])
    await journal.durable(journal.append(evening.id, comments(1)))
    await journal.close()


async def test_closing_leaves_one_file_and_takes_nothing_more(
    path: Path, evening: Broadcast, comments: Any
) -> None:
    """What was appended last is saved; the log is folded in; closing again is harmless."""
    journal = open_journal(path, label="main", commit_every_ms=NEVER_MS)
    journal.begin(evening)
    last = journal.append(evening.id, comments(5))
    waiting = asyncio.create_task(journal.durable(last))
    await asyncio.sleep(0)

    await journal.close()
    await waiting
    await journal.close()

    assert {"livedesk.db"} == {file.name for file in path.parent.iterdir()} - {"livedesk.lock"}
    for use in (
        lambda: journal.append(evening.id, comments(1)),
        journal.flush,
        lambda: journal.begin(evening),
    ):
        with pytest.raises(RuntimeError, match="closed"):
            use()


def test_a_commit_is_on_the_disk(path: Path) -> None:
    """Every commit is synced: what is called durable survives a power cut, not only a crash."""
    journal = open_journal(path, label="main")
    connection = journal._store.database

    assert ("wal", 2) == (
        connection.run("PRAGMA journal_mode")[0][0],
        connection.run("PRAGMA synchronous")[0][0],
    )
    journal.close_blocking()


def test_bytes_per_event(path: Path, evening: Broadcast, comments: Any) -> None:
    """An event costs little more on disk than its own JSON."""
    journal = open_journal(path, label="main")
    journal.begin(evening)
    events = comments(20_000)
    journal.append(evening.id, events)
    journal.close_blocking()

    with Reader(path) as reader:
        bodies = sum(len(body) for _, body in reader.rows(evening.id))
    assert path.stat().st_size < 1.75 * bodies, "these bodies are short: 130 bytes"
