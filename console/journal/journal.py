"""The shop's journal, open for writing: everything that happens at the desk goes in here, in order, and stays."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from connectors.language import say
from connectors.problem import BrokenProblem, Problem
from console.journal.broadcast import Broadcast
from console.journal.codec import rows
from console.journal.store import Store
from console.journal.writer import Writer
from console.model.events import AnyEvent

COMMIT_EVERY_MS = 50


def open_journal(path: Path, *, label: str, commit_every_ms: int = COMMIT_EVERY_MS) -> "Journal":
    """Open the journal file `path` for writing, making it and its folder where there are none.

    `label` tells a second writer who is here: the room's name. A power cut costs at most what came within the last
    `commit_every_ms`, and nothing of which `durable` has returned.
    Raises `UserProblem` where another process is writing, the folder cannot be used, or the file is not a journal of
    this version; `BrokenProblem` where it is damaged. Then nothing was changed.
    """
    return Journal(Store(path, label), commit_every_ms)


class Journal:
    """Takes events on one thread, normally the event loop's; a thread of its own saves them."""

    def __init__(self, store: Store, commit_every_ms: int) -> None:
        self._store = store
        self._next_seq = store.last_seq + 1
        self._path = store.database.path
        self._open = True  # until closing begins
        self._ended = False  # from when closing is done
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiters: list[tuple[int, asyncio.Future[None]]] = []
        self._writer = Writer(store.database, store.last_seq, commit_every_ms / 1000, self._committed)

    @property
    def last_seq(self) -> int:
        """The number of the last event taken."""
        return self._next_seq - 1

    @property
    def durable_seq(self) -> int:
        """The number of the last event that survives a crash of the machine."""
        return self._writer.durable_seq

    @property
    def pending(self) -> int:
        """How many events are not saved yet."""
        return self.last_seq - self.durable_seq

    @property
    def failure(self) -> Problem | None:
        """Why events are not being saved at the moment; None while all is well."""
        return self._writer.failure

    def begin(self, broadcast: Broadcast) -> None:
        """Begin a broadcast, or go on with the one of the same id; blocks for one commit, a few milliseconds.

        Raises `BrokenProblem` where the disk refuses: better now than at the first comment.
        """
        self._check_open()
        if broadcast.id not in self._store.keys:
            self._writer.enrol(self._store.enrol(broadcast))
            self._writer.flush()

    def append(self, broadcast_id: str, events: Sequence[AnyEvent]) -> int:
        """Take events in order and return the last one's number. Never blocks, never waits for the disk.

        The broadcast has begun before (KeyError otherwise).
        """
        self._check_open()
        key = self._store.keys[broadcast_id]
        if events:
            taken = rows(events, self._next_seq, key)
            self._next_seq += len(taken)
            self._writer.hand(taken)
        return self.last_seq

    def hurry(self) -> None:
        """Commit what was taken so far at once, for somebody who waits: a few milliseconds instead of the interval."""
        if self.pending:
            self._writer.hurry()

    def flush(self) -> None:
        """Block until everything taken is durable. For programs without an event loop.

        Raises the `BrokenProblem` that prevents it; the events are kept and tried again.
        """
        self._check_open()
        self._writer.flush()

    async def durable(self, seq: int) -> None:
        """Return when the event `seq` is durable, however long the disk refuses (`failure` says why).

        Raises `BrokenProblem` where the journal is closed without having saved it.
        """
        if seq <= self.durable_seq:
            return
        self._loop = asyncio.get_running_loop()
        waiter = self._loop.create_future()
        self._waiters.append((seq, waiter))
        self._wake()  # the commit may have come between the question and the entry in the list
        await waiter

    async def close(self) -> None:
        """Save what is left, tidy the file up, and let others write. See `close_blocking`."""
        try:
            await asyncio.to_thread(self.close_blocking)
        finally:
            self._wake()

    def close_blocking(self) -> None:
        """Do as `close` does, in a program without an event loop.

        Raises `BrokenProblem` with the number of events that could not be saved. Closing twice does nothing.
        """
        if not self._open:
            return
        self._open = False
        self._writer.stop()
        self._store.close()
        self._ended = True
        if self.pending:
            raise self._unsaved()

    def _unsaved(self) -> BrokenProblem:
        cause = self.failure.title if self.failure else say("已关闭", "closed")
        return BrokenProblem(
            say("最后的记录没有保存", "The last events were not saved"),
            say(
                f"{self.pending} 条记录没能写进 {self._path}：{cause}。",
                f"{self.pending} events could not be written to {self._path}: {cause}.",
            ),
            self.failure.next_step if self.failure else "",
        )

    def _check_open(self) -> None:
        if not self._open:
            raise RuntimeError("the journal is closed")

    def _committed(self) -> None:
        """Tell the loop, once for each commit; runs on the writer's thread."""
        if self._waiters and self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended, and with it whoever waited
                self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        """Wake those whose event is durable; once the journal is closed, tell the others that theirs never will be."""
        for seq, waiter in self._waiters:
            if waiter.done():
                continue
            if seq <= self.durable_seq:
                waiter.set_result(None)
            elif self._ended:
                waiter.set_exception(self._unsaved())
        self._waiters = [entry for entry in self._waiters if not entry[1].done()]
