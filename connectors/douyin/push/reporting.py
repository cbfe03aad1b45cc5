"""Tells the platform what was received and handled, behind the answers and never in their way."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice

from connectors.douyin.push.openapi import Message, OpenPlatform, PlatformRefusedError
from connectors.language import say
from connectors.links.link import LineLostError
from connectors.links.retry import Retry

RECEIVED, HANDLED = 1, 2  # the platform's stages
BATCH = 100  # messages a call
MOST = 20_000  # reports kept while the platform cannot be reached; beyond it the oldest go
GATHER_S = 0.5  # ten calls a second are allowed
REFUSALS = 3  # then a batch is given up: what is wrong with it will not mend itself

_Kind = tuple[str, int]  # room and stage


class Reports:
    """Collects reports, and sends them in batches for as long as `run` runs.

    `told` gets in words why they do not get through, "" when they do.
    """

    def __init__(self, platform: OpenPlatform, told: Callable[[str], None]) -> None:
        self.given_up = 0
        self._platform = platform
        self._told = told
        self._waiting: defaultdict[_Kind, dict[Message, None]] = defaultdict(dict)
        self._any = asyncio.Event()
        self._retry = Retry(cap_s=30.0)

    def add(self, room: str, msg_type: str, ids: Sequence[str], *, received_at: int, handled_at: int) -> None:
        """Note both reports of messages; times are UTC ms. Returns at once."""
        for stage, at in ((RECEIVED, received_at), (HANDLED, handled_at)):
            waiting = self._waiting[room, stage]
            waiting.update(dict.fromkeys(Message(id_, msg_type, at) for id_ in ids))
            for oldest in list(islice(waiting, max(0, len(waiting) - MOST))):
                del waiting[oldest]
                self.given_up += 1
        self._any.set()

    async def run(self) -> None:
        """Send until cancelled."""
        attempt = 0
        while True:
            await self._any.wait()
            await asyncio.sleep(GATHER_S if not attempt else self._retry.wait_s(attempt, random.random()))
            attempt = 0 if await self._send_all(attempt) else attempt + 1

    async def finish(self) -> None:
        """Send what is left, once."""
        await self._send_all(0)

    async def _send_all(self, attempt: int) -> bool:
        """Send batch after batch; returns whether all went out, or may as well be forgotten."""
        self._any.clear()
        for kind, waiting in list(self._waiting.items()):
            while waiting:
                batch = list(islice(waiting, BATCH))
                try:
                    await self._platform.acknowledge(*kind, batch)
                except LineLostError as lost:
                    self._failed(lost.cause)
                    return False
                except PlatformRefusedError as refused:
                    self._failed(refused.reason)
                    if attempt + 1 < REFUSALS:
                        return False
                    self.given_up += len(batch)
                    attempt = 0
                else:
                    self._told("")
                for message in batch:
                    waiting.pop(message, None)
            del self._waiting[kind]
        return True

    def _failed(self, cause: str) -> None:
        self._any.set()
        self._told(say(f"履约上报没有成功：{cause}", f"acknowledging fails: {cause}"))
