"""Reading a journal: finding broadcasts, and following one while it is written."""

import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from connectors.problem import UserProblem
from console.journal import Broadcast, Reader, UnknownEvent, import_lines, open_journal, reader
from console.model.events import AnyEvent, SessionStarted, SessionStopped


@pytest.fixture
def nights(path: Path, comments: Any) -> list[Broadcast]:
    """Record three broadcasts: one stopped, one interrupted, one begun only."""
    three = [
        Broadcast(id=f"2026080{day}-2000-main", room="main", title=f"第 {day} 场", started_at=day * 1000)
        for day in (1, 2, 3)
    ]
    journal = open_journal(path, label="main")
    for night in three:
        journal.begin(night)
    stopped: list[AnyEvent] = [
        SessionStarted(at=1, broadcast=three[0].id, room="main", title="t"),
        SessionStopped(at=9, cause="time"),
    ]
    journal.append(three[0].id, stopped)
    journal.append(three[1].id, [*stopped, *comments(2)])
    journal.close_blocking()
    return three


def test_broadcasts(path: Path, nights: list[Broadcast]) -> None:
    """The newest comes first, with its last event, its size and how it ended."""
    with Reader(path) as opened:
        found = opened.broadcasts()

    assert nights[::-1] == [recording.broadcast for recording in found]
    assert [3000, 1_786_104_000_002, 9] == [recording.last_at for recording in found]
    assert [0, 4, 2] == [recording.events for recording in found]
    assert ["", "", "time"] == [recording.stop_cause for recording in found]
    assert [False, False, True] == [recording.stopped for recording in found]
    assert ("main", nights[2].id) == (found[0].room, found[0].id)


@pytest.mark.parametrize(("wanted", "day"), [("last", 3), ("20260801-2000-main", 1), ("20260802", 2)])
def test_find(path: Path, nights: list[Broadcast], wanted: str, day: int) -> None:
    """A broadcast is named by `last`, its id, or the beginning of it."""
    with Reader(path) as opened:
        assert nights[day - 1] == opened.find(wanted).broadcast


@pytest.mark.parametrize(
    ("wanted", "title", "told"),
    [
        ("2026080", "More than one", ["3 broadcasts begin", "20260803-2000-main, 20260802-2000-main"]),
        ("20260804-2000-main", "No such", ["'20260804-2000-main'", "20260801-2000-main"]),
        ("\x1b[2J", "No such", ["'[2J'", "20260803-2000-main"]),
        ("", "No such", ["''", "20260803-2000-main"]),
    ],
)
def test_find_names_the_nearest(
    path: Path, nights: list[Broadcast], wanted: str, title: str, told: list[str]
) -> None:
    """An unknown or ambiguous name is answered with those that may have been meant."""
    with Reader(path) as opened, pytest.raises(UserProblem, match=title) as unknown:
        opened.find(wanted)

    spoken = unknown.value.sentence + unknown.value.next_step
    assert [] == [words for words in told if words not in spoken]
    assert "\x1b" not in spoken


def test_no_journal_yet(path: Path) -> None:
    """Looking makes neither a file nor a folder, and says how to begin."""
    with pytest.raises(UserProblem, match="No broadcast recorded yet") as nothing:
        Reader(path)

    assert "livedesk demo" in nothing.value.next_step
    assert not path.parent.exists()


def test_a_journal_without_broadcasts(path: Path) -> None:
    """An empty list is an answer; the last of nothing is not."""
    journal = open_journal(path, label="main")
    with Reader(path) as opened:
        assert [] == opened.broadcasts()
        with pytest.raises(UserProblem, match="No broadcast recorded yet"):
            opened.find("last")
    journal.close_blocking()


async def test_reading_while_it_is_written(path: Path, evening: Broadcast, comments: Any) -> None:
    """A reader sees what is durable, then what came since, and writes nothing."""
    journal = open_journal(path, label="main")
    journal.begin(evening)
    await journal.durable(journal.append(evening.id, comments(10)))
    with Reader(path) as opened:
        assert comments(10) == list(opened.events(evening.id))
        await journal.durable(journal.append(evening.id, comments(5, 11)))
        assert comments(5, 11) == list(opened.events(evening.id, after_seq=10))
        assert 15 == opened.find("last").events
        await journal.close()
        assert 0 == path.with_name("livedesk.db-wal").stat().st_size, "the log is folded in all the same"
        assert comments(15) == list(opened.events(evening.id))


def test_a_long_broadcast_is_read_page_by_page(
    path: Path, evening: Broadcast, comments: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page boundary repeats or drops an event, and no more than a page is in memory."""
    monkeypatch.setattr(reader, "PAGE", 10)
    journal = open_journal(path, label="main")
    journal.begin(evening)
    journal.append(evening.id, comments(20))
    journal.flush()
    with Reader(path) as opened:
        events = opened.events(evening.id)
        first = list(islice(events, 15))
        journal.append(evening.id, comments(15, 21))
        journal.flush()
        assert comments(35) == first + list(events), "what came meanwhile is read too"
    journal.close_blocking()


def test_a_later_versions_events_are_read_past(path: Path) -> None:
    """An unknown kind is handed on as it is."""
    lines = [
        b'{"kind":"broadcast","schema":1,"id":"b","room":"r","title":"t","started_at":1}\n',
        b'{"kind":"coupon.issued","at":7}\n',
    ]
    import_lines(path, lines)

    with Reader(path) as opened:
        assert [UnknownEvent(kind="coupon.issued", at=7, body=b'{"kind":"coupon.issued","at":7}')] == list(
            opened.events("b")
        )


ABANDONED = """
import os, sys
from pathlib import Path
from connectors.events import StreamEnded
from console.journal import Broadcast, open_journal

journal = open_journal(Path(sys.argv[1]), label="main")
journal.begin(Broadcast(id="b", room="r", title="t", started_at=1))
journal.append("b", [StreamEnded(at=at, feed="f") for at in range(100)])
journal.flush()
os._exit(1)
"""


@pytest.mark.process
def test_reading_what_a_killed_writer_left(path: Path) -> None:
    """The log beside the file is part of the journal, also when nobody could fold it in."""
    subprocess.run([sys.executable, "-c", ABANDONED, str(path)], timeout=60, check=False)
    assert path.with_name("livedesk.db-wal").stat().st_size > 0

    with Reader(path) as opened:
        assert 100 == len(list(opened.events("b")))
