"""Replies on their way out: written down first, sent once, retried where that can help, reported either way."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from connectors.contract import Connector, Outgoing, SendError
from connectors.language import say
from console.model.cases import Ask
from console.model.commands import AnyCommand, ReportDelivery
from console.model.events import AnyEvent, ReplyQueued

_log = logging.getLogger(__name__)

RETRY_AFTER_S = (0.5, 2.0, 5.0)
"""Waits before each further try of a reply that failed in passing."""

Submit = Callable[[AnyCommand], Awaitable[Any]]
AsksOf = Callable[[ReplyQueued], Sequence[Ask]]


class Outbox:
    """Sends the `chat` replies of all cases, one at a time per feed, in order.

    Copied replies (`copy`) wait for their author's word; nothing is sent for them. `asks_of` gives the open
    asks a reply answers, in the order of its viewers.
    """

    def __init__(self, feeds: Mapping[str, Connector], submit: Submit, asks_of: AsksOf) -> None:
        self._feeds = feeds
        self._submit = submit
        self._asks_of = asks_of
        self._queues: dict[str, asyncio.Queue[ReplyQueued]] = {feed: asyncio.Queue() for feed in feeds}

    def notice(self, events: Sequence[AnyEvent]) -> None:
        """Take the replies among events that are durable."""
        for event in events:
            if isinstance(event, ReplyQueued) and event.channel == "chat":
                self._queues[event.feed].put_nowait(event)

    async def recover(self, left_over: Iterable[ReplyQueued]) -> None:
        """Report the replies that were on their way when livedesk ended.

        Whether the platform took them is unknown, and sending twice is worse than asking a person.
        """
        for reply in [reply for reply in left_over if reply.channel == "chat"]:
            reason = say(
                "程序退出时这条回复还没确认送达，请看直播间后再决定是否重发",
                "livedesk ended before the platform confirmed this reply; look at the room, then send again if needed",
            )
            await self._report(reply, delivered=False, reason=reason)

    async def run(self) -> None:
        """Send until cancelled."""
        async with asyncio.TaskGroup() as group:
            for feed, queue in self._queues.items():
                group.create_task(self._send_all(self._feeds[feed], queue))

    async def idle(self) -> None:
        """Return when nothing is left to send."""
        for queue in self._queues.values():
            await queue.join()

    async def _send_all(self, connector: Connector, queue: asyncio.Queue[ReplyQueued]) -> None:
        while True:
            reply = await queue.get()
            try:
                await self._send(connector, reply)
            finally:
                queue.task_done()

    async def _send(self, connector: Connector, reply: ReplyQueued) -> None:
        asks = self._asks_of(reply)
        outgoing = Outgoing(
            id=reply.reply,
            text=reply.text,
            viewers=reply.viewers,
            names=tuple(ask.name for ask in asks),
            comments=tuple(ask.comment for ask in asks if ask.feed == reply.feed),
        )
        for wait_s in (*RETRY_AFTER_S, None):
            try:
                await connector.send(outgoing)
            except SendError as error:
                if error.transient and wait_s is not None:
                    await asyncio.sleep(wait_s)
                    continue
                await self._report(reply, delivered=False, reason=error.reason)
            except Exception as error:  # noqa: BLE001 - a plug-in is foreign code and may raise anything
                # A plug-in's own bug: the person must know that her words did not go out.
                _log.exception("sending through %s failed", reply.feed)
                await self._report(reply, delivered=False, reason=repr(error))
            else:
                await self._report(reply, delivered=True)
            return

    async def _report(self, reply: ReplyQueued, *, delivered: bool, reason: str = "") -> None:
        await self._submit(
            ReportDelivery(
                id=f"{reply.reply}-delivery",
                author="outbox",
                reply=reply.reply,
                delivered=delivered,
                reason=reason,
            )
        )
