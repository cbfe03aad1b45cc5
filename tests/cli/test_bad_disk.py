"""A full disk and a damaged journal: one clear sentence, nothing acknowledged is lost, no traceback."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from connectors.events import CommentReceived, FeedEvent, FeedGap, FeedResumed, FeedSampled, FeedStalled
from console.model.events import SessionStopped
from tests.cli.programs import journalled, livedesk, wait_until

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(
        sys.platform != "linux", reason="only Linux lets a test limit another process's files"
    ),
]
DEMO = ("demo", "--headless", "--rate", "6000", "--minutes", "10")


def comments(folder: Path) -> int:
    """Return how many comments are journalled."""
    return sum(isinstance(event, CommentReceived) for event in journalled(folder))


def limit_files(program: subprocess.Popen[str], size: int | None) -> None:
    """Let no file of a running program grow beyond `size` bytes; None lifts the limit."""
    import resource  # noqa: PLC0415 - not on every system

    wanted = resource.RLIM_INFINITY if size is None else size
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (wanted, resource.RLIM_INFINITY))


def test_a_disk_that_was_full_for_a_while_costs_nothing(tmp_path: Path) -> None:
    """Events wait in memory while nothing can be written; when there is room again all of them are saved."""
    with livedesk(tmp_path, *DEMO) as program:
        wait_until(lambda: comments(tmp_path) > 20, "comments in the journal")
        limit_files(program, 4096)
        before = comments(tmp_path)
        with pytest.raises(AssertionError):
            wait_until(lambda: comments(tmp_path) > before + 60, "comments on a full disk", 1.5)
        limit_files(program, None)
        wait_until(lambda: comments(tmp_path) > before + 100, "the comments that waited")
        program.send_signal(signal.SIGTERM)
        _, err = program.communicate(timeout=30)

    assert 0 == program.returncode, err
    events = journalled(tmp_path)
    totals = next(event for event in reversed(events) if isinstance(event, FeedSampled))
    counted = {FeedSampled, FeedGap, FeedResumed, FeedStalled}
    fed = [event for event in events if isinstance(event, FeedEvent) and type(event) not in counted]
    assert totals.received - totals.duplicates - totals.repeats == len(fed)


def test_a_disk_that_stays_full_is_said_with_what_was_not_saved(tmp_path: Path) -> None:
    """Leaving with unsaved events ends with code 1 and their number; what was saved before is whole."""
    with livedesk(tmp_path, *DEMO) as program:
        wait_until(lambda: comments(tmp_path) > 20, "comments in the journal")
        limit_files(program, 4096)
        before = journalled(tmp_path)
        program.send_signal(signal.SIGTERM)
        _, err = program.communicate(timeout=60)

    assert 1 == program.returncode
    assert "not saved" in err
    assert "Traceback" not in err
    assert before == journalled(tmp_path)[: len(before)]
    assert not isinstance(journalled(tmp_path)[-1], SessionStopped)


@pytest.mark.parametrize(
    "arguments", [("review",), ("export", "last"), ("demo", "--headless")], ids=lambda args: args[0]
)
def test_a_damaged_journal_is_said_and_left_as_it_is(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """No verb overwrites a file it cannot read."""
    file = tmp_path / "livedesk.db"
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 8_000)
    before = file.read_bytes()
    with livedesk(tmp_path, *arguments) as program:
        _, err = program.communicate(timeout=30)

    assert program.returncode in {1, 2}
    assert str(file) in err
    assert "Traceback" not in err
    assert before == file.read_bytes()
