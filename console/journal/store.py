"""A journal opened for writing: its lock, its one connection, and what it held at that moment."""

from contextlib import suppress
from pathlib import Path

from console.journal.broadcast import Broadcast
from console.journal.database import Database, Values
from console.journal.faults import DatabaseFault
from console.journal.lock import WriterLock
from console.journal.schema import prepare


class Store:
    """The right and the means to write. `keys` are the broadcasts' numbers by id; `last_seq` is the last event's number."""

    def __init__(self, path: Path, label: str) -> None:
        """Open the journal `path`, making it where there is none.

        Raises `UserProblem` where another process is writing, the folder cannot be used, or the file is not a
        journal of this version; `DatabaseFault` where it is damaged.
        """
        self._lock = WriterLock(path, label)
        try:
            self.database = Database(path, writable=True)
            try:
                prepare(self.database)
                self.keys: dict[str, int] = dict(self.database.run("SELECT id, key FROM broadcast"))
                self.last_seq: int = self.database.run("SELECT coalesce(max(seq), 0) FROM event")[0][0]
            except BaseException:
                self.database.close()
                raise
        except BaseException:
            self._lock.release()
            raise

    def enrol(self, broadcast: Broadcast) -> Values:
        """Give a new broadcast its key and return its row, which the caller stores."""
        key = max(self.keys.values(), default=0) + 1
        self.keys[broadcast.id] = key
        return (key, broadcast.id, broadcast.room, broadcast.title, broadcast.started_at)

    def close(self) -> None:
        """Fold the log into the database, so that one file holds everything, and let others write."""
        with suppress(
            DatabaseFault
        ):  # what was committed stays in the log beside the file; the next writer folds it in
            self.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        with suppress(DatabaseFault):
            self.database.close()
        self._lock.release()
