"""One feed's way out: replies in order, each held while it can be taken back, then tried at the platform's pace."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, NamedTuple

from connectors.contract import Connector, Outgoing, SendError, SendLimits
from connectors.language import say
from console.model.commands import AttemptReply, OutboxCommand, Refusal, ReportDelay, ReportDelivery
from console.model.events import AnyEvent, ReplyAttempted, ReplyDelayed, ReplyQueued
from console.outbox.pace import Pace

_log = logging.getLogger(__name__)

RETRY_AFTER_S = (0.5, 2.0, 5.0)
"""Waits before each further attempt of a reply of which certainly nothing went out."""

LONGEST_RETRY_S = 60.0
"""Where the platform asks for more patience than this, the reply fails: its author should know, and others wait behind it."""

LONGEST_SEND_S = 30.0
"""A feed that has not said by then whether a reply went out never will."""

Submit = Callable[[OutboxCommand], Awaitable[Sequence[AnyEvent] | Refusal]]


class Turn(NamedTuple):
    """Where a reply stands among those of its feed, from 1, and in how many seconds it is expected to be sent."""

    position: int
    wait_s: float


@dataclass(slots=True)
class _Held:
    reply: ReplyQueued
    ready: float
    attempts: int = 0


def limits_of(connector: Connector) -> SendLimits:
    """Return what a feed's platform allows."""
    limits: Any = getattr(connector, "limits", None)  # optional in the contract
    return limits if isinstance(limits, SendLimits) else SendLimits()


class Lane:
    """Sends one at a time. Each reply is held `undo_s` seconds before the first attempt."""

    def __init__(
        self,
        connector: Connector,
        submit: Submit,
        outgoing: Callable[[ReplyQueued], Outgoing],
        undo_s: float,
    ) -> None:
        self._connector = connector
        self._submit = submit
        self._outgoing = outgoing
        self._undo_s = undo_s
        limits = limits_of(connector)
        self._pace = Pace(limits.count, limits.per_s)
        self._waiting: OrderedDict[str, _Held] = OrderedDict()
        self._changed = asyncio.Event()
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    def add(self, reply: ReplyQueued) -> None:
        """Take a reply."""
        self._waiting[reply.reply] = _Held(reply, monotonic() + self._undo_s)
        self._at_rest.clear()
        self._changed.set()

    def drop(self, reply_id: str) -> None:
        """Let go of a reply that was taken back."""
        self._waiting.pop(reply_id, None)
        self._changed.set()

    def turns(self) -> Iterator[tuple[str, Turn]]:
        """Yield each reply that waits, by its id, and its turn."""
        now = monotonic()
        plan = self._pace.plan((held.ready for held in self._waiting.values()), now)
        for position, (reply_id, at) in enumerate(zip(self._waiting, plan, strict=True), 1):
            yield reply_id, Turn(position, at - now)

    async def at_rest(self) -> None:
        """Return when nothing waits and nothing is being sent."""
        await self._at_rest.wait()

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            self._changed.clear()
            first = next(iter(self._waiting.values()), None)
            if first is None:
                self._at_rest.set()
                await self._changed.wait()
                continue
            now = monotonic()
            wait_s = max(first.ready, self._pace.next(now)) - now
            if wait_s > 0:
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait_s):
                        await self._changed.wait()
                continue
            await self._attempt(first)

    async def _attempt(self, held: _Held) -> None:
        reply = held.reply
        self._waiting.pop(reply.reply)
        allowed = await self._submit(
            AttemptReply(id=_id(held, "attempt"), author="outbox", reply=reply.reply)
        )
        if isinstance(allowed, Refusal) or not any(isinstance(event, ReplyAttempted) for event in allowed):
            return  # taken back at the last moment
        held.attempts += 1
        try:
            async with asyncio.timeout(LONGEST_SEND_S):
                await self._connector.send(self._outgoing(reply))
        except SendError as error:
            wait_s = _patience(error, held.attempts)
            if wait_s is None:
                await self._report(held, delivered=False, reason=error.reason, unknown=error.unknown)
            else:
                await self._wait_again(held, error.reason, wait_s)
        except TimeoutError:
            reason = say("平台一直没有回应", "the platform never answered")
            await self._report(held, delivered=False, reason=reason, unknown=True)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise  # it is we who end
            # A call that a plug-in itself gave up must not end the lane: nobody would see that it sends no more.
            reason = say("连接器中断了发送", "the feed broke off while sending")
            await self._report(held, delivered=False, reason=reason, unknown=True)
        except Exception as error:  # noqa: BLE001 - a plug-in is foreign code and may raise anything
            # A plug-in's own bug: the person must know that nobody can say whether her words went out.
            _log.exception("sending through %s failed", reply.feed)
            reason = say(f"连接器出错：{error!r}", f"the feed broke: {error!r}")
            await self._report(held, delivered=False, reason=reason, unknown=True)
        else:
            await self._report(held, delivered=True)

    async def _wait_again(self, held: _Held, reason: str, wait_s: float) -> None:
        reply_id = held.reply.reply
        # In the lane before the desk hears of it: from then on it can be taken back.
        held.ready = monotonic() + wait_s
        self._waiting[reply_id] = held
        self._waiting.move_to_end(reply_id, last=False)
        delay = ReportDelay(id=_id(held, "delay"), author="outbox", reply=reply_id, reason=reason)
        told = await self._submit(delay)
        if isinstance(told, Refusal) or not any(isinstance(event, ReplyDelayed) for event in told):
            self.drop(reply_id)

    async def _report(self, held: _Held, *, delivered: bool, reason: str = "", unknown: bool = False) -> None:
        # Noted after the platform has had it, so that no two of its own windows can hold one too many.
        self._pace.note(monotonic())
        await self._submit(
            ReportDelivery(
                id=_id(held, "delivery"),
                author="outbox",
                reply=held.reply.reply,
                delivered=delivered,
                reason=reason,
                unknown=unknown,
            )
        )


def _patience(error: SendError, attempts: int) -> float | None:
    """Return how long to wait before the next attempt; None where there must be none."""
    if not error.transient or attempts > len(RETRY_AFTER_S):
        return None
    wait_s = max(RETRY_AFTER_S[attempts - 1], error.after_s or 0.0)
    return wait_s if wait_s <= LONGEST_RETRY_S else None


def _id(held: _Held, what: str) -> str:
    return f"{held.reply.reply}-{what}-{held.attempts}"
