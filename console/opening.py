"""From settings to a room that is ready to run: journal, triage, playbook, feeds, and what an earlier run left."""

import gc
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from connectors.events import FeedEvent
from connectors.language import say
from connectors.problem import UserProblem
from console.clock import Clock
from console.journal import Broadcast, Reader, Recording, UnknownEvent, open_journal
from console.metrics import Ledger
from console.model.events import AnyEvent, SessionStarted
from console.playbook import VARIABLES, Names
from console.room import Room
from console.settings import paths
from console.settings.feeds import FeedSetup, feed_setups
from console.settings.load import Loaded
from console.triage import Catalogue, Triage, Trust
from console.triage.classify import MODEL_NAME
from console.triage.products import load_products

RESUME_WITHIN_MS = 30 * 60_000
"""A room opened again within half an hour goes on with its broadcast, unless the stream had ended."""

HEARD = 20_000
"""How many of a feed's latest events are remembered across a restart."""

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
    trust = Trust.load(*lexicon_folders(loaded))
    catalogue = load_catalogue(loaded, request.room)
    clock = Clock()
    heard: dict[str, deque[FeedEvent]] = {}
    connectors = [
        setup.open(clock.now, partial(heard.pop, setup.name, ()), request.record) for setup in setups
    ]
    file = request.data / paths.JOURNAL_NAME
    commit_every_ms = loaded.settings.journal.commit_every_ms
    journal = open_journal(file, label=request.room, commit_every_ms=commit_every_ms)
    try:
        recordings = _recordings(file)
        now = clock.now()
        earlier = _unfinished(request, recordings, now)
        broadcast = earlier or Broadcast(
            id=_new_id(request.room, recordings, now),
            room=request.room,
            title=loaded.room(request.room).title or request.room,
            started_at=now,
        )
        room = Room(
            started=SessionStarted(
                at=now,
                broadcast=broadcast.id,
                room=broadcast.room,
                title=broadcast.title,
                feeds=tuple(setup.name for setup in setups),
                resumed=earlier is not None,
                reads_orders=any(setup.reads_orders for setup in setups),
                sending=loaded.room(request.room).sending,
            ),
            journal=journal,
            triage=triage,
            ledger=Ledger(targets=loaded.targets, within_ms=loaded.within_ms),
            feeds=connectors,
            now=clock.now,
            undo_s=loaded.settings.desk.undo_s,
            trust=trust,
            catalogue=catalogue,
        )
        journal.begin(broadcast)
        if earlier is not None:
            with Reader(file) as reader:
                room.restore(
                    _noting(reader.events(broadcast.id), heard),
                    say("控制台关闭期间", "the console was closed"),
                )
    except BaseException:
        journal.close_blocking()
        raise
    _settle_collector()
    return room


def _noting(
    events: Iterable[AnyEvent | UnknownEvent], heard: dict[str, deque[FeedEvent]]
) -> Iterator[AnyEvent | UnknownEvent]:
    """Yield events, noting what each feed told: a platform may tell it again after a restart."""
    for event in events:
        if isinstance(event, FeedEvent):
            heard.setdefault(event.feed, deque(maxlen=HEARD)).append(event)
        yield event


def load_triage(loaded: Loaded) -> Triage:
    """Load the word lists, the shipped ones and the shop's own over them, and the model: the shop's own or the shipped."""
    shipped = paths.defaults() / "triage" / MODEL_NAME
    return Triage.load(*lexicon_folders(loaded), loaded.folder(loaded.settings.model) or shipped)


def lexicon_folders(loaded: Loaded) -> tuple[Path, Path | None]:
    """Return the folder of the shipped word lists and the shop's own, None where it has none."""
    return paths.defaults() / "lexicon", loaded.folder(loaded.settings.lexicon)


def load_catalogue(loaded: Loaded, room: str = "") -> Catalogue:
    """Load the list of products, a room's own or the shop's. Raises `UserProblem` with all that is wrong in it."""
    return Catalogue(load_products(products_file(loaded, room)))


def products_file(loaded: Loaded, room: str = "") -> Path | None:
    """Return the file of a room's products, else the shop's, None where it has none."""
    own = loaded.room(room).products if room else ""
    return loaded.folder(own or loaded.settings.products)


def playbook_folders(loaded: Loaded) -> list[Path]:
    """Return the script folders in reading order: the shipped ones of the language, then the shop's own."""
    own = loaded.folder(loaded.settings.playbook)
    shipped = paths.defaults() / "playbook" / loaded.language
    return [shipped] if own is None else [shipped, own]


def playbook_names(loaded: Loaded, triage: Triage | None) -> Names:
    """Return what a script may refer to: the known variables with the shop's own, and triage's topics (None: any)."""
    own = loaded.settings.variables.keys() | {
        name for room in loaded.settings.rooms.values() for name in room.variables
    }
    return Names(variables=VARIABLES.keys() | own, topics=triage.topics if triage else ())


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


def _unfinished(request: Request, recordings: Sequence[Recording], now: int) -> Broadcast | None:
    """Return the room's newest broadcast, if it was interrupted a short while ago."""
    if request.fresh:
        return None
    for found in recordings:
        if found.broadcast.room == request.room:
            goes_on = now - found.last_at < RESUME_WITHIN_MS and found.stop_cause not in FINAL_CAUSES
            return found.broadcast if goes_on else None
    return None


def _recordings(file: Path) -> list[Recording]:
    """Return what an open journal holds; none where this is its first broadcast."""
    try:
        with Reader(file) as reader:
            return reader.broadcasts()
    except UserProblem:
        return []


def _new_id(room: str, recordings: Sequence[Recording], now: int) -> str:
    """Return an id people can read: local date and time, then the room; numbered where it is taken."""
    stem = time.strftime("%Y%m%d-%H%M", time.localtime(now / 1000)) + f"-{room}"
    taken = {found.broadcast.id for found in recordings}
    number = 1
    candidate = stem
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _settle_collector() -> None:
    """Keep the garbage collector from walking what will live as long as the process.

    A collection stops the screen for about a microsecond an object it looks at. With the start-up frozen and these
    thresholds each is over in some milliseconds, and none looks at everything in minutes of full traffic.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 4, 2_000)
