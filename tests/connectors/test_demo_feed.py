"""The demo as a feed: it plays, breaks and mends like a real one, takes replies, and can be recorded."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from connectors import demo
from connectors.contract import BadFrameError, Connector, FeedState, Opening, Outgoing, SendError
from connectors.demo import PLUGIN
from connectors.demo.audience import is_refused, reactions
from connectors.demo.broadcast import broadcast
from connectors.demo.protocol import decoder, frame
from connectors.demo.settings import DemoSettings
from connectors.demo.show import Show
from connectors.events import (
    CommentReceived,
    FeedEvent,
    FeedGap,
    FeedResumed,
    FeedSampled,
    OrderCreated,
    StreamEnded,
    ViewerEntered,
)
from connectors.manifest import READS, TELLS, read_manifest

T = TypeVar("T", bound=FeedEvent)


class Desk:
    """A sink that keeps what it takes; `on_ready` may hold the feed back or act in between."""

    def __init__(self) -> None:
        self.events: list[FeedEvent] = []
        self.on_ready: Callable[[], None] = lambda: None
        self.begun = asyncio.Event()

    def take(self, events: Sequence[FeedEvent]) -> None:
        """Keep the events."""
        self.events += events
        self.begun.set()

    async def ready(self) -> None:
        """Let the test act."""
        self.on_ready()

    async def saved(self) -> None:
        """Keep in memory."""

    def comments(self) -> list[CommentReceived]:
        """Return the comments taken so far."""
        return [event for event in self.events if isinstance(event, CommentReceived)]

    def of(self, kind: type[T]) -> list[T]:
        """Return the events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


def now() -> int:
    """Return UTC ms."""
    return time.time_ns() // 1_000_000


def opened(
    record: Callable[[bytes], None] | None = None,
    *,
    minutes: float,
    rate: float = 180,
    speed: float = 0,
    drop: bool = True,
) -> Connector:
    """Open a demo feed, unpaced unless told otherwise."""
    settings = DemoSettings(minutes=minutes, rate=rate, speed=speed, drop=drop)
    return PLUGIN.open(Opening("main", settings, now, record))


async def test_unpaced_it_delivers_everything_and_ends() -> None:
    """At speed 0 without an outage the desk gets the whole broadcast, each comment once, then the end."""
    desk, feed = Desk(), opened(minutes=5, drop=False)

    await feed.run(desk)

    told = [event for _, event in broadcast(minutes=5)]
    assert [event.id for event in told if isinstance(event, CommentReceived)] == [
        comment.id for comment in desk.comments()
    ]
    assert len(told) == len([event for event in desk.events if not isinstance(event, FeedSampled)])
    assert [StreamEnded, FeedSampled] == [type(event) for event in desk.events[-2:]]
    assert (FeedState.ENDED, 0) == (feed.status.state, feed.status.gaps)
    assert len(desk.comments()) // 400 == feed.status.duplicates > 0


async def test_the_line_is_lost_once_and_says_so() -> None:
    """A third in the feed is lost: a gap, a resume, the backlog again without doubles, and what was said is gone."""
    desk, feed = Desk(), opened(minutes=3, rate=400)
    states = set()

    async def watch() -> None:
        while True:
            states.add(feed.status.state)
            await asyncio.sleep(0.001)

    watching = asyncio.create_task(watch())
    await feed.run(desk)
    watching.cancel()

    ids = [comment.id for comment in desk.comments()]
    said_while_down = {
        event.id
        for offset, event in broadcast(minutes=3, rate=400)
        if isinstance(event, CommentReceived) and 61_000 <= offset < 70_000
    }
    assert FeedState.LOST in states
    assert (1, 1) == (len(desk.of(FeedGap)), len(desk.of(FeedResumed)))
    assert desk.of(FeedGap)[0].since < desk.of(FeedGap)[0].until
    assert len(ids) == len(set(ids))
    assert feed.status.duplicates >= 6
    assert said_while_down
    assert not said_while_down & set(ids)
    assert any(isinstance(event, StreamEnded) for event in desk.events)


