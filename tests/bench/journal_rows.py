"""CPU of a journal row, encoding and handing over included, next to bare `executemany` of rows made beforehand.

python -m tests.bench.journal_rows '{"folder": …, "bare": false}'
"""

import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from connectors.events import CommentReceived
from console.journal import Broadcast, open_journal
from console.model.events import AnyEvent
from tests.bench import machine
from tests.bench.figures import Figures
from tests.bench.job import RowsJob
from tests.bench.programs import tell

BATCHES = (50, 100, 150, 200, 250)
"""Rows a commit, in turn: what 50 ms bring at 1,000 to 5,000 comments a second."""

_TEXTS = (
    "这个多少钱",
    "什么时候发货呀，在线等",
    "165 穿什么码",
    "主播好漂亮",
    "哈哈哈哈",
    "上次买的还没收到",
)
_TABLE = """CREATE TABLE event
    (seq INTEGER PRIMARY KEY, broadcast INTEGER, at INTEGER, kind TEXT, viewer TEXT, ref TEXT, body BLOB)"""
Item = TypeVar("Item")


def _events(count: int) -> list[AnyEvent]:
    chance = random.Random(7)
    began = 1_760_000_000_000
    return [
        CommentReceived(
            at=began + number,
            feed="bench",
            id=str(10**18 + number),
            text=chance.choice(_TEXTS),
            viewer=f"bench:{10**8 + chance.randrange(50_000)}",
            name=f"观众{chance.randrange(50_000)}",
            platform="bench",
            sent_at=began + number - 80,
        )
        for number in range(count)
    ]


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    at = turn = 0
    while at < len(items):
        size = BATCHES[turn % len(BATCHES)]
        yield items[at : at + size]
        at += size
        turn += 1


def _through_the_journal(folder: Path, events: Sequence[AnyEvent]) -> float:
    """Write by the journal's own thread, one commit a batch; returns CPU seconds."""
    journal = open_journal(folder / "rows.db", label="bench", commit_every_ms=5)
    journal.begin(Broadcast(id="b", room="bench", title="bench", started_at=0))
    began = time.process_time()
    for batch in _batches(events):
        journal.append("b", batch)
        journal.flush()
    spent = time.process_time() - began
    journal.close_blocking()
    return spent


def _by_executemany(folder: Path, events: Sequence[AnyEvent]) -> float:
    """Write with nothing around it: no index, no thread, no encoding; returns CPU seconds."""
    encode = msgspec.json.Encoder().encode
    rows = [
        (number, 1, event.at, "comment.received", event.viewer, event.id, encode(event))
        for number, event in enumerate(events, 1)
        if isinstance(event, CommentReceived)
    ]
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_TABLE)
    began = time.process_time()
    for batch in _batches(rows):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", batch)
        connection.execute("COMMIT")
    spent = time.process_time() - began
    connection.close()
    return spent


def _measure(job: RowsJob) -> Figures:
    events = _events(job.rows)
    write = _by_executemany if job.bare else _through_the_journal
    return {"cpu_us": write(Path(job.folder), events) / job.rows * 1e6}


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(_measure(msgspec.json.decode(sys.argv[1], type=RowsJob)))
