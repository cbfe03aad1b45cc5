"""A running broadcast: feeds → triage → desk → journal → outbox, in one direct call chain, in one task group."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from connectors.contract import Connector, FeedState, FeedStatus
from connectors.events import (
    IMPORTED,
    CommentReceived,
    FeedEvent,
    FeedGap,
    FeedLost,
    OrderEvent,
    unparsed,
)
from connectors.intake.handover import Handover
from connectors.language import say
from connectors.problem import BrokenProblem, Problem
from connectors.text import clean
from console.desk import DeskState, Heard, apply, decide
from console.journal import Journal, UnknownEvent
from console.metrics import Ledger
from console.model.cases import Ask
from console.model.commands import AnyCommand, Refusal
from console.model.events import (
    AnyEvent,
    Channel,
    CommentClassified,
    CommentCorrected,
    ReplyQueued,
    Sending,
    SessionStarted,
    SessionStopped,
)
from console.outbox import Outbox, Turn, at_end
from console.recent import RecentLines
from console.triage import Catalogue, Context, Shelf, Triage, Trust, fold, is_courtesy

_log = logging.getLogger(__name__)
_CHANNELS: dict[Sending, Channel] = {"copy": "copy", "send": "chat", "dry-run": "dry-run"}


class Room:
    """One room's broadcast. All its decisions are made here, in order, on the event loop.

    Faces read `state`, `ledger`, `recent`, `feeds` and `triage`, and change things only by `submit`. A reply can be taken
    back for `undo_s` seconds before it is sent. Without `trust` comments are marked by how often they come, not by words;
    to the products of `catalogue` come those that feeds show.
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
        undo_s: float = 0.0,
        trust: Trust | None = None,
        catalogue: Catalogue | None = None,
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
        self.ended_at: int | None = None
        self._started = started
        self._missed: list[FeedEvent] = []
        self._problems: dict[str, Problem] = {}
        self.triage = triage
        self.catalogue = catalogue or Catalogue()
        self._context = Context(Shelf(triage, self.catalogue))
        self._trust = trust or Trust()
        self.undo_s = undo_s
        self._outbox = Outbox(self.feeds, self.submit, self._asks_of, undo_s)
        self._handovers = [
            Handover(connector.status, self.deliver, lambda: journal.pending, self._saved)
            for connector in feeds
        ]

    @property
    def statuses(self) -> list[FeedStatus]:
        """The health of every feed, in the order of the settings."""
        return [connector.status for connector in self.feeds.values()]

    def restore(self, events: Iterable[AnyEvent | UnknownEvent], cause: str) -> None:
        """Fold what the journal already holds of this broadcast; `cause` names the gap since. Call before `run`."""
        since = 0
        for event in events:
            if isinstance(event, UnknownEvent):
                continue  # written by a newer livedesk; kept in the journal, nothing to fold here
            self._fold([event])
            if not (isinstance(event, OrderEvent) and event.feed == IMPORTED):  # nobody heard it then
                since = max(since, event.at)
            if isinstance(event, CommentReceived | FeedGap):
                self.recent.append(event, None)
            elif isinstance(event, CommentClassified):
                self.recent.classify(event)
            elif isinstance(event, CommentCorrected):
                self.recent.correct(event)
        self._context.recall(self.recent.comments())
        until = self._started.at
        if since:
            self._missed = [
                FeedGap(at=until, feed=feed, since=since, until=until, cause=cause) for feed in self.feeds
            ]

    async def run(self) -> None:
        """Run every feed and send replies until cancelled; `ended` is set once no feed runs any more.

        One feed's failure never stops another. Replies still go out after the stream: the queue is cleared then.
        """
        self.commit([self._started])
        self.deliver(self._missed)
        await self._outbox.recover(self.state, self.now(), self.can_send)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._outbox.run())
            async with asyncio.TaskGroup() as feeds:
                for connector, handover in zip(self.feeds.values(), self._handovers, strict=True):
                    feeds.create_task(self._guarded(connector, handover))
            self._over()

    def _over(self) -> None:
        """Note that no feed runs any more. A stream that ended well ends the session for the figures, here and now."""
        if not self._problems:
            self.ended_at = self.now()
            self.commit([SessionStopped(at=self.ended_at, cause="ended")])
        self.ended.set()

    def waits_until(self) -> int:
        """Return up to when waits count (UTC ms): now, or the end of the stream. Nobody waits in an empty room."""
        return self.now() if self.ended_at is None else self.ended_at

    async def stop(self, cause: str) -> None:
        """Write the end of the session and make everything durable. Call when `run` has been cancelled.

        Raises `BrokenProblem` where the journal cannot be saved.
        """
        now = self.now()
        for report in at_end(self.state):
            self._carry_out(report)
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
        """Take a feed's events: classify, decide, journal, apply. Never blocks."""
        for event in events:
            message: Heard | FeedEvent = event
            if type(event) is CommentReceived:
                verdict = self._trust.judge(event, self._context.read(event, self.state.product))
                self.recent.append(event, verdict)
                message = Heard(event, verdict)
            elif type(event) is FeedGap:
                self.recent.append(event, None)
            caused = decide(self.state, message, event.at)
            if not isinstance(caused, Refusal):  # only commands are ever refused
                self._keep(caused, event)

    def _keep(self, caused: Sequence[AnyEvent], event: FeedEvent) -> None:
        """Journal and apply what a feed's event caused; one that no journal can hold is kept as unreadable."""
        try:
            self.commit(caused)
        except (ValueError, OverflowError) as error:  # a lone surrogate, a time beyond every calendar
            reason = f"{type(error).__name__}: {error}"
            self.commit(
                [
                    unparsed(
                        at=self.now(),
                        feed=event.feed,
                        reason=reason,
                        frame=repr(event).encode("utf-8", "replace"),
                    )
                ]
            )

    async def _saved(self) -> None:
        """Return when everything heard so far is durable; raises `Problem` where it cannot be saved."""
        self.journal.hurry()
        await self.journal.durable(self.journal.last_seq)

    async def submit(self, command: AnyCommand) -> Sequence[AnyEvent] | Refusal:
        """Carry out a command and return what it caused, once that is durable; or return the desk's refusal.

        Raises `BrokenProblem` where the journal cannot be written: then nothing was acknowledged.
        """
        decided = self._carry_out(command)
        if decided and not isinstance(decided, Refusal):
            last = self.journal.last_seq
            self.journal.hurry()  # a person waits for this one
            await self.journal.durable(last)
            self._outbox.notice(decided)
        return decided

    def _carry_out(self, command: AnyCommand) -> Sequence[AnyEvent] | Refusal:
        """Decide about a command and do what it causes; it is not durable yet."""
        decided = decide(
            self.state, command, self.now(), lambda text: is_courtesy(fold(text)), self._outbox.longest
        )
        if not isinstance(decided, Refusal):
            self.commit(decided)
            for event in decided:
                if isinstance(event, CommentCorrected):
                    self.recent.correct(event)
        return decided

    def commit(self, events: Sequence[AnyEvent]) -> int:
        """Hand events to the journal, then fold them; returns the last one's sequence number.

        In this order: what the journal cannot take must not stand in the state either.
        """
        last = self.journal.append(self.broadcast, events)
        self._fold(events)
        return last

    def can_send(self, feed: str) -> bool:
        """Whether a feed takes replies now; otherwise they are copied and sent by hand."""
        connector = self.feeds.get(feed)  # a broadcast gone on with may have had other feeds
        return (
            connector is not None
            and connector.can_send
            and connector.status.state not in {FeedState.ENDED, FeedState.FAILED}
        )

    def channel_to(self, feed: str) -> Channel:
        """Return how a reply to a feed's viewers goes out now: as the room's switch says, where the feed takes replies."""
        return _CHANNELS[self.state.sending] if self.can_send(feed) else "copy"

    def longest(self, feed: str) -> int | None:
        """Return how many characters a reply to a feed may have; None where it is not livedesk that sends it."""
        return None if self.channel_to(feed) == "copy" else self._outbox.longest(feed)

    def turns(self) -> dict[str, Turn]:
        """Return the turn of each reply that waits to be sent, by its id."""
        return self._outbox.turns()

    async def settle(self, within_s: float) -> None:
        """Give replies that are on their way `within_s` seconds to arrive."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._outbox.idle()

    @property
    def failed(self) -> Problem | None:
        """What the first feed said, where every feed has given up; None while any runs or has ended well."""
        if len(self._problems) < len(self.feeds):
            return None
        return next(iter(self._problems.values()), None)

    async def _guarded(self, connector: Connector, handover: Handover) -> None:
        """Run one feed; what it raises becomes its status, so that a broken plug-in cannot take the desk down."""
        status = connector.status
        try:
            await connector.run(handover)
        except Problem as problem:
            self._gave_up(status, problem)
        except (Exception, asyncio.CancelledError) as error:  # a plug-in may raise anything
            task = asyncio.current_task()
            if isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling():
                raise  # it is we who end
            _log.exception("feed %s failed", status.feed)
            sentence = say(f"连接器内部错误：{error!r}。", f"The connector failed: {error!r}.")
            advice = say("详情在运行日志里（livedesk locate）。", "The log tells more (livedesk locate).")
            self._gave_up(status, BrokenProblem(say("评论流出错", "A feed failed"), sentence, advice))
        else:
            status.state, status.since = FeedState.ENDED, self.now()

    def _gave_up(self, status: FeedStatus, problem: Problem) -> None:
        self._problems[status.feed] = problem
        if status.state is not FeedState.FAILED:
            status.state, status.since = FeedState.FAILED, self.now()
        status.problem = clean(f"{problem.sentence} {problem.next_step}".strip())
        # Nobody listens any more: figures taken from now on must know.
        self.deliver([FeedLost(at=self.now(), feed=status.feed, since=status.since, cause=status.problem)])

    def _asks_of(self, reply: ReplyQueued) -> list[Ask]:
        waiting = self.state.cases[reply.case].waiting
        return [waiting[viewer] for viewer in reply.viewers if viewer in waiting]

    def _fold(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            apply(self.state, event)
            self.ledger.add(event)
            self.catalogue.hear(event)