async def test_events_are_dated_by_our_clock() -> None:
    """Receipt is now, and the platform's own time a little before."""
    desk, feed = Desk(), opened(minutes=2)
    began = now()

    await feed.run(desk)

    assert all(began <= event.at <= now() for event in desk.events)
    assert all(60 <= comment.at - (comment.sent_at or 0) <= 400 for comment in desk.comments())
    assert all(150 == order.at - (order.placed_at or 0) for order in desk.of(OrderCreated))
    assert {"main"} == {event.feed for event in desk.events}


async def test_speed_sets_the_pace() -> None:
    """Half a minute at sixty times the speed takes half a second."""
    desk, feed = Desk(), opened(minutes=0.5, speed=60, drop=False)
    began = time.monotonic()

    await feed.run(desk)

    assert 0.45 < time.monotonic() - began < 5
    assert desk.comments()


async def test_it_waits_for_a_slow_desk() -> None:
    """While the sink is not ready, nothing more is handed over."""
    gate = asyncio.Event()

    class SlowDesk(Desk):
        async def ready(self) -> None:
            await gate.wait()

    desk, feed = SlowDesk(), opened(minutes=2)
    running = asyncio.create_task(feed.run(desk))
    await desk.begun.wait()
    held = len(desk.events)
    for _ in range(50):
        await asyncio.sleep(0)

    assert held == len(desk.events)
    gate.set()
    await running
    assert held < len(desk.events)


async def test_cancelling_is_clean() -> None:
    """A cancelled feed hands over its totals, leaves no task behind and refuses replies."""
    desk, feed = Desk(), opened(minutes=30, speed=1)
    running = asyncio.create_task(feed.run(desk))
    await desk.begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert isinstance(desk.events[-1], FeedSampled)
    assert {asyncio.current_task()} == asyncio.all_tasks()
    with pytest.raises(SendError):
        await feed.send(Outgoing(id="r", text="在的"))


async def test_replies_need_a_line() -> None:
    """Before the broadcast trying again helps; after it nothing does."""
    desk, feed = Desk(), opened(minutes=0.5)
    with pytest.raises(SendError) as early:
        await feed.send(Outgoing(id="r1", text="有小码"))
    await feed.run(desk)
    with pytest.raises(SendError) as late:
        await feed.send(Outgoing(id="r2", text="有小码"))

    assert (True, False) == (early.value.transient, late.value.transient)


async def test_a_third_of_those_answered_react() -> None:
    """Replies to thirty askers, one each, bring thanks from some of them, seconds later and as comments."""
    desk, feed = Desk(), opened(minutes=2, drop=False)
    askers = [f"demo:u9{n:04d}" for n in range(30)]
    sending: list[asyncio.Task[None]] = []

    def answer_once() -> None:
        if not sending:
            for number, asker in enumerate(askers):
                reply = Outgoing(id=f"r{number}", text="有的，小码还有", viewers=(asker,), names=(asker,))
                if not is_refused(reply, 11):
                    sending.append(asyncio.create_task(feed.send(reply)))

    desk.on_ready = answer_once
    await feed.run(desk)
    await asyncio.gather(*sending)

    reactions_heard = [comment for comment in desk.comments() if comment.viewer in askers]
    assert 4 <= len(reactions_heard) <= 18
    assert all(comment.truth for comment in reactions_heard)
    assert len(reactions_heard) == len({comment.id for comment in reactions_heard})


async def test_one_reply_in_forty_needs_a_second_try() -> None:
    """A refused reply is refused once, in passing, and goes through when tried again."""
    show = Show(DemoSettings(speed=0), "main")
    refused: list[SendError] = []
    for number in range(800):
        text = msgspec.json.encode(Outgoing(id=f"reply-{number}", text="在的")).decode()
        try:
            await show.send(text)
        except SendError as error:
            refused.append(error)
            await show.send(text)

    assert all(error.transient for error in refused)
    assert 10 <= len(refused) <= 32


