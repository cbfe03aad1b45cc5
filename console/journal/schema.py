"""The journal's tables, and the check that a file is a journal this version can read."""

from connectors.language import say
from connectors.problem import UserProblem
from console.journal.database import Database

VERSION = 1

# Event numbers run through the whole shop. The index holds (broadcast, seq): SQLite ends every entry with the row number.
_TABLES = (
    """CREATE TABLE broadcast (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        room TEXT NOT NULL,
        title TEXT NOT NULL,
        started_at INTEGER NOT NULL
    )""",
    """CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        broadcast INTEGER NOT NULL REFERENCES broadcast (key),
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        viewer TEXT,
        ref TEXT,
        body BLOB NOT NULL
    )""",
    "CREATE INDEX event_by_broadcast ON event (broadcast)",
    f"PRAGMA user_version = {VERSION}",
)

INSERT_BROADCAST = "INSERT INTO broadcast (key, id, room, title, started_at) VALUES (?, ?, ?, ?, ?)"
INSERT_EVENT = "INSERT INTO event (seq, broadcast, at, kind, viewer, ref, body) VALUES (?, ?, ?, ?, ?, ?, ?)"


def is_empty(database: Database) -> bool:
    """Return whether nothing was ever stored in the file; it is only read.

    Raises `UserProblem` where the file is another program's database or a later version's journal.
    """
    version = database.run("PRAGMA user_version")[0][0]
    if version == 0 and not database.run("SELECT 1 FROM sqlite_master LIMIT 1"):
        return True
    if version == 0:
        raise UserProblem(
            say("这不是 livedesk 的记录文件", "This is not a livedesk journal"),
            say(
                f"{database.path} 是别的程序的数据库，没有改动。",
                f"{database.path} is another program's database; it was not changed.",
            ),
            say("请换一个数据目录。", "Choose another data folder."),
        )
    if version > VERSION:
        raise UserProblem(
            say("记录来自更新的版本", "The journal is from a later version"),
            say(
                f"{database.path} 的格式是第 {version} 版，这个 livedesk 只认到第 {VERSION} 版。文件没有改动。",
                f"{database.path} has format {version}; this livedesk knows formats up to {VERSION}. The file was not changed.",
            ),
            say("请升级 livedesk。", "Upgrade livedesk."),
        )
    return False


def prepare(database: Database) -> None:
    """Make an open file ready for writing: tables where there are none, and the settings of the one writer.

    FULL syncs every commit: what was acknowledged survives a power cut. Raises as `is_empty` and `DatabaseFault`.
    """
    empty = is_empty(database)
    database.run("PRAGMA journal_mode = WAL")
    database.run("PRAGMA synchronous = FULL")
    database.run(
        "PRAGMA fullfsync = ON"
    )  # on macOS a plain sync stops at the drive's cache; elsewhere it says nothing
    database.run(
        "PRAGMA journal_size_limit = 67108864"
    )  # 64 MiB: give the space back after a long reader or an import
    if empty:
        with database.transaction():
            for statement in _TABLES:
                database.run(statement)
