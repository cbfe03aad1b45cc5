"""A running broadcast: feeds → triage → desk → journal → outbox, in one direct call chain, in one task group."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from connectors.contract import Connector, FeedState, FeedStatus
from connectors.events import CommentReceived, FeedEvent, FeedGap
from connectors.handover import Handover
from connectors.language import say
from connectors.problem import Problem
from console.desk import DeskState, Heard, apply, decide
from console.journal import Journal, UnknownEvent
from console.metrics import Ledger
from console.model.commands import AnyCommand, Refusal
from console.model.events import AnyEvent, ReplyQueued, SessionStarted, SessionStopped
from console.outbox import Outbox
from console.recent import RecentLines
from console.triage import Triage, fold, is_courtesy

_log = logging.getLogger(__name__)


class Room:
    """One room's broadcast. All its decisions are made here, in order, on the event loop.

    Faces read `state`, `ledger`, `recent`, `feeds` and `triage`, and change things only by `submit`.
    """

    def __init__(
        self,
        *,
        started: SessionStarted,
        journal: Journal,
        triage: Triage,
        ledger: Ledger,
        feeds: Sequence[Connector],
        now: Callable[[], int],
    ) -> None:
        self.broadcast = started.broadcast
        self.title = started.title
        self.state = DeskState()
        self.ledger = ledger
        self.recent = RecentLines()
        self.journal = journal
        self.feeds = {connector.status.feed: connector for connector in feeds}
        self.now = now
        self.ended = asyncio.Event()
        self._started = started
        self._missed: list[FeedEvent] = []
        self.triage = triage
        self._outbox = Outbox(self.feeds, self.submit, self._names_of)
        self._handovers = [
            Handover(connector.status, self.deliver, lambda: journal.pending) for connector in feeds
        ]

    @property
    def statuses(self) -> list[FeedStatus]:
        """The health of every feed, in the order of the settings."""
        return [connector.status for connector in self.feeds.values()]

    def restore(self, events: Iterable[AnyEvent | UnknownEvent], cause: str) -> None:
        """Fold what the journal already holds of this broadcast; `cause` names the gap since. Call before `run`."""
        for event in events:
            if isinstance(event, UnknownEvent):
                continue  # written by a newer livedesk; kept in the journal, nothing to fold here
            self._fold([event])
            if isinstance(event, CommentReceived | FeedGap):
                self.recent.append(event, None)
        since, until = self.state.now, self._started.at
        if since:
            self._missed = [
                FeedGap(at=until, feed=feed, since=since, until=until, cause=cause) for feed in self.feeds
            ]

    async def run(self) -> None:
        """Run every feed until all have ended, or until cancelled. One feed's failure never stops another."""
        self.commit([self._started])
        self.deliver(self._missed)
        await self._outbox.recover(self.state.outbox.values())
        async with asyncio.TaskGroup() as group:
            sender = group.create_task(self._outbox.run())
            async with asyncio.TaskGroup() as feeds:
                for connector, handover in zip(self.feeds.values(), self._handovers, strict=True):
                    feeds.create_task(self._guarded(connector, handover))
            self.ended.set()
            await self._outbox.idle()
            sender.cancel()

    async def stop(self, cause: str) -> None:
        """Write the end of the session and make everything durable. Call when `run` is over.

        Raises `BrokenProblem` where the journal cannot be saved.
        """
        now = self.now()
        # A feed that gave up was deaf until now; the figures must not take its silence for quiet.
        self.deliver(
            [
                FeedGap(at=now, feed=status.feed, since=status.since, until=now, cause=status.problem)
                for status in self.statuses
                if status.state is FeedState.FAILED
            ]
        )
        self.commit([SessionStopped(at=now, cause=cause)])
        await self.journal.close()

    def deliver(self, events: Sequence[FeedEvent]) -> None:
        """Take a feed's events: classify, decide, apply, hand to the journal. Never blocks."""
        state = self.state
        decided: list[Any] = []
        for event in events:
            if type(event) is CommentReceived:
                verdict = self.triage.read(event.text, state.product)
                self.recent.append(event, verdict)
                message: Heard | FeedEvent = Heard(event, verdict)
            else:
                if type(event) is FeedGap:
                    self.recent.append(event, None)
                message = event
            caused = decide(state, message, event.at)
            if isinstance(caused, Refusal):
                continue  # only commands are ever refused
            # Applied at once: the next comment of the same batch may join the case this one opens.
            self._fold(caused)
            decided += caused
        self.journal.append(self.broadcast, decided)

    async def submit(self, command: AnyCommand) -> Sequence[AnyEvent] | Refusal:
        """Carry out a command and return what it caused, once that is durable; or return the desk's refusal.

        Raises `BrokenProblem` where the journal cannot be written: then nothing was acknowledged.
        """
        decided = decide(self.state, command, self.now(), lambda text: is_courtesy(fold(text)))
        if isinstance(decided, Refusal):
            return decided
        if decided:
            last = self.commit(decided)
            self.journal.hurry()  # a person waits for this one
            await self.journal.durable(last)
            self._outbox.notice(decided)
        return decided

    def commit(self, events: Sequence[AnyEvent]) -> int:
        """Fold events and hand them to the journal; returns the last one's sequence number."""
        self._fold(events)
        return self.journal.append(self.broadcast, events)

    async def _guarded(self, connector: Connector, handover: Handover) -> None:
        """Run one feed; what it raises becomes its status, so that a broken plug-in cannot take the desk down."""
        status = connector.status
        try:
            await connector.run(handover)
        except Problem as problem:
            status.state, status.since = FeedState.FAILED, self.now()
            status.problem = f"{problem.sentence} {problem.next_step}".strip()
        except Exception as error:  # noqa: BLE001 - a plug-in is foreign code and may raise anything
            _log.exception("feed %s failed", status.feed)
            status.state, status.since = FeedState.FAILED, self.now()
            status.problem = say(f"连接器内部错误：{error!r}", f"The connector failed: {error!r}")
        else:
            status.state, status.since = FeedState.ENDED, self.now()

    def _names_of(self, reply: ReplyQueued) -> tuple[str, ...]:
        waiting = self.state.cases[reply.case].waiting
        return tuple(waiting[viewer].name for viewer in reply.viewers if viewer in waiting)

    def _fold(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            apply(self.state, event)
            self.ledger.add(event)
