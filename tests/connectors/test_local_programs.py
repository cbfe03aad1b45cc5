"""TikFinity's and OneComme's stand-ins in a process of their own: what they tell over a real websocket."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.events import CommentDeleted, CommentReceived, FeedGap, Gifted, StreamEnded
from connectors.onecomme import PLUGIN as ONECOMME
from connectors.onecomme.settings import OnecommeSettings
from connectors.problem import UserProblem
from connectors.tiktok.tikfinity import PLUGIN as TIKFINITY
from connectors.tiktok.tikfinity.settings import TikfinitySettings
from tests.connectors.collecting import Collector, now_ms, running
from tests.servers.starting import Running, started

Play = Callable[..., Running]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Return a function that starts a stand-in with these steps, until the test ends."""
    with ExitStack() as stack:

        def start(*steps: dict[str, Any]) -> Running:
            scenario = tmp_path / "scenario.jsonl"
            scenario.write_text("\n".join(json.dumps(step) for step in steps), "utf-8")
            return stack.enter_context(started("oba_server.py", scenario))

        yield start


def raw(value: Any) -> dict[str, Any]:
    """Return the step that sends a value as JSON."""
    return {"raw": json.dumps(value, ensure_ascii=False)}


def tiktok(event: str, **data: Any) -> dict[str, Any]:
    """Return the step that sends a message of TikFinity's."""
    return raw({"event": event, "data": {"userId": "77", "nickname": "小鱼", **data}})


@pytest.mark.process
async def test_a_tiktok_stream_from_its_first_comment_to_its_end(play: Play) -> None:
    """A streak becomes one gift, a repeat after a cut is dropped, and the end ends the feed."""
    rose = {"giftId": 5655, "giftName": "玫瑰", "giftType": 1, "groupId": "44"}
    server = play(
        tiktok("config", theme="dark"),
        tiktok("chat", msgId="1", comment="包邮吗"),
        tiktok("gift", msgId="2", repeatCount=1, repeatEnd=False, **rose),
        tiktok("gift", msgId="3", repeatCount=9, repeatEnd=False, **rose),
        {"pause": 0.1},
        {"drop": True},
        tiktok("chat", msgId="1", comment="包邮吗"),
        tiktok("gift", msgId="4", repeatCount=9, repeatEnd=True, **rose),
        tiktok("streamEnd", action=3),
    )
    sink = Collector()
    async with running(TIKFINITY, TikfinitySettings(url=server.url, retry_cap_s=0.2), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.ENDED)

    assert ["包邮吗"] == sink.texts
    assert [("玫瑰", 9)] == [(gift.gift, gift.count) for gift in sink.of(Gifted)]
    assert 1 == len(sink.of(StreamEnded))
    assert 1 == feed.status.duplicates


@pytest.mark.process
async def test_the_backlog_of_onecomme_comes_again_and_is_told_once(play: Play) -> None:
    """What was said before we came, and while we were away, is history; what is new is not."""

    def said(number: int) -> dict[str, Any]:
        data = {"id": f"c{number}", "userId": "u", "name": "小鱼", "comment": f"第{number}句"}
        return {"service": "kick", "data": data}

    server = play(
        raw({"type": "connected", "data": {"comments": [said(1)]}}),
        raw({"type": "comments", "data": {"comments": [said(2)]}}),
        {"pause": 0.1},
        {"drop": True},
        raw({"type": "connected", "data": {"comments": [said(1), said(2), said(3)]}}),
        raw({"type": "deleted", "data": [{"id": "c2", "message": ""}]}),
        raw({"type": "clear"}),
        raw({"type": "comments", "data": {"comments": [said(4)]}}),
    )
    sink = Collector()
    async with running(ONECOMME, OnecommeSettings(url=server.url, retry_cap_s=0.2), sink):
        await sink.until(lambda: "第4句" in sink.texts)

    assert [("第1句", True), ("第2句", False), ("第3句", True), ("第4句", False)] == [
        (comment.text, comment.history) for comment in sink.of(CommentReceived)
    ]
    assert ["c2"] == [deleted.id for deleted in sink.of(CommentDeleted)]
    assert "" not in [gap.cause for gap in sink.of(FeedGap)]


@pytest.mark.process
@pytest.mark.parametrize(
    ("plugin", "settings"), [(TIKFINITY, TikfinitySettings), (ONECOMME, OnecommeSettings)]
)
async def test_a_probe_tells_whether_the_program_is_there(play: Play, plugin: Any, settings: Any) -> None:
    """One sentence where it answers, a problem with a next step where nothing listens."""
    server = play({"pause": 0})
    sentences = await plugin.probe(settings(url=server.url))

    assert 1 == len(sentences)
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        with pytest.raises(UserProblem) as problem:
            await plugin.probe(settings(url=f"ws://127.0.0.1:{port}"))

    assert str(port) in problem.value.sentence
    assert problem.value.next_step


@pytest.mark.parametrize(
    ("plugin", "settings"), [(TIKFINITY, TikfinitySettings()), (ONECOMME, OnecommeSettings())]
)
async def test_replies_are_refused_for_good(plugin: Any, settings: Any) -> None:
    """Neither takes any: the desk must not queue them."""
    feed = plugin.open(Opening("test", settings, now_ms))

    assert not feed.can_send
    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))

    assert not refusal.value.transient
