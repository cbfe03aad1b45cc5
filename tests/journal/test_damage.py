"""Files that are damaged, of another program, or from the future."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connectors.problem import BrokenProblem, UserProblem
from console.journal import Broadcast, Reader, export_lines, open_journal
from console.journal.database import Database


@pytest.fixture
def recorded(path: Path, evening: Broadcast, comments: Any) -> bytes:
    """Make a journal of some size and return its bytes."""
    journal = open_journal(path, label="main")
    journal.begin(evening)
    journal.append(evening.id, comments(5000))
    journal.close_blocking()
    return path.read_bytes()


OPENINGS: list[Callable[[Path], object]] = [Reader, lambda path: open_journal(path, label="main")]


@pytest.mark.parametrize("opening", OPENINGS, ids=["reader", "writer"])
@pytest.mark.parametrize("length", [16, 100, 4096])
def test_a_damaged_beginning(
    path: Path, recorded: bytes, opening: Callable[[Path], object], length: int
) -> None:
    """It is said where the file lies and what to do; not a byte of it is changed."""
    damaged = random.Random(5).randbytes(length) + recorded[length:]
    path.write_bytes(damaged)

    with pytest.raises(BrokenProblem, match="damaged") as broken:
        opening(path)

    assert str(path) in broken.value.sentence
    assert "livedesk export" in broken.value.next_step
    assert damaged == path.read_bytes()


def test_damaged_pages_are_met_while_reading(path: Path, evening: Broadcast, recorded: bytes) -> None:
    """What lies before the damage can be read; then comes a problem in words, not a traceback."""
    middle = len(recorded) // 2 // 4096 * 4096
    path.write_bytes(
        recorded[:middle] + random.Random(6).randbytes(40 * 4096) + recorded[middle + 40 * 4096 :]
    )

    with Reader(path) as reader, pytest.raises(BrokenProblem, match="damaged"):
        list(export_lines(reader, evening.id))


def test_a_cut_off_file(path: Path, recorded: bytes) -> None:
    """A copy that was interrupted is recognised."""
    path.write_bytes(recorded[: len(recorded) // 3])

    with pytest.raises(BrokenProblem, match="damaged"), Reader(path) as reader:
        list(export_lines(reader, "last"))


@pytest.mark.parametrize("opening", OPENINGS, ids=["reader", "writer"])
def test_another_programs_database(path: Path, opening: Callable[[Path], object]) -> None:
    """It is refused and left as it was."""
    path.parent.mkdir()
    other = Database(path, writable=True)
    other.run("CREATE TABLE birds (name TEXT)")
    other.close()
    before = path.read_bytes()

    with pytest.raises(UserProblem, match="not a livedesk journal"):
        opening(path)

    assert before == path.read_bytes()


@pytest.mark.parametrize("opening", OPENINGS, ids=["reader", "writer"])
def test_a_journal_of_a_later_version(path: Path, recorded: bytes, opening: Callable[[Path], object]) -> None:
    """It is refused with both versions, and left as it was."""
    later = Database(path, writable=True)
    later.run("PRAGMA user_version = 7")
    later.run("PRAGMA wal_checkpoint(TRUNCATE)")
    later.close()
    before = path.read_bytes()

    with pytest.raises(UserProblem, match="format 7; this livedesk knows formats up to 1"):
        opening(path)

    assert before == path.read_bytes()


def test_an_empty_file_is_a_new_journal(path: Path, evening: Broadcast) -> None:
    """A file somebody has only touched is nobody's data."""
    path.parent.mkdir()
    path.touch()

    journal = open_journal(path, label="main")
    journal.begin(evening)
    journal.close_blocking()

    with Reader(path) as reader:
        assert [evening.id] == [recording.id for recording in reader.broadcasts()]


def test_something_else_in_its_place(path: Path) -> None:
    """A folder where the file should be is named."""
    path.mkdir(parents=True)

    with pytest.raises(BrokenProblem, match="cannot be opened") as broken:
        open_journal(path, label="main")

    assert str(path) in broken.value.sentence