async def test_a_repeated_reply_changes_nothing() -> None:
    """The room knows a reply by its id: sent twice, it is thanked for once."""
    show = Show(DemoSettings(minutes=1, speed=0, drop=False), "main")
    crowd = tuple(f"demo:u9{n:04d}" for n in range(30))
    reply = msgspec.json.encode(Outgoing(id="r", text="包邮的", viewers=crowd, names=crowd)).decode()
    await (await show.dial()).receive()

    await show.send(reply)
    await show.send(reply)

    heard = [event for _ in range(20) for event in decoder("main")(await show.receive(), 0)]
    assert 4 == sum(isinstance(event, CommentReceived) and event.viewer in crowd for event in heard)


def test_reactions_follow_from_the_reply() -> None:
    """The same words to the same people bring the same reactions; a crowd does not answer in chorus."""
    crowd = tuple(f"demo:u{n}" for n in range(200))
    reply = Outgoing(id="a", text="包邮的", viewers=crowd, names=crowd)
    again = Outgoing(id="b", text="包邮的", viewers=crowd, names=crowd)

    first = list(reactions(reply, 11))
    assert first == list(reactions(again, 11))
    assert first != list(reactions(reply, 12))
    assert 4 == len(first)
    assert all(3_000 <= reaction.after < 9_000 for reaction in first)


async def test_a_recorded_demo_can_be_read_again() -> None:
    """Recorded frames decode to the same comments under another name."""
    frames: list[bytes] = []
    desk = Desk()
    await opened(frames.append, minutes=1, drop=False).run(desk)
    assert PLUGIN.decoder is not None
    decode = PLUGIN.decoder("again", None)

    read = [event for frame_ in frames for event in decode(frame_, 5_000_000)]

    said = [(event.id, event.text) for event in read if isinstance(event, CommentReceived)]
    assert [(comment.id, comment.text) for comment in desk.comments()] == said
    assert {("again", 5_000_000)} == {(event.feed, event.at) for event in read}
    assert frames == list(PLUGIN.split(b"\n".join(frames)))


def test_a_frame_is_cleaned_on_the_way_in() -> None:
    """A recording that was tampered with cannot smuggle escapes past the demo."""
    comment = CommentReceived(
        at=0, feed="x", id="1", text="\x1b[31m红", viewer="demo:1", name="\u202e名", platform="demo"
    )
    entered = ViewerEntered(at=0, feed="x", viewer="demo:1", name="\u202e名", platform="demo")

    read = decoder("main")(frame([comment, entered]), 1_000)

    assert [("名", "[31m红"), ("名", None)] == [
        (event.name, event.text if isinstance(event, CommentReceived) else None)
        for event in read
        if isinstance(event, CommentReceived | ViewerEntered)
    ]


@pytest.mark.parametrize(
    "bad", [b"", b"{}", b'[{"kind": "nonsense"}]', b'[{"kind": "comment.received"}]', b"\xff"]
)
def test_a_bad_frame_is_refused(bad: bytes) -> None:
    """What is no frame of the demo is told of, never half read."""
    with pytest.raises(BadFrameError):
        decoder("main")(bad, 0)


def test_naming_the_feed_is_cheap() -> None:
    """Importing the plug-in loads neither the player nor asyncio."""
    probe = "import sys, connectors.demo; print({'connectors.demo.show', 'asyncio'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert "set()" == done.stdout.strip()


def test_the_manifest_says_what_the_desk_can_read() -> None:
    """`feed.toml` uses the words the listing knows."""
    manifest = read_manifest(Path(demo.__file__).parent / "feed.toml")

    assert set(manifest.reads) <= READS.keys()
    assert set(manifest.tells) <= TELLS.keys()
    assert manifest.replies
