"""Pages that connect to us over a real socket: who is let in, several at once, and what is known of the time between."""

import asyncio
import json
import socket
from collections.abc import Sequence

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from connectors.calls.hosting import MOST_PAGES
from connectors.contract import Connector, FeedState, Opening, Outgoing, SendError
from connectors.events import (
    CommentReceived,
    FeedGap,
    FeedLost,
    FeedResumed,
    FeedSampled,
    Unparsed,
)
from connectors.language import say
from connectors.luoxi import PLUGIN
from connectors.luoxi.client import LuoxiFeed
from connectors.luoxi.settings import LuoxiSettings
from connectors.problem import UserProblem
from tests.connectors.collecting import Collector, now_ms, running

SETTINGS = LuoxiSettings(port=0)
TAOBAO, DOUYIN = "https://liveplatform.taobao.com", "https://compass.jinritemai.com"


async def address(feed: Connector, sink: Collector) -> str:
    """Return where the feed listens, once it does."""
    assert isinstance(feed, LuoxiFeed)
    await sink.until(lambda: feed.url)
    return feed.url


def page(url: str, origin: str | None = TAOBAO) -> connect:
    """Return a page's connection, as a browser makes it."""
    return connect(url, additional_headers={} if origin is None else {"Origin": origin}, proxy=None)


async def say_all(connection: ClientConnection, *texts: str) -> None:
    """Send comments as the script does."""
    await connection.send(json.dumps({"type": "info"}))
    for text in texts:
        await connection.send(json.dumps({"type": "comment", "username": "小鱼", "content": text}))


async def test_a_page_that_was_closed_is_told_so() -> None:
    """Nobody need look for a broken line: the page is to be opened again."""
    sink = Collector()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        async with page(await address(feed, sink)):
            await sink.until(lambda: feed.status.state is FeedState.LIVE)
        await sink.until(lambda: feed.status.state is FeedState.LOST)

        assert say("网页关掉了，等它再打开", "the page was closed, waiting for it") == feed.status.problem


async def test_several_pages_at_once_each_with_its_platform() -> None:
    """What the pages say arrives in order, every comment with an id of its own, though they may say the same."""
    sink = Collector()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        url = await address(feed, sink)
        async with page(url) as taobao, page(url, DOUYIN) as douyin, page(url, None) as program:
            await say_all(taobao, "1", "1")
            await sink.until(lambda: 2 == len(sink.texts))
            await say_all(douyin, "1")
            await sink.until(lambda: 3 == len(sink.texts))
            await say_all(program, "2")
            await sink.until(lambda: 4 == len(sink.texts))

            assert FeedState.LIVE is feed.status.state

    comments = sink.of(CommentReceived)

    assert ["taobao", "taobao", "douyin", "luoxi"] == [comment.platform for comment in comments]
    assert 4 == len({comment.id for comment in comments})
    assert "test" == comments[0].feed


async def test_the_time_without_any_page_is_a_gap() -> None:
    """From the start until the first page, and again when the last has gone; a page of several does not count."""
    sink = Collector()
    began_at = now_ms()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        url = await address(feed, sink)
        await sink.until(lambda: sink.of(FeedLost))

        assert FeedState.CONNECTING is feed.status.state
        assert feed.status.problem

        async with page(url) as first:
            await sink.until(lambda: feed.status.state is FeedState.LIVE)
            async with page(url) as second:
                await say_all(second, "在吗")
                await sink.until(lambda: sink.texts)
            await say_all(first, "还在")
            await sink.until(lambda: 2 == len(sink.texts))

            assert 1 == len(sink.of(FeedGap))

        await sink.until(lambda: feed.status.state is FeedState.LOST)
        async with page(url) as third:
            await say_all(third, "回来了")
            await sink.until(lambda: "回来了" in sink.texts)
        await sink.until(lambda: feed.status.state is FeedState.LOST)

    first_gap, second_gap, last_gap = sink.of(FeedGap)

    assert began_at <= first_gap.since <= first_gap.until <= second_gap.since <= second_gap.until
    assert second_gap.until <= last_gap.since <= last_gap.until
    assert [gap.since for gap in sink.of(FeedGap)] == [lost.since for lost in sink.of(FeedLost)]
    assert [first_gap.since, second_gap.since] == [event.since for event in sink.of(FeedResumed)]
    assert isinstance(sink.events[-1], FeedSampled)
    assert (3, 3) == (sink.events[-1].received, feed.status.gaps)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://taobao.com.evil.example"])
