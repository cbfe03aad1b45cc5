"""A broadcast for screen tests: a real room over a real journal; the feed, the clock and the reader are played by hand."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, ClassVar, TypeVar, cast

from textual.pilot import Pilot

from connectors.contract import FeedState, FeedStatus, Outgoing, SendError, SendLimits, Sink
from connectors.events import CommentReceived, FeedEvent
from connectors.language import Words
from connectors.text import clean, clean_name
from console.journal import Broadcast, Reader, open_journal
from console.metrics import Ledger
from console.model.cases import Case
from console.model.events import Sending, SessionStarted
from console.model.verdict import Verdict
from console.playbook import PlaybookFiles
from console.room import Room
from console.screens.app import DeskApp
from console.screens.context import DeskContext
from console.screens.live import LiveScreen
from console.settings.schema import ScreenSettings, Settings
from console.triage import Triage, fold

START = 1_762_862_400_000  # 2025-11-11 20:00 in Shanghai, UTC ms
AGENT = "小李"
Event = TypeVar("Event")

SCRIPTS = """
- id: when-sent
  title: 发货时间
  topics: [logistics.when_sent]
  text: "{{viewer|亲}}，付款后 48 小时内从{{ship_from}}发出"
- id: price
  title: 现在的价格
  topics: [price.how_much]
  text: "直播间到手价 {{price}} 元"
- id: anything
  title: 马上看
  intents: [logistics, price, product]
  text: "{{viewer|亲}}，看到了，马上帮您看"
- id: calm
  title: 先倾听
  lane: complaint
  intents: [complaint]
  calming: listen
  text: "{{viewer|亲}}，非常抱歉，您说的我都记下了"
