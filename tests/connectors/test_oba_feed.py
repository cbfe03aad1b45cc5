"""oba-live-tool's stand-in in a process of its own: losing it, finding it again, and what the books say."""

import asyncio
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.events import (
    CommentReceived,
    FeedGap,
    FeedLost,
    FeedResumed,
    FeedSampled,
    OrderCreated,
    OrderPaid,
    Unparsed,
)
from connectors.links.link import Link
from connectors.oba import PLUGIN
from connectors.oba.settings import ObaSettings
from connectors.problem import UserProblem
from tests.connectors.collecting import Collector, now_ms, running
from tests.servers.starting import Running, started

Play = Callable[..., Running]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Return a function that starts the tool's stand-in with these steps, until the test ends."""
    open_servers: list[AbstractContextManager[Running]] = []

    def start(*steps: dict[str, Any], port: int = 0) -> Running:
        scenario = tmp_path / f"scenario-{len(open_servers)}.jsonl"
        scenario.write_text("\n".join(json.dumps(step, ensure_ascii=False) for step in steps), "utf-8")
        server = started("oba_server.py", scenario, "--port", str(port))
        open_servers.append(server)
        return server.__enter__()

    yield start
    for server in open_servers:
        server.__exit__(None, None, None)


def comment(id_: int, text: str) -> dict[str, Any]:
    """Return the step that sends a comment."""
    return {"send": {"msg_type": "comment", "msg_id": str(id_), "nick_name": f"观众{id_}", "content": text}}


def order(id_: str, status: str) -> dict[str, Any]:
    """Return the step that sends an order."""
    return {"send": {"msg_type": "live_order", "msg_id": id_, "nick_name": "买家", "order_status": status}}


def settings(url: str) -> ObaSettings:
    """Return settings that try again quickly."""
    return ObaSettings(url=url, retry_cap_s=0.2)


@pytest.mark.process
async def test_a_broadcast_with_everything_that_goes_wrong(play: Play) -> None:
    """Comments, orders, garbage, a cut line, repeats after it, a goodbye: nothing lost, nothing twice, all counted."""
    server = play(
        comment(1, "这个多少钱"),
        order("900#1", "已下单"),
        {"raw": "<html>not a message</html>"},
        comment(2, "什么时候发货"),
        {"pause": 0.1},
        {"drop": True},
        comment(2, "什么时候发货"),
        order("900#1", "已下单"),
        order("900#3", "已付款"),
        comment(3, "谢谢 🌹"),
        {"close": 1001},
        comment(3, "谢谢 🌹"),
        comment(4, "再见"),
    )
    sink = Collector()
    async with running(PLUGIN, settings(server.url), sink) as feed:
        await sink.until(lambda: "再见" in sink.texts)
        status = feed.status

        assert FeedState.LIVE is status.state
        assert "" == status.problem

    assert ["这个多少钱", "什么时候发货", "谢谢 🌹", "再见"] == sink.texts
    assert ["900"] == [event.id for event in sink.of(OrderCreated)]
    assert ["900"] == [event.id for event in sink.of(OrderPaid)]
    assert ["<html>not a message</html>"] == [event.sample for event in sink.of(Unparsed)]

    first, second = sink.of(FeedGap)

    assert first.since <= first.until <= second.since <= second.until
    assert "1001" in second.cause
    assert [first.since, second.since] == [event.since for event in sink.of(FeedResumed)]
    assert [(gap.since, gap.cause) for gap in (first, second)] == [
        (lost.since, lost.cause) for lost in sink.of(FeedLost)
    ]

    totals = sink.of(FeedSampled)[-1]

    assert sink.events[-1] is totals
    assert (9, 3, 1, 2) == (totals.received, totals.duplicates, totals.unparsed, status.gaps)
    assert totals.lag_ms is None or 0 <= totals.lag_ms < 5_000


@pytest.mark.process
async def test_a_backlog_after_a_restart_is_not_news(play: Play) -> None:
    """What the journal holds of this feed is recognised on the first connection, with an id and without."""

    def without_id(text: str) -> dict[str, Any]:
        return {
            "send": {"msg_type": "comment", "nick_name": "小鱼", "time": 1_760_000_000_000, "content": text}
        }

    before = Collector()
    server = play(comment(1, "在吗"), without_id("包邮吗"))
    async with running(PLUGIN, settings(server.url), before):
        await before.until(lambda: len(before.texts) == 2)
    server = play(comment(1, "在吗"), without_id("包邮吗"), without_id("有货吗"), comment(2, "到了"))
    after = Collector()
    opening = Opening("test", settings(server.url), now_ms, heard=lambda: before.of(CommentReceived))
    task = asyncio.create_task(PLUGIN.open(opening).run(after))
    await after.until(lambda: "到了" in after.texts)
    task.cancel()
    await asyncio.wait([task])

    assert ["有货吗", "到了"] == after.texts
    totals = after.of(FeedSampled)[-1]
    assert (4, 1, 1) == (totals.received, totals.duplicates, totals.repeats)


