"""One writer for each journal."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from connectors.problem import BrokenProblem, UserProblem
from console.journal import Reader, open_journal

HOLDER = """
import sys
from pathlib import Path
from console.journal import Broadcast, open_journal

journal = open_journal(Path(sys.argv[1]), label="八月上新 \\x1b[31m")
journal.begin(Broadcast(id="b", room="r", title="t", started_at=1))
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Return another process that is writing the journal."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        answers: IO[bytes] | None = process.stdout
        assert answers is not None
        assert b"ready" == answers.readline().strip()
        yield process
        process.kill()


@pytest.mark.process
def test_a_second_writer_is_told_who_is_writing(path: Path, holder: subprocess.Popen[bytes]) -> None:
    """The refusal names process, room and time; readers go on reading; nothing is disturbed."""
    with pytest.raises(UserProblem) as refused:
        open_journal(path, label="outlet")

    assert f"Process {holder.pid} (八月上新 [31m) has held" in refused.value.sentence
    assert refused.value.next_step
    with Reader(path) as reader:
        assert ["b"] == [recording.id for recording in reader.broadcasts()]


@pytest.mark.process
def test_the_lock_dies_with_its_process(path: Path, holder: subprocess.Popen[bytes]) -> None:
    """After a kill nobody has to remove a file by hand."""
    holder.kill()
    holder.wait()

    journal = open_journal(path, label="main")

    assert os.getpid() == json.loads(path.with_suffix(".lock.json").read_bytes())["pid"]
    journal.close_blocking()


@pytest.mark.parametrize("note", [b"", b"{", b'{"pid":1,"label":"x","since":99999999999999999}'])
def test_a_note_that_cannot_be_read_still_refuses(path: Path, note: bytes) -> None:
    """The lock decides, not the note beside it."""
    journal = open_journal(path, label="main")
    path.with_suffix(".lock.json").write_bytes(note)

    with pytest.raises(UserProblem, match="is in use"):
        open_journal(path, label="main")

    journal.close_blocking()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file in the way is named, and nothing else happens."""
    (tmp_path / "shop").write_text("a file")

    with pytest.raises(UserProblem, match="data folder") as refused:
        open_journal(tmp_path / "shop" / "livedesk.db", label="main")

    assert str(tmp_path / "shop") in refused.value.sentence


def test_a_folder_that_cannot_be_written(path: Path) -> None:
    """Where the lock cannot be made, the folder is to blame."""
    path.with_suffix(".lock").mkdir(parents=True)

    with pytest.raises(UserProblem, match="data folder"):
        open_journal(path, label="main")


def test_a_failed_opening_gives_the_lock_back(path: Path) -> None:
    """A damaged file does not leave the journal locked by the process that looked at it."""
    path.parent.mkdir()
    path.write_bytes(b"not a database, certainly not" * 100)
    problems = []
    for _ in range(2):
        with pytest.raises(BrokenProblem, match="damaged") as damaged:
            open_journal(path, label="main")
        problems.append(damaged)  # kept, with all that its traceback keeps alive

    assert not path.with_suffix(".lock.json").exists()