"""
TOPICS = {"发货": "logistics.when_sent", "多少钱": "price.how_much", "退款": "complaint.refund"}


class Reading:
    """Reads a comment by its last sign: `?` asks, `!` complains, anything else is chat."""

    model: ClassVar[object] = "read by heart"
    topics: ClassVar[dict[str, Words]] = {"logistics.when_sent": Words("几时发货", "When it is sent")}

    def read(self, text: str, product_on_air: str | None = None) -> Verdict:
        """Return the verdict."""
        topic = next((topic for word, topic in TOPICS.items() if word in text), "")
        complaint = text.endswith("!")
        question = text.endswith("?")
        intent: Any = "complaint" if complaint else topic.split(".")[0] or "product" if question else "chat"
        return Verdict(
            question=question,
            complaint=complaint,
            intent=intent,
            emotion="angry" if complaint else "neutral",
            confidence=0.9,
            folded=fold(text),
            topic=topic,
            product=product_on_air,
        )


class HandFeed:
    """A feed that stays open and says nothing by itself; what is sent to it is kept, or refused."""

    def __init__(self, name: str = "抖音") -> None:
        self.status = FeedStatus(feed=name, connector="hand", state=FeedState.LIVE, lag_ms=300)
        self.can_send = True
        self.limits = SendLimits()
        self.sent: list[Outgoing] = []
        self.refusal: SendError | None = None
        self.taking = asyncio.Event()
        self.taking.set()

    async def run(self, sink: Sink) -> None:
        """Stay open."""
        await asyncio.Event().wait()

    async def send(self, outgoing: Outgoing) -> None:
        """Take a reply as soon as replies are taken."""
        await self.taking.wait()
        if self.refusal is not None:
            raise self.refusal
        self.sent.append(outgoing)


class Stage:
    """The broadcast, and the console over it while `screen` is open."""

    def __init__(
        self,
        folder: Path,
        *,
        sending: Sending = "send",
        undo_s: float = 0.0,
        limits: SendLimits | None = None,
        triage: Triage | None = None,
        **settings: Any,
    ) -> None:
        self.folder = folder
        self.now = START
        self.feed = HandFeed()
        if limits is not None:
            self.feed.limits = limits
        self.file = folder / "livedesk.db"
        journal = open_journal(self.file, label="test", commit_every_ms=5)
        journal.begin(Broadcast(id="b1", room="shop", title="双十一专场", started_at=START))
        started = SessionStarted(
            at=START, broadcast="b1", room="shop", title="双十一专场", feeds=("抖音",), sending=sending
        )
        self.room = Room(
            started=started,
            journal=journal,
            triage=triage or cast("Any", Reading()),
            ledger=Ledger(),
            feeds=[self.feed],
            now=lambda: self.now,
            undo_s=undo_s,
        )
        self.playbook_file = folder / "scripts" / "scripts.yaml"
        self.playbook_file.parent.mkdir()
        self.playbook_file.write_text(SCRIPTS, encoding="utf-8")
        self.context = DeskContext(
            room=self.room,
            playbook=PlaybookFiles([self.playbook_file.parent], fold=fold),
            settings=Settings(agent=AGENT, screen=ScreenSettings(frames_per_second=1), **settings),
            agent=AGENT,
            variables={"ship_from": "杭州"},
        )
        self._comments = 0
        self._running: asyncio.Task[None] | None = None
        self.app: DeskApp | None = None

    @asynccontextmanager
    async def screen(self, width: int = 120, height: int = 40) -> AsyncIterator[Pilot[str]]:
        """Run the room and the console over it."""
        self._running = asyncio.create_task(self.room.run())
        self.app = DeskApp(self.context)
        async with self.app.run_test(size=(width, height)) as pilot:
            await self.settle(pilot)
            yield pilot

    async def close(self) -> None:
        """Stop the room."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        await self.room.stop("quit")

    @property
    def live(self) -> LiveScreen:
        """The console's screen."""
        assert self.app is not None
        return next(screen for screen in self.app.screen_stack if isinstance(screen, LiveScreen))

    def hear(self, *texts: str, viewer: str = "", name: str = "", **more: Any) -> None:
        """Let comments arrive now, each from a viewer of its own unless one is named."""
        events: list[FeedEvent] = []
        for text in texts:
            self._comments += 1
            who = viewer or f"douyin:{self._comments}"
            events.append(
                CommentReceived(
                    at=self.now,
                    feed="抖音",
                    id=f"c{self._comments}",
                    text=clean(text),
                    viewer=who,
                    name=clean_name(name or f"观众{who.rpartition(':')[2]}"),
                    platform="douyin",
                    **more,
                )
            )
        self.room.deliver(events)

    def tell(self, *events: FeedEvent) -> None:
        """Let the feed say something else."""
        self.room.deliver(events)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += int(seconds * 1000)

    async def settle(self, pilot: Pilot[Any]) -> None:
        """Let everything under way come to rest, then draw."""
        await pilot.app.workers.wait_for_complete()
        await self.room.journal.durable(self.room.journal.last_seq)
        await pilot.pause(0)
        self.live.frame()
        await pilot.pause(0)

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Press keys one after the other, each one carried out before the next."""
        for key in keys:
            await pilot.press(key)
            await self.settle(pilot)

    async def until(self, pilot: Pilot[Any], what: Any) -> None:
        """Wait until `what()` is true, at most five seconds."""
        deadline = asyncio.get_running_loop().time() + 5
        while not what():
            assert asyncio.get_running_loop().time() < deadline, "it never came true"
            await asyncio.sleep(0.01)
        await self.settle(pilot)

    def text(self) -> str:
        """Return what the screen shows, as plain text."""
        assert self.app is not None
        # The compositor's strips are private to textual; they are read here and nowhere else.
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def case(self, number: int = 1) -> Case:
        """Return a case by its number."""
        return self.room.state.cases[str(number)]

    async def journalled(self, kind: type[Event]) -> list[Event]:
        """Return the events of a kind, as they lie in the journal file."""
        await self.room.journal.durable(self.room.journal.last_seq)
        with Reader(self.file) as reader:
            return [event for event in reader.events("b1") if isinstance(event, kind)]

    def told(self) -> list[str]:
        """Return the sentences shown for a moment so far."""
        return [notice.text for notice in self.live.notices.latest]