@pytest.mark.process
async def test_a_tool_that_is_switched_on_later_is_found(play: Play) -> None:
    """Until it is there the feed says so; the span without it is a gap from the start."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
    sink = Collector()
    began_at = now_ms()
    async with running(PLUGIN, settings(f"ws://127.0.0.1:{port}"), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LOST)

        assert f"127.0.0.1:{port}" in feed.status.problem

        play(comment(1, "来了"), port=port)
        await sink.until(lambda: sink.texts)

    (gap,) = sink.of(FeedGap)

    assert began_at <= gap.since <= gap.until
    assert gap.cause
    assert [FeedLost, FeedGap, FeedResumed, CommentReceived] == [type(event) for event in sink.events[:4]]
    assert gap.since == sink.of(FeedLost)[0].since


@pytest.mark.process
async def test_a_gap_still_open_is_written_down_on_closing(play: Play) -> None:
    """Quitting while the line is down leaves the gap behind, then the totals."""
    server = play(comment(1, "在吗"), {"pause": 0.1}, {"exit": True})
    sink = Collector()
    async with running(PLUGIN, settings(server.url), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LOST)
        (lost,) = sink.of(FeedLost)  # at once: a crash from here on must not look like a quiet room
        await asyncio.sleep(0.05)

    gap, totals = sink.events[-2:]

    assert isinstance(gap, FeedGap)
    assert lost.since == gap.since < gap.until
    assert isinstance(totals, FeedSampled)
    assert 1 == totals.received


@pytest.mark.process
async def test_cancelling_leaves_the_totals_before_the_goodbye(play: Play) -> None:
    """The last sample is handed over in the same turn in which the task is cancelled, and only once."""
    server = play(comment(1, "在吗"))
    sink = Collector()
    connector = PLUGIN.open(Opening("test", settings(server.url), now_ms))
    task = asyncio.create_task(connector.run(sink))
    await sink.until(lambda: sink.texts)
    task.cancel()
    await asyncio.sleep(0)

    assert isinstance(sink.events[-1], FeedSampled)
    assert not task.done()

    with pytest.raises(asyncio.CancelledError):
        await task

    assert [sink.events[-1]] == sink.of(FeedSampled)


async def test_an_address_that_is_none_is_refused_at_once() -> None:
    """A person must mend it; trying again would not."""
    for url in ("http://127.0.0.1:12354", "ws://", "ws://host:99999", "12354"):
        with pytest.raises(UserProblem) as problem:
            PLUGIN.open(Opening("test", ObaSettings(url=url), now_ms))

        assert "ws://" in problem.value.next_step


async def test_replies_are_refused_for_good() -> None:
    """The tool takes none: the desk must not queue them."""
    feed = PLUGIN.open(Opening("test", ObaSettings(), now_ms))

    assert not feed.can_send
    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))

    assert not refusal.value.transient


@pytest.mark.process
async def test_raw_frames_are_recorded_before_they_are_read(play: Play) -> None:
    """What could not be read is in the recording all the same."""
    server = play({"raw": "garbage"}, comment(1, "在吗"))
    sink, recorded = Collector(), list[bytes]()
    connector = PLUGIN.open(Opening("test", settings(server.url), now_ms, recorded.append))
    task = asyncio.create_task(connector.run(sink))
    await sink.until(lambda: sink.texts)
    task.cancel()
    await asyncio.wait([task])

    assert b"garbage" == recorded[0]
    assert "在吗" in recorded[1].decode()


def test_a_lost_connection_is_tried_again_at_once() -> None:
    """The tool runs on this machine: the first try does not wait, the next ones do."""
    feed = PLUGIN.open(Opening("test", ObaSettings(), now_ms))
    assert isinstance(feed, Link)

    assert [0, 0.5, 1] == [feed._retry.ceiling_s(attempt) for attempt in (1, 2, 3)]