async def test_a_strangers_page_is_turned_away_and_named(origin: str) -> None:
    """Any page in the browser can dial this machine; only consoles come in, and the status says who was refused."""
    sink = Collector()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        url = await address(feed, sink)
        with pytest.raises(InvalidStatus) as refused:
            async with page(url, origin):
                pass

        assert 403 == refused.value.response.status_code
        assert origin in feed.status.problem
        assert FeedState.CONNECTING is feed.status.state


async def test_two_origins_are_no_browsers() -> None:
    """A request that names two pages is refused."""
    sink = Collector()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        url = await address(feed, sink)
        headers: Sequence[tuple[str, str]] = [("Origin", TAOBAO), ("Origin", DOUYIN)]
        with pytest.raises(InvalidStatus):
            async with connect(url, additional_headers=headers, proxy=None):
                pass


async def test_garbage_and_a_frame_too_large_cost_one_record_each() -> None:
    """The page that sends too much is cut off; the others go on."""
    sink = Collector()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        url = await address(feed, sink)
        async with page(url) as good, page(url) as bad:
            await good.send("<html>")
            await good.send(b"\xff\xfe")
            await sink.until(lambda: 2 == len(sink.of(Unparsed)))
            await bad.send("x" * (1024 * 1024 + 1))
            with pytest.raises(ConnectionClosed):
                await bad.recv()
            await say_all(good, "还在")
            await sink.until(lambda: sink.texts and 3 == len(sink.of(Unparsed)))

        assert 3 == feed.status.unparsed


async def test_no_more_pages_than_a_person_opens() -> None:
    """A page gone mad cannot use us up."""
    sink = Collector()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        url = await address(feed, sink)
        pages = [await page(url) for _ in range(MOST_PAGES)]
        await say_all(pages[-1], "在")
        await sink.until(lambda: sink.texts)
        with pytest.raises(InvalidStatus) as refused:
            async with page(url):
                pass

        assert 503 == refused.value.response.status_code
        for one in pages:
            await one.close()


async def test_a_port_that_is_taken_is_told() -> None:
    """Both when the feed is opened and when it is only looked at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = LuoxiSettings(port=taken.getsockname()[1])
        sink = Collector()
        feed = PLUGIN.open(Opening("test", settings, now_ms))
        with pytest.raises(UserProblem) as problem:
            await feed.run(sink)

        assert str(settings.port) in problem.value.sentence
        assert FeedState.FAILED is feed.status.state
        assert PLUGIN.probe is not None
        with pytest.raises(UserProblem):
            await PLUGIN.probe(settings)
    (sentence,) = await PLUGIN.probe(settings)

    assert str(settings.port) in sentence


async def test_it_listens_on_this_machine_only() -> None:
    """No setting opens the port to others."""
    sink = Collector()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        assert (await address(feed, sink)).startswith("ws://127.0.0.1:")


async def test_closing_ends_the_pages_and_leaves_the_totals_last() -> None:
    """What a page says while we say goodbye is not taken after the totals."""
    sink = Collector()
    feed = PLUGIN.open(Opening("test", SETTINGS, now_ms))
    task = asyncio.create_task(feed.run(sink))
    url = await address(feed, sink)
    async with page(url) as one:
        await say_all(one, "在吗")
        await sink.until(lambda: sink.texts)
        task.cancel()
        await asyncio.sleep(0)

        assert isinstance(sink.events[-1], FeedSampled)

        await say_all(one, "太晚了")
        with pytest.raises(ConnectionClosed) as closed:
            await one.recv()

        assert closed.value.rcvd is not None
        assert 1001 == closed.value.rcvd.code
    with pytest.raises(asyncio.CancelledError):
        await task

    assert [sink.events[-1]] == sink.of(FeedSampled)


async def test_raw_frames_are_recorded_and_replies_refused() -> None:
    """What could not be read is in the recording all the same."""
    sink, recorded = Collector(), list[bytes]()
    feed = PLUGIN.open(Opening("test", SETTINGS, now_ms, recorded.append))
    task = asyncio.create_task(feed.run(sink))
    async with page(await address(feed, sink)) as one:
        await one.send("garbage")
        await sink.until(lambda: recorded)
    task.cancel()
    await asyncio.wait([task])

    assert [b"garbage"] == recorded
    assert not feed.can_send
    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))
    assert not refusal.value.transient
