"""Where reading stands in a chat, and a line that fetches page after page from there."""

import asyncio
from collections.abc import Callable

import msgspec

from connectors.contract import BadFrameError
from connectors.language import say
from connectors.links.http import Answer
from connectors.links.link import Line, LineLostError
from connectors.problem import Problem
from connectors.reading.jsonframe import reader
from connectors.reading.scalars import Scalar, text_of, whole_of
from connectors.youtube.api import Api, Chat, PlaceLostError
from connectors.youtube.budget import Budget

AUDIENCE_EVERY_MS = 60_000
UNASKED_MS = 5_000
"""Between two pages, where the platform does not say how long to wait."""
LEAST_MS, MOST_MS = 100, 60_000
"""Between two pages, whatever the platform says; the quota may stretch it further."""


class _Turn(msgspec.Struct, rename="camel", gc=False):
    """What a page says of the next one."""

    next_page_token: Scalar = None
    polling_interval_millis: Scalar = None


_read_turn = reader(msgspec.json.Decoder(_Turn).decode)


class Pages:
    """The place in one chat. It outlives lost lines: reading goes on where it stopped, and nothing is missed."""

    def __init__(self, api: Api, budget: Budget, now: Callable[[], int], *, audience: bool) -> None:
        self._api = api
        self._budget = budget
        self._now = now
        self._audience_at = now() if audience else None
        self._token: str | None = None
        self._asked_ms = UNASKED_MS
        self.chat: Chat | None = None

    async def open(self) -> Line:
        """Find the chat and fetch a page of it. Raises `LineLostError`, or `UserProblem` where a person must act."""
        if self.chat is None:
            self.chat = await self._api.find()
        return PagesLine(self, await self.fetch())

    @property
    def wait_s(self) -> float:
        """How long to wait for the next page, in seconds."""
        return (self._budget.wait_ms(self._now(), self._asked_ms) or 0) / 1000

    async def fetch(self) -> bytes:
        """Return the next page."""
        chat = self.chat
        if chat is None:
            raise LineLostError(say("还没有找到聊天", "no chat was found yet"))
        try:
            page = await self._api.page(chat.id, self._token)
        except PlaceLostError:
            self._token = None
            raise
        self._turn(page)
        return page.body

    async def audience(self) -> bytes | None:
        """Return what tells the size of the audience, where that is due and can be had."""
        chat = self.chat
        if chat is None or self._audience_at is None or self._now() < self._audience_at:
            return None
        self._audience_at = self._now() + AUDIENCE_EVERY_MS
        try:
            return (await self._api.statistics(chat.video)).body
        except (LineLostError, Problem):
            return None  # the figure is missing once; the chat goes on

    def _turn(self, page: Answer) -> None:
        try:
            turn = _read_turn(page.body)
        except BadFrameError as bad:
            raise LineLostError(str(bad)) from bad
        self._token = text_of(turn.next_page_token) or self._token
        asked_ms = whole_of(turn.polling_interval_millis) or UNASKED_MS
        self._asked_ms = min(max(LEAST_MS, asked_ms), MOST_MS)


class PagesLine:
    """The chat as a line: each frame is one page, or a figure between two. `first` is a page that is there already."""

    def __init__(self, pages: Pages, first: bytes) -> None:
        self._pages = pages
        self._first: bytes | None = first

    async def receive(self) -> bytes:
        """Return the next page when it is time for it; raises `LineLostError`, or `UserProblem`."""
        if self._first is not None:
            first, self._first = self._first, None
            return first
        figure = await self._pages.audience()  # only now: no comment waits for it
        if figure is not None:
            return figure
        await asyncio.sleep(self._pages.wait_s)
        return await self._pages.fetch()

    async def send(self, data: str | bytes) -> None:
        """Refuse: messages are posted, not sent along the line."""
        del data
        raise LineLostError(say("这条连接只能读", "this line can only be read"))

    async def close(self) -> None:
        """Do nothing: no connection stays open between pages."""
