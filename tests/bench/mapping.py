"""A journal in the form of the bare limit's fold: the same rows, in the columns that it reads."""

import sqlite3
from pathlib import Path

from console.settings import paths

# The bare fold's kinds: 1 comes, 2 says, 3 asks, 5 is answered, 6 does something, 7 buys. What it asks of a row is
# mapped row by row, so that both read as many.
_MAPPING = """
    CREATE TABLE ev (seq INTEGER PRIMARY KEY, ts INTEGER NOT NULL, kind INTEGER NOT NULL, viewer INTEGER NOT NULL,
        ref INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE TEMP TABLE person (key TEXT PRIMARY KEY, number INTEGER);
    INSERT INTO person SELECT viewer, row_number() OVER () FROM (
        SELECT DISTINCT viewer FROM journal.event WHERE viewer IS NOT NULL AND seq <= :events);
    CREATE TEMP TABLE asked (ref TEXT PRIMARY KEY, seq INTEGER);
    INSERT OR IGNORE INTO asked SELECT ref, seq FROM journal.event WHERE kind = 'case.opened' AND seq <= :events;
    INSERT INTO ev SELECT event.seq, at, CASE
            WHEN kind = 'viewer.enter' THEN 1 WHEN kind = 'comment.received' THEN 2
            WHEN kind IN ('case.opened', 'case.merged') THEN 3 WHEN kind = 'reply.sent' THEN 5
            WHEN kind GLOB 'order.*' THEN 7 ELSE 6 END,
        coalesce(person.number, 0), iif(kind = 'reply.sent', coalesce(asked.seq, 0), 0), body
        FROM journal.event LEFT JOIN person ON person.key = viewer
        LEFT JOIN asked ON asked.ref = event.ref AND kind = 'reply.sent'
        WHERE event.seq <= :events ORDER BY event.seq;
"""


def mapped(folder: Path, events: int) -> Path:
    """Write the first events of the journal in a folder in the bare fold's form, once; returns that database."""
    database = folder / "fold.db"
    if database.exists():
        return database
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("ATTACH ? AS journal", (str(folder / paths.JOURNAL_NAME),))
    for statement in _MAPPING.split(";\n"):
        named = {"events": events} if ":events" in statement else {}
        connection.execute(statement, named)
    connection.close()
    return database
