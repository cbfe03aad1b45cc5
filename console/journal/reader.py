"""Reads a journal, also while another process writes it. Never changes or makes a file."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

from connectors.language import say
from connectors.problem import UserProblem
from connectors.text import clean_name
from console.journal.broadcast import Broadcast, Recording
from console.journal.codec import UnknownEvent, decode
from console.journal.database import Database
from console.journal.schema import is_empty
from console.model.events import AnyEvent, SessionStopped

PAGE = 2_000  # rows read at a time: bounded memory, and no read transaction that would hold the writer's log open

# What ends a broadcast is its last event that is no order's: orders may be imported long after the stream.
_BROADCASTS = """
    SELECT broadcast.id, room, title, started_at, coalesce(last.at, started_at), coalesce(total, 0),
        CASE last.kind WHEN 'session.stop' THEN last.body END
    FROM broadcast
    LEFT JOIN (SELECT broadcast AS key, count(*) AS total FROM event GROUP BY broadcast) USING (key)
    LEFT JOIN event AS last ON last.seq = (
        SELECT seq FROM event WHERE event.broadcast = broadcast.key AND event.kind NOT LIKE 'order.%'
        ORDER BY seq DESC LIMIT 1
    )
    ORDER BY started_at DESC, key DESC
"""


class Reader:
    """An open journal to read from; one thread at a time. Use it in a `with` block, or close it."""

    def __init__(self, path: Path) -> None:
        """Open the journal file `path`.

        Raises `UserProblem` where there is none yet or it is not a journal of this version, and `BrokenProblem`, as every
        method does, where it is damaged.
        """
        self.path = path
        if not path.is_file():
            raise self._nothing_yet()
        self._database = Database(path, writable=False)
        try:
            empty = is_empty(self._database)
        except BaseException:
            self.close()
            raise
        if empty:
            self.close()
            raise self._nothing_yet()

    def __enter__(self) -> Self:
        """Return the reader itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the reader."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def broadcasts(self) -> list[Recording]:
        """Return every broadcast, the newest first."""
        return [_recording(*columns) for columns in self._database.run(_BROADCASTS)]

    def find(self, wanted: str) -> Recording:
        """Return the broadcast that `wanted` names: `last`, an id, or the beginning of exactly one id.

        Raises `UserProblem` with the nearest ids where it names none or several.
        """
        known = {recording.id: recording for recording in self.broadcasts()}
        if not known:
            raise self._nothing_yet()
        if wanted in known:
            return known[wanted]
        if wanted == "last":
            return next(iter(known.values()))
        matches = [id_ for id_ in known if wanted and id_.startswith(wanted)]
        if len(matches) == 1:
            return known[matches[0]]
        raise _not_found(wanted, matches, list(known))

    def events(self, broadcast_id: str, after_seq: int = 0) -> Iterator[AnyEvent | UnknownEvent]:
        """Yield a broadcast's events in order, as they stand when they are reached; memory use does not grow.

        A kind this version does not know, or a known kind whose fields do not fit, is an `UnknownEvent`.
        """
        for page in self._pages(broadcast_id, after_seq):
            yield from [decode(body) for _, body in page]

    def rows(self, broadcast_id: str, after_seq: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield number and stored body of a broadcast's events after the number `after_seq`, in order."""
        for page in self._pages(broadcast_id, after_seq):
            yield from page

    def _pages(self, broadcast_id: str, after_seq: int) -> Iterator[list[tuple[int, bytes]]]:
        found: list[Any] = self._database.run("SELECT key FROM broadcast WHERE id = ?", (broadcast_id,))
        key = found[0][0] if found else None
        page = "SELECT seq, body FROM event WHERE broadcast = ? AND seq > ? ORDER BY seq LIMIT ?"
        while rows := self._database.run(page, (key, after_seq, PAGE)):
            yield rows
            after_seq = rows[-1][0]

    def _nothing_yet(self) -> UserProblem:
        return UserProblem(
            say("还没有直播记录", "No broadcast recorded yet"),
            say(f"{self.path} 里还没有任何场次。", f"There is no broadcast in {self.path} yet."),
            say("运行 livedesk demo 可以先做一场演示。", "livedesk demo makes one."),
        )


def _recording(
    id_: str, room: str, title: str, started_at: int, last_at: int, events: int, stop: bytes | None
) -> Recording:
    last = decode(stop) if stop else None
    return Recording(
        broadcast=Broadcast(id=id_, room=room, title=title, started_at=started_at),
        last_at=last_at,
        events=events,
        stop_cause=last.cause if isinstance(last, SessionStopped) else "",
    )


def _not_found(wanted: str, matches: list[str], known: list[str]) -> UserProblem:
    near = (matches or get_close_matches(wanted, known, n=3, cutoff=0.4) or known)[:3]
    shown, ids = clean_name(wanted), ", ".join(map(clean_name, near))
    next_step = say(f"相近的有：{ids}；last 是最近一场。", f"The nearest are: {ids}; last is the latest.")
    if matches:
        return UserProblem(
            say("不止一个场次", "More than one broadcast"),
            say(
                f"有 {len(matches)} 个场次以“{shown}”开头。",
                f"{len(matches)} broadcasts begin with {shown!r}.",
            ),
            next_step,
        )
    return UserProblem(
        say("没有这个场次", "No such broadcast"),
        say(f"没有编号为“{shown}”的场次。", f"There is no broadcast {shown!r}."),
        next_step,
    )
