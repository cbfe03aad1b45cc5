"""The one thread that writes: many events in one commit, and nothing dropped when the disk refuses."""

import threading
from collections import deque
from collections.abc import Callable
from itertools import chain
from time import monotonic

from connectors.language import say
from connectors.problem import BrokenProblem, Problem
from console.journal.codec import Row
from console.journal.database import Database, Values
from console.journal.schema import INSERT_BROADCAST, INSERT_EVENT

FIRST_RETRY_S, LONGEST_RETRY_S = 1.0, 5.0


class Writer:
    """Commits what it is handed, at most once every `interval_s` unless somebody is in a hurry.

    `durable_seq` is the last event that survives a power cut. `failure` is what keeps the rest from being saved, None
    while all is well; the rows stay in memory and are tried again until they are saved. `on_commit` is called on the
    writer's thread after each commit.
    """

    def __init__(
        self, database: Database, durable_seq: int, interval_s: float, on_commit: Callable[[], None]
    ) -> None:
        self.durable_seq = durable_seq
        self.failure: Problem | None = None
        self._database = database
        self._interval_s = interval_s
        self._on_commit = on_commit
        # Filled by one thread and emptied by another: a deque's two ends need no lock.
        self._handed: deque[list[Row]] = deque()
        self._enrolled: deque[Values] = deque()
        self._batches: list[list[Row]] = []
        self._broadcasts: list[Values] = []
        self._work = threading.Event()
        self._hurry = threading.Event()
        self._stopping = False
        self._round = threading.Condition()
        self._begun = self._ended = 0  # rounds, for those who wait for one
        self._thread = threading.Thread(target=self._run, name="journal writer", daemon=True)
        self._thread.start()

    def hand(self, rows: list[Row]) -> None:
        """Take rows for the next commit. Costs a fraction of a microsecond and never blocks."""
        self._handed.append(rows)
        if not self._work.is_set():
            self._work.set()

    def enrol(self, broadcast: Values) -> None:
        """Take a broadcast's row; it is committed no later than its events."""
        self._enrolled.append(broadcast)

    def hurry(self) -> None:
        """Commit now what has been handed over."""
        self._hurry.set()

    def flush(self) -> None:
        """Block until all that was handed over is durable; raises `failure` where that cannot be done now."""
        with self._round:
            wanted = self._begun + 1
            self._work.set()
            self._hurry.set()
            self._round.wait_for(lambda: self._ended >= wanted)
        if self.failure is not None:
            raise self.failure

    def stop(self) -> None:
        """Try a last commit and end the thread."""
        self._stopping = True
        self._work.set()
        self._hurry.set()
        self._thread.join()

    def _run(self) -> None:
        next_at, retry_s = 0.0, FIRST_RETRY_S
        stopping = False
        while not stopping:
            self._work.wait()
            self._hurry.wait(max(0.0, next_at - monotonic()))
            self._work.clear()
            self._hurry.clear()
            stopping = self._stopping  # only now: whoever stops sets it first, and the two events afterwards
            began = monotonic()
            with self._round:
                self._begun += 1
            try:
                self._collect()
                self._commit()
            except Exception as error:  # noqa: BLE001 - whatever it is, the thread lives on and people are told
                self.failure = _told(error)
                self._work.set()
                next_at, retry_s = monotonic() + retry_s, min(2 * retry_s, LONGEST_RETRY_S)
            else:
                self.failure = None
                next_at, retry_s = began + self._interval_s, FIRST_RETRY_S
                self._on_commit()
            with self._round:
                self._ended = self._begun
                self._round.notify_all()

    def _collect(self) -> None:
        while self._handed:
            self._batches.append(self._handed.popleft())
        while self._enrolled:  # after the events: whatever broadcast those belong to was enrolled before them
            self._broadcasts.append(self._enrolled.popleft())

    def _commit(self) -> None:
        if not self._batches and not self._broadcasts:
            return
        with self._database.transaction():
            if self._broadcasts:
                self._database.write(INSERT_BROADCAST, self._broadcasts)
            self._database.write(INSERT_EVENT, chain.from_iterable(self._batches))
        if self._batches:
            self.durable_seq = self._batches[-1][-1][0]
        self._batches.clear()
        self._broadcasts.clear()


def _told(error: Exception) -> Problem:
    kept = say(
        "还没保存的记录留在内存里，会自动重试。",
        "What is not saved yet waits in memory, and saving is tried again.",
    )
    if isinstance(error, Problem):
        return BrokenProblem(
            error.title, say(f"{error.sentence}{kept}", f"{error.sentence} {kept}"), error.next_step
        )
    return BrokenProblem(
        say("记录写不进去", "The journal cannot be written"),
        say(f"livedesk 内部出错（{error!r}）。{kept}", f"livedesk itself failed ({error!r}). {kept}"),
        say(
            "请把这句话告诉我们，并先不要关闭窗口。",
            "Report this sentence, and keep the window open for now.",
        ),
    )
