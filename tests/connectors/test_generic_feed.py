"""A generic feed against real servers: subscribing, replying, and being refused."""

import asyncio
import json
import signal
from collections.abc import Sequence

import pytest

from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.events import (
    CommentReceived,
    FeedEvent,
    FeedGap,
    FeedLost,
    FeedSampled,
    StreamEnded,
    Unparsed,
)
from connectors.generic import PLUGIN
from connectors.generic.settings import GenericSettings
from connectors.intake.handover import Handover
from connectors.links.link import LineLostError, Link
from connectors.mapping.fields import Fields
from connectors.problem import UserProblem
from tests.connectors.collecting import Collector, now_ms, running
from tests.servers.starting import Running, started


def lines(server: Running, count: int) -> list[str]:
    """Return what the server printed next."""
    return [json.loads(server.output.readline()) for _ in range(count)]


@pytest.mark.process
async def test_subscribe_read_and_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret comes from the environment, the subscription goes out first, the reply fills the template."""
    monkeypatch.setenv("SHOP_TOKEN", "s3cret")
    with started("echo_server.py") as server:
        own = GenericSettings(
            url=server.url,
            headers={"X-Token": "t-${SHOP_TOKEN}"},
            subscribe='{"room": "${SHOP_TOKEN}"}',
            reply='{"say": "{text}"}',
        )
        sink = Collector()
        async with running(PLUGIN, own, sink) as feed:
            await sink.until(lambda: len(sink.texts) == 1)
            await feed.send(Outgoing(id="r1", text='包邮的 "亲"'))
            await sink.until(lambda: len(sink.texts) == 2)

            assert feed.can_send
        said = lines(server, 3)

    assert ["t-s3cret", '{"room": "s3cret"}', '{"say":"包邮的 \\"亲\\""}'] == said
    assert said[1:] == sink.texts


async def test_a_reply_without_a_connection_may_be_tried_again() -> None:
    """The outbox keeps it until the feed is back."""
    feed = PLUGIN.open(Opening("test", GenericSettings(url="ws://127.0.0.1:1", reply='["{text}"]'), now_ms))

    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))

    assert refusal.value.transient


class BreakingLine:
    """A line that breaks as something is sent."""

    async def receive(self) -> bytes:
        """Never called."""
        return b""

    async def send(self, data: str | bytes) -> None:
        """Break."""
        raise LineLostError("gone")

    async def close(self) -> None:
        """Do nothing."""


async def test_a_line_that_breaks_under_a_reply_leaves_it_unknown() -> None:
    """It may have arrived: sending it again could say it twice."""
    feed = PLUGIN.open(Opening("test", GenericSettings(url="ws://127.0.0.1:1", reply='["{text}"]'), now_ms))
    assert isinstance(feed, Link)
    feed.line = BreakingLine()

    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))

    assert (False, True) == (refusal.value.transient, refusal.value.unknown)


async def test_without_a_template_it_cannot_send() -> None:
    """No template, no replies: said for good."""
    feed = PLUGIN.open(Opening("test", GenericSettings(url="ws://127.0.0.1:1"), now_ms))

    assert not feed.can_send
    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))

    assert not refusal.value.transient


@pytest.mark.process
@pytest.mark.parametrize("status", ["401", "403"])
async def test_refused_credentials_need_a_person(status: str) -> None:
    """Trying again with the same token is of no use: the feed gives up and says what to check."""
    with started("refusing_server.py", status) as server:
        feed = PLUGIN.open(Opening("test", GenericSettings(url=f"{server.url}/?token=s3cret"), now_ms))
        with pytest.raises(UserProblem) as problem:
            await asyncio.wait_for(feed.run(Collector()), 15)

    assert FeedState.FAILED is feed.status.state
    assert status in problem.value.sentence
    assert "s3cret" not in problem.value.sentence


@pytest.mark.process
@pytest.mark.parametrize("status", ["404", "503"])
async def test_other_refusals_are_tried_again(status: str) -> None:
    """A server that is being restarted answers like this; the status says why nothing comes."""
    with started("refusing_server.py", status) as server:
        sink = Collector()
        async with running(PLUGIN, GenericSettings(url=server.url, retry_cap_s=0.1), sink) as feed:
            await sink.until(lambda: status in feed.status.problem)
            await asyncio.sleep(0.3)

            assert FeedState.LOST is feed.status.state

    assert [1, 1] == [len(sink.of(kind)) for kind in (FeedLost, FeedGap)]


@pytest.mark.process
async def test_a_frame_beyond_the_limit_is_recorded_and_survived() -> None:
    """It costs the connection, not the feed: a record, a gap, and another try with growing waits."""
    with started("echo_server.py", str(5 * 1024 * 1024)) as server:
        sink = Collector()
        async with running(PLUGIN, GenericSettings(url=server.url, retry_cap_s=0.1), sink):
            await sink.until(lambda: len(sink.of(FeedGap)) >= 2)

    assert len(sink.of(Unparsed)) >= 2
    assert sink.of(Unparsed)[0].reason == sink.of(FeedGap)[0].cause


@pytest.mark.process
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs to freeze a process")
async def test_a_server_that_freezes_is_a_gap_from_the_last_word_on() -> None:
    """The connection still stands, nobody answers: the silence since the last event is unknown ground."""
    with started("echo_server.py") as server:
        own = GenericSettings(url=server.url, subscribe="hello", ping_s=0.2, retry_cap_s=0.1)
        sink = Collector()
        async with running(PLUGIN, own, sink) as feed:
            await sink.until(lambda: sink.texts)
            last_word_at = feed.status.last_event_at
            server.process.send_signal(signal.SIGSTOP)
            await sink.until(lambda: feed.status.state is FeedState.LOST)
            server.process.send_signal(signal.SIGCONT)
            await sink.until(lambda: sink.of(FeedGap))

    assert [last_word_at] * 2 == [sink.of(FeedLost)[0].since, sink.of(FeedGap)[0].since]


@pytest.mark.process
async def test_a_disk_that_falls_behind_holds_the_feed_at_its_socket() -> None:
    """Reading stops at high water and goes on at low water; every comment arrives, none is shed."""
    count = 5_000
    with started("flood_server.py", str(count), "0") as server:
        own = GenericSettings(url=server.url, fields=Fields(id="msg_id", time="ts"), time_unit="us")
        feed = PLUGIN.open(Opening("test", own, now_ms))
        sink, pending = Collector(), 0

        def deliver(events: Sequence[FeedEvent]) -> None:
            nonlocal pending
            pending += len(events)
            sink.take(events)

        handover = Handover(
            feed.status, deliver, lambda: pending, sink.saved, high=1_000, low=10, patience_s=60
        )
        task = asyncio.create_task(feed.run(handover))
        await sink.until(lambda: pending > 1_000)
        await asyncio.sleep(0.1)

        assert 1_001 <= len(sink.events) <= 1_002

        while feed.status.received < count:
            pending = 0
            await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait([task])

    assert (count, 0) == (feed.status.received, feed.status.shed)
    assert count == len(sink.of(CommentReceived)) + feed.status.duplicates


@pytest.mark.process
async def test_the_end_of_the_stream_ends_the_feed() -> None:
    """Where the platform says that it is over, the feed returns instead of trying again."""
    with started("echo_server.py") as server:
        own = GenericSettings(
            url=server.url, subscribe="bye", fields=Fields(kind="text"), kinds={"bye": "stream.end"}
        )
        sink = Collector()
        feed = PLUGIN.open(Opening("test", own, now_ms))
        await asyncio.wait_for(feed.run(sink), 15)

    assert FeedState.ENDED is feed.status.state
    assert [StreamEnded, FeedSampled] == [type(event) for event in sink.events]


@pytest.mark.process
async def test_a_system_proxy_does_not_stand_before_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shops behind a proxy still reach the tool on their own desk."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    with started("echo_server.py") as server:
        sink = Collector()
        async with running(PLUGIN, GenericSettings(url=server.url, subscribe="hi"), sink):
            await sink.until(lambda: sink.texts)

    assert ["hi"] == sink.texts
