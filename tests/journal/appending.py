"""A desk under load, made to be killed: appends comments and prints each number it was told is durable.

Run as `python appending.py JOURNAL LIFE LIBRARY`. The comments of one life are numbered from 0 in their `at`.
"""

import asyncio
import os
import random
import sys
from pathlib import Path

from connectors.events import CommentReceived
from console.journal import Broadcast, Journal, database, open_journal


def comments(life: str, first: int, count: int) -> list[CommentReceived]:
    """Return the comments `first` and following of a life."""
    return [
        CommentReceived(
            at=number,
            feed=life,
            id=f"{life}-{number}",
            text="多少钱" * 20,
            viewer="p:1",
            name="观众",
            platform="p",
        )
        for number in range(first, first + count)
    ]


async def acknowledge(journal: Journal, seq: int) -> None:
    """Say that an event is durable, once it is: the write is one system call, so a kill cannot tear it."""
    await journal.durable(seq)
    os.write(1, b"%d\n" % seq)


async def live(journal: Journal, life: str) -> None:
    """Append as feeds and agents do, until killed."""
    chance = random.Random(life)
    number = 0
    while True:
        count = chance.choice((1, 1, 3, 20, 150))
        seq = journal.append("b", comments(life, number, count))
        number += count
        waiting = asyncio.create_task(acknowledge(journal, seq))
        if chance.random() < 0.3:
            journal.hurry()
        await asyncio.sleep(chance.choice((0, 0.001, 0.01)))
        if journal.pending > 5000:
            await waiting


def main() -> None:
    """Open the journal, go on with the broadcast, and work."""
    path, life, library = sys.argv[1:]
    if library == "sqlite3":
        database.connect = database._connect_sqlite3
    journal = open_journal(Path(path), label=life, commit_every_ms=random.Random(life).choice((5, 20, 50)))
    journal.begin(Broadcast(id="b", room="r", title="t", started_at=1))
    asyncio.run(live(journal, life))


if __name__ == "__main__":
    main()
