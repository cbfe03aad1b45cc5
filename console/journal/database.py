"""One SQLite connection, through apsw where it is installed and the standard library where it is not.

apsw brings a current SQLite and a third less CPU per row. What differs between the two ends here: everything
above sees a `Database`, whose failures are already in words for a person.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from console.journal.faults import DatabaseFault, fault

try:
    import apsw
except ImportError:
    HAS_APSW = False
    _ERRORS: tuple[type[Exception], ...] = (sqlite3.Error,)
else:
    HAS_APSW = True
    _ERRORS = (sqlite3.Error, apsw.Error)

PATIENCE_MS = 5_000  # how long to wait for another program that holds the file
Values = tuple[int | str | bytes | None, ...]


def _connect_apsw(uri: str, *, writable: bool) -> Any:
    access = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE if writable else apsw.SQLITE_OPEN_READONLY
    return apsw.Connection(uri, flags=access | apsw.SQLITE_OPEN_URI)


def _connect_sqlite3(uri: str, *, writable: bool) -> Any:
    mode = "rwc" if writable else "ro"
    return sqlite3.connect(f"{uri}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False)


# One library for every connection of a process: two copies of SQLite would undo each other's locks on the file.
connect: Callable[..., Any] = _connect_apsw if HAS_APSW else _connect_sqlite3


class Database:
    """A connection to one file, used by one thread at a time. Every method raises `DatabaseFault`."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        with self._told():
            self._connection = connect(path.absolute().as_uri(), writable=writable)
        self.run(f"PRAGMA busy_timeout = {PATIENCE_MS}")

    def run(self, statement: str, values: Values = ()) -> list[Any]:
        """Run one statement and return all its rows, as tuples."""
        with self._told():
            rows: list[Any] = self._connection.execute(statement, values).fetchall()
        return rows

    def write(self, statement: str, rows: Iterable[Values]) -> None:
        """Run one statement once for each row."""
        with self._told():
            self._connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what happens within durable as a whole, or undo it as a whole."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(DatabaseFault):  # SQLite has undone it already where the disk was full
                self.run("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the connection. The last writer to leave tidies the files beside it away."""
        with self._told():
            self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except _ERRORS as error:
            code = getattr(error, "sqlite_errorcode", getattr(error, "extendedresult", 1))
            raise fault(code, str(error), self.path) from error
