"""Listens for Douyin's push, acknowledges it, and starts and stops the platform's tasks where told to."""

import asyncio
import random
from contextlib import suppress

from connectors.calls.call import Call, Taken
from connectors.calls.receiver import Receiver
from connectors.contract import Opening, Sink
from connectors.douyin.push.openapi import OpenPlatform, PlatformRefusedError
from connectors.douyin.push.protocol import decoder, ids_of
from connectors.douyin.push.reporting import Reports
from connectors.douyin.push.settings import DouyinPushSettings
from connectors.douyin.push.signature import check
from connectors.environment import expand
from connectors.language import say
from connectors.links.http import Http
from connectors.links.link import LineLostError
from connectors.links.retry import Retry

GOODBYE_S = 2.0  # for the last reports, and for stopping the tasks


class DouyinPushFeed(Receiver):
    """One running receiver. Raises `UserProblem` where a secret is missing."""

    def __init__(self, opening: Opening) -> None:
        settings: DouyinPushSettings = opening.settings
        self._wanted = settings
        self._secret = expand(settings.secret, "secret")
        self._secrets = {
            str(kind): expand(text, f"secrets.{kind}") for kind, text in settings.secrets.items()
        }
        self._decode = decoder(opening.feed, settings)
        self._now = opening.now
        self._http = Http()
        self._platform = OpenPlatform(self._http, settings)
        self._reports = Reports(self._platform, self._tell)
        self._told = ""
        super().__init__(opening, connector="douyin-push", read=self._taken, settings=settings, signed=True)

    async def run(self, sink: Sink) -> None:
        """Listen until the task is cancelled. Raises `UserProblem` where the port cannot be had."""
        background = [asyncio.create_task(work) for work in (self._reports.run(), self._start_tasks())]
        try:
            await super().run(sink)
        finally:
            try:
                for task in background:
                    task.cancel()
                await asyncio.wait(background)
                with suppress(TimeoutError):
                    async with asyncio.timeout(GOODBYE_S):
                        await self._leave()
            finally:
                await self._http.close()

    def _taken(self, call: Call) -> Taken:
        """Check and read a call; what it brought is acknowledged once it is saved."""
        wanted, headers = self._wanted, call.headers
        kind, room = headers.get("x-msg-type", ""), headers.get("x-roomid", "")
        check(call, self._secrets.get(kind, self._secret), wanted.window_s)
        if wanted.room and room != wanted.room:
            return Taken()

        def acknowledge() -> None:
            if wanted.app_id:
                ids = ids_of(call.body)
                self._reports.add(room, kind, ids, received_at=call.at, handled_at=self._now())

        return Taken(self._decode(call.body, call.at), after=acknowledge)

    async def _start_tasks(self) -> None:
        """Ask for each type of message, until the platform agrees: it does not before the room is live."""
        await self.up.wait()
        retry, attempt = Retry(first_s=1.0), 0
        waiting = list(self._wanted.start)
        while waiting:
            try:
                await self._platform.start(self._wanted.room, waiting[0])
            except (LineLostError, PlatformRefusedError) as error:
                cause = error.cause if isinstance(error, LineLostError) else error.reason
                self._tell(say(f"推送任务没有启动：{cause}", f"the push has not started: {cause}"))
                attempt += 1
                await asyncio.sleep(retry.wait_s(attempt, random.random()))
            else:
                waiting.pop(0)
                attempt = 0
                self._tell("")

    async def _leave(self) -> None:
        await self._reports.finish()
        for kind in self._wanted.start:
            with suppress(LineLostError, PlatformRefusedError):  # it stops by itself when the room ends
                await self._platform.stop(self._wanted.room, kind)

    def _tell(self, problem: str) -> None:
        """Show what does not work; take back only what was said here."""
        if problem or self.status.problem == self._told:
            self.status.problem = self._told = problem
