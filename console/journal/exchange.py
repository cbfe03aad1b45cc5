"""A broadcast as JSON lines: out of one journal, into another, and nothing changed on the way.

The first line is the header, every further line one event exactly as it is stored. `export | import | export` gives
the same bytes, also for kinds and fields that this version does not know.
"""

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from connectors.language import say
from connectors.problem import UserProblem
from connectors.text import clean
from console.journal.broadcast import Broadcast, Recording
from console.journal.codec import Millis, Row, stored_row
from console.journal.masking import Masking
from console.journal.reader import Reader
from console.journal.schema import INSERT_BROADCAST, INSERT_EVENT
from console.journal.store import Store

SCHEMA = 1


class Header(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="broadcast"):
    """The first line of an export. `schema` is the format's version; the rest is the `Broadcast`."""

    schema: int
    id: Annotated[str, msgspec.Meta(min_length=1)]
    room: str
    title: str
    started_at: Millis


def export_lines(reader: Reader, broadcast: str, *, masked: bool = False) -> Iterator[bytes]:
    """Yield a broadcast as lines, each with its line end: ready for `writelines`.

    `broadcast` is what `Reader.find` takes. `masked` puts stand-ins for viewers, names and order ids, and hides long
    digit runs and mentions in texts; such an export is not lossless, and importing it does not bring the people back.
    Raises as `Reader.find`.
    """
    found = reader.find(broadcast).broadcast
    header = Header(
        schema=SCHEMA, id=found.id, room=found.room, title=found.title, started_at=found.started_at
    )
    yield msgspec.json.encode(header) + b"\n"
    if masked:
        masking = Masking(reader.events(found.id))
        for event in reader.events(found.id):
            yield masking.body(event) + b"\n"
    else:
        for _, body in reader.rows(found.id):
            yield body + b"\n"


def import_lines(path: Path, lines: Iterable[bytes], *, new_id: bool = False) -> Recording:
    """Store an exported broadcast in the journal file `path` and return it; `lines` may be an open binary file.

    All of it or nothing is stored, whatever happens meanwhile. Where the id is taken, `new_id` allows the first free
    one of `<id>-2`, `<id>-3`, ...; events are never changed.
    Raises `UserProblem` for a line that cannot be read (with its number), a taken id, or a journal that another process
    is writing, and `BrokenProblem` where the disk refuses.
    """
    numbered = enumerate(lines, 1)
    broadcast = _header(next(numbered, (1, b""))[1])
    store = Store(path, "livedesk import")
    try:
        if broadcast.id in store.keys:
            broadcast = msgspec.structs.replace(
                broadcast, id=_free_id(broadcast.id, store.keys, new_id=new_id)
            )
        enrolled = store.enrol(broadcast)
        with store.database.transaction():
            store.database.write(INSERT_BROADCAST, [enrolled])
            store.database.write(INSERT_EVENT, _rows(numbered, store.last_seq + 1, store.keys[broadcast.id]))
    finally:
        store.close()
    with Reader(path) as reader:
        return reader.find(broadcast.id)


def _header(line: bytes) -> Broadcast:
    try:
        header = msgspec.json.decode(line, type=Header)
    except (ValueError, RecursionError) as error:
        raise _bad_line(1, error) from error
    if header.schema > SCHEMA:
        raise UserProblem(
            say("文件来自更新的版本", "The file is from a later version"),
            say(
                f"它的格式是第 {header.schema} 版，这个 livedesk 只认到第 {SCHEMA} 版。",
                f"Its format is {header.schema}; this livedesk knows formats up to {SCHEMA}.",
            ),
            say("请升级 livedesk。", "Upgrade livedesk."),
        )
    return Broadcast(id=header.id, room=header.room, title=header.title, started_at=header.started_at)


def _rows(numbered: Iterable[tuple[int, bytes]], first_seq: int, key: int) -> Iterator[Row]:
    for seq, (number, line) in enumerate(numbered, first_seq):
        try:
            yield stored_row(line.removesuffix(b"\n"), seq, key)
        except ValueError as error:
            raise _bad_line(number, error) from error


def _free_id(taken: str, ids: Iterable[str], *, new_id: bool) -> str:
    if not new_id:
        raise UserProblem(
            say("这个场次已经在了", "That broadcast is already here"),
            say(
                f"记录里已有场次 {clean(taken)}，没有导入。",
                f"The journal already holds broadcast {clean(taken)}; nothing was imported.",
            ),
            say("要再存一份，加上 --new-id。", "To keep both, add --new-id."),
        )
    known = set(ids)
    return next(free for count in itertools.count(2) if (free := f"{taken}-{count}") not in known)


def _bad_line(number: int, error: Exception) -> UserProblem:
    reason = clean(str(error), 200)
    return UserProblem(
        say("文件内容不对", "The file cannot be imported"),
        say(
            f"第 {number} 行不是一条 livedesk 记录（{reason}）。什么都没有导入。",
            f"Line {number} is not part of a livedesk export ({reason}). Nothing was imported.",
        ),
        say("请重新导出一份，不要用表格软件改过的。", "Export it again, and import it unedited."),
    )
