"""From settings to a room that is ready to run: journal, triage, playbook, feeds, and what an earlier run left."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from connectors.framelog import FrameLog
from connectors.language import say
from connectors.problem import UserProblem
from console.clock import Clock
from console.journal import Broadcast, Reader, open_journal
from console.model.events import SessionStarted
from console.playbook import Playbook, load_playbook
from console.room import Room
from console.settings import paths
from console.settings.feeds import FeedSetup, feed_setups
from console.settings.load import Loaded
from console.triage import Triage

RESUME_WITHIN_MS = 30 * 60_000
"""A room opened again within half an hour goes on with its broadcast, unless the stream had ended."""

FINAL_CAUSES = frozenset({"ended", "time"})


@dataclass(frozen=True, slots=True)
class Request:
    """What to open: a room by name; `fresh` begins a new broadcast in any case; `record` keeps raw frames there."""

    room: str
    data: Path
    fresh: bool = False
    record: Path | None = None


def open_room(loaded: Loaded, request: Request) -> Room:
    """Open a room. Must be called on the running event loop.

    Raises `UserProblem` for what the person can mend (settings, lexicon, a second writer), `BrokenProblem` for a
    damaged journal.
    """
    setups = _setups(loaded, request.room)
    triage = load_triage(loaded)
    clock = Clock()
    journal = open_journal(
        request.data / paths.JOURNAL_NAME,
        label=request.room,
        commit_every_ms=loaded.settings.journal.commit_every_ms,
    )
    room_settings = loaded.room(request.room)
    earlier = None if request.fresh else _unfinished(request, clock.now())
    now = clock.now()
    started = SessionStarted(
        at=now,
        broadcast=earlier.id if earlier else _new_id(request, now),
        room=request.room,
        title=room_settings.title or request.room,
        feeds=tuple(setup.name for setup in setups),
        resumed=earlier is not None,
    )
    record = _recorder(request.record, clock.now)
    room = Room(
        started=started,
        journal=journal,
        triage=triage,
        feeds=[setup.open(clock.now, record(setup) if record else None) for setup in setups],
        now=clock.now,
    )
    if earlier is None:
        journal.begin(Broadcast(id=started.broadcast, room=request.room, title=started.title, started_at=now))
    else:
        cause = say("控制台关闭期间", "the console was closed")
        room.restore(Reader(request.data / paths.JOURNAL_NAME).events(earlier.id), cause)
    _settle_collector()
    return room


def load_triage(loaded: Loaded) -> Triage:
    """Load the word lists: the shipped ones and the shop's own over them."""
    return Triage.load(paths.defaults() / "lexicon", loaded.folder(loaded.settings.lexicon))


def playbook_folders(loaded: Loaded) -> list[Path]:
    """Return the script folders in reading order: the shipped ones of the language, then the shop's own."""
    own = loaded.folder(loaded.settings.playbook)
    shipped = paths.defaults() / "playbook" / loaded.language
    return [shipped] if own is None else [shipped, own]


def open_playbook(loaded: Loaded) -> Playbook:
    """Load the scripts. Raises `UserProblem` with every mistake in them."""
    return load_playbook(*playbook_folders(loaded))


def _setups(loaded: Loaded, room: str) -> list[FeedSetup]:
    settings = loaded.room(room)
    setups, findings = feed_setups(settings, str(loaded.file or paths.SETTINGS_NAME), room)
    if findings:
        raise UserProblem(
            say("直播间的设置有误", "The room's settings need a look"),
            "\n".join(map(str, findings)),
            say("改好后用 livedesk check 再检查一遍。", "Mend them, then run livedesk check."),
        )
    if not setups:
        raise UserProblem(
            say("直播间还没有评论流", "The room has no feed"),
            say(f"[rooms.{room}] 下面没有 feeds。", f"There are no feeds under [rooms.{room}]."),
            say(
                f'加一段 [[rooms.{room}.feeds]]，写上 feed = "…"；livedesk feeds 列出可用的。',
                f'Add a [[rooms.{room}.feeds]] table with feed = "…"; livedesk feeds lists them.',
            ),
        )
    return setups


def _unfinished(request: Request, now: int) -> Broadcast | None:
    """Return the room's newest broadcast, if it was interrupted a short while ago."""
    for found in Reader(request.data / paths.JOURNAL_NAME).broadcasts():
        if found.room == request.room:
            recent = now - found.last_at < RESUME_WITHIN_MS
            return found.broadcast if recent and found.stop_cause not in FINAL_CAUSES else None
    return None


def _new_id(request: Request, now: int) -> str:
    """Return an id people can read: local date and time, then the room; numbered where it is taken."""
    stem = time.strftime("%Y%m%d-%H%M", time.localtime(now / 1000)) + f"-{request.room}"
    taken = {found.broadcast.id for found in Reader(request.data / paths.JOURNAL_NAME).broadcasts()}
    number = 1
    candidate = stem
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _recorder(
    file: Path | None, now: Callable[[], int]
) -> Callable[[FeedSetup], Callable[[bytes], None]] | None:
    if file is None:
        return None
    log = FrameLog(file)
    return lambda setup: lambda frame: log.write(now(), setup.name, setup.connector, frame)


def _settle_collector() -> None:
    """Keep the garbage collector from walking what will live as long as the process.

    Measured: full collections stop the screen for 40 ms and more; with the start-up frozen and wider thresholds
    none happens in minutes of full traffic.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
