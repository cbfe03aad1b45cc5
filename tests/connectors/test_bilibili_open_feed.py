"""The open-live interface's stand-in in a process of its own: sessions begun, kept, lost and always ended."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from connectors.bilibili.open import PLUGIN
from connectors.bilibili.open import probe as probing
from connectors.bilibili.open.settings import BilibiliOpenSettings
from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.events import CommentReceived, FeedGap, Gifted, StreamEnded
from connectors.links.http import Http
from connectors.problem import UserProblem
from tests.connectors.collecting import Collector, now_ms, running
from tests.servers.starting import Running, started

Play = Callable[..., Running]
START = "/v2/app/start"
HEARTBEAT = "/v2/app/heartbeat"


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the app's secrets where they belong."""
    monkeypatch.setenv("BILIBILI_CODE", "identity")
    monkeypatch.setenv("BILIBILI_ACCESS_KEY_ID", "key-id")
    monkeypatch.setenv("BILIBILI_ACCESS_KEY_SECRET", "a secret of nobody")


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Return a function that starts the platform's stand-in with these steps, until the test ends."""
    open_servers: list[AbstractContextManager[Running]] = []

    def start(*steps: dict[str, Any]) -> Running:
        scenario = tmp_path / f"scenario-{len(open_servers)}.jsonl"
        scenario.write_text("\n".join(json.dumps(step, ensure_ascii=False) for step in steps), "utf-8")
        server = started("bilibili_server.py", scenario)
        open_servers.append(server)
        return server.__enter__()

    yield start
    for server in open_servers:
        server.__exit__(None, None, None)


def settings(server: Running) -> BilibiliOpenSettings:
    """Return settings that try again quickly."""
    return BilibiliOpenSettings(app_id=7, api=server.url, retry_cap_s=0.2)


async def told(server: Running) -> list[str]:
    """Return what the platform was told, in order."""
    http = Http()
    try:
        found: list[str] = (await http.call("GET", f"{server.url}/told")).json(list[str])
    finally:
        await http.close()
    return found


def comment(number: int, text: str) -> dict[str, Any]:
    """Return a comment's message."""
    data = {"msg_id": f"m{number}", "msg": text, "open_id": f"o{number}", "uname": f"观众{number}"}
    return {"cmd": "LIVE_OPEN_PLATFORM_DM", "data": data}


@pytest.mark.process
async def test_a_session_is_begun_read_and_ended(play: Play) -> None:
    """Signed calls, the ticket shown as it was given, plain and packed messages, and the goodbye."""
    server = play(
        {"send": comment(1, "这个多少钱")}, {"zlib": comment(2, "有货吗")}, {"brotli": comment(3, "包邮吗")}
    )
    sink = Collector()
    async with running(PLUGIN, settings(server), sink) as feed:
        await sink.until(lambda: "包邮吗" in sink.texts)

        assert FeedState.LIVE is feed.status.state

    assert ["这个多少钱", "有货吗", "包邮吗"] == sink.texts
    first = await told(server)
    ticket = '{"roomid": 77,"protover":2,  "key":"1","group":"open"}'
    assert ["start", f"joined {ticket} as livedesk at 127.0.0.1", "beat", "end game-1"] == first


@pytest.mark.process
async def test_a_lost_line_is_joined_again_in_the_same_session(play: Play) -> None:
    """At the next address; the session is not begun twice."""
    server = play({"send": comment(1, "一")}, {"pause": 0.1}, {"drop": True}, {"send": comment(2, "二")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: "二" in sink.texts)

    said = await told(server)
    assert 1 == said.count("start")
    assert ["127.0.0.1", "localhost"] == [one.rpartition(" ")[2] for one in said if one.startswith("joined")]
    assert "heartbeat game-1" in said  # asked for whether it still stands
    assert "end game-1" == said[-1]
    assert 1 == len(sink.of(FeedGap))


@pytest.mark.process
async def test_a_session_that_the_platform_ends_is_begun_again(play: Play) -> None:
    """INTERACTION_END with our session's id: nothing that stood in the old one is used any more."""
    server = play({"send": comment(1, "一")}, {"over": True}, {"send": comment(2, "二")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: "二" in sink.texts)

    said = await told(server)
    assert 2 == said.count("start")
    assert "end game-1" not in said
    assert "end game-2" == said[-1]


@pytest.mark.process
async def test_a_session_that_expires_is_begun_again(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer 7003 to a heartbeat ends the line, though the websocket still stands."""
    monkeypatch.setattr("connectors.bilibili.open.client.SESSION_BEAT_S", 0.1)
    gone = {"answer": HEARTBEAT, "with": {"code": 7003, "message": "心跳过期"}}
    server = play(gone, {"send": comment(1, "一")}, {"pause": 0.6}, {"send": comment(2, "二")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: "二" in sink.texts)

    said = await told(server)
    assert 2 == said.count("start")
    assert "heartbeat game-2" in said


@pytest.mark.process
async def test_an_unanswered_session_beat_costs_nothing(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the interface leaves the websocket alone."""
    monkeypatch.setattr("connectors.bilibili.open.client.SESSION_BEAT_S", 0.05)
    fault = {"answer": HEARTBEAT, "with": "gateway", "status": 502}
    server = play(fault, fault, {"send": comment(1, "一")}, {"pause": 0.4}, {"send": comment(2, "二")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: "二" in sink.texts)

    said = await told(server)
    assert 1 == sum(one.startswith("joined") for one in said)
    assert 3 <= said.count("heartbeat game-1")


@pytest.mark.process
async def test_a_quiet_room_is_kept_by_its_heartbeats(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their answers are what is heard; what the platform says with its nod is not lost."""
    monkeypatch.setattr("connectors.bilibili.joining.BEAT_S", 0.1)
    monkeypatch.setattr("connectors.bilibili.joining.SILENT_S", 0.5)
    server = play({"nod": comment(1, "一")}, {"pause": 1.2}, {"send": comment(2, "二")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: "二" in sink.texts)

    said = await told(server)
    assert ["一", "二"] == sink.texts
    assert 1 == sum(one.startswith("joined") for one in said)
    assert 5 <= said.count("beat")


@pytest.mark.process
async def test_a_platform_that_falls_silent_is_dead(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Heartbeats without an answer end the line after its patience, and it is joined again."""
    monkeypatch.setattr("connectors.bilibili.joining.BEAT_S", 0.1)
    monkeypatch.setattr("connectors.bilibili.joining.SILENT_S", 0.4)
    server = play({"send": comment(1, "一")}, {"deaf": True})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LOST)
        await sink.until(lambda: sink.of(FeedGap))

    assert 2 <= sum(one.startswith("joined") for one in await told(server))


@pytest.mark.process
async def test_a_refused_start_is_tried_again_where_waiting_helps(play: Play) -> None:
    """The last session is still being settled: the status says so, and the next try succeeds."""
    cooling = {"answer": START, "with": {"code": 7001, "message": "请求冷却期"}}
    server = play(cooling, cooling, {"send": comment(1, "一")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: sink.texts)

    assert 3 == (await told(server)).count("start")
    assert "7001" in sink.of(FeedGap)[0].cause


@pytest.mark.process
@pytest.mark.parametrize(
    ("code", "word"), [(4002, "access_key"), (5004, "5004"), (7007, "7007"), (4003, "4003")]
)
async def test_a_refusal_that_needs_a_person_stops_the_feed(play: Play, code: int, word: str) -> None:
    """A wrong secret, a room that is not allowed, a stale identity code, a clock that is off: told in words."""
    server = play({"answer": START, "with": {"code": code, "message": "nein"}})
    sink = Collector()
    with pytest.raises(UserProblem) as problem:
        async with asyncio.timeout(10):
            await PLUGIN.open(Opening("test", settings(server), now_ms)).run(sink)

    assert word in f"{problem.value.sentence} {problem.value.next_step}"
    assert ["start"] == await told(server)


@pytest.mark.process
async def test_a_ticket_that_is_refused_is_given_back(play: Play) -> None:
    """The session is ended and another begun; the feed lives on."""
    stale = {
        "game_info": {"game_id": "game-0"},
        "websocket_info": {"auth_body": '{"key":"stale"}', "wss_link": ["ws://127.0.0.1:1/sub"]},
    }
    server = play({"send": comment(1, "一")})
    stale["websocket_info"]["wss_link"] = [server.url.replace("http", "ws") + "/sub"]  # type: ignore[index]  # a dict, as above
    server = play({"answer": START, "with": {"code": 0, "data": stale}}, {"send": comment(1, "一")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: sink.texts)

    assert ["start", "end game-0", "start"] == (await told(server))[:3]


@pytest.mark.process
async def test_cancelled_while_a_session_begins_it_is_ended_all_the_same(play: Play) -> None:
    """The call is out: the session it begins would otherwise stand in the next one's way."""
    server = play()
    connector = PLUGIN.open(Opening("test", settings(server), now_ms))
    task = asyncio.create_task(connector.run(Collector()))
    for _ in range(3):  # turns of the loop: the call has been begun, and cannot have been answered
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert ["start", "end game-1"] == await told(server)


@pytest.mark.process
async def test_the_end_of_the_stream_ends_session_and_feed(play: Play) -> None:
    """After LIVE_END nothing is left open."""
    server = play({"send": {"cmd": "LIVE_OPEN_PLATFORM_LIVE_END", "data": {}}})
    sink = Collector()
    connector = PLUGIN.open(Opening("test", settings(server), now_ms))
    async with asyncio.timeout(10):
        await connector.run(sink)

    assert 1 == len(sink.of(StreamEnded))
    assert FeedState.ENDED is connector.status.state
    assert "end game-1" == (await told(server))[-1]


@pytest.mark.process
async def test_the_hosts_own_words_are_the_shops(play: Play) -> None:
    """The session tells who the host is; a gift's combo becomes one gift when the feed closes."""

    def stroke(number: int) -> dict[str, Any]:
        combo = {"combo_id": "c", "combo_base_num": 5, "combo_count": number}
        data = {"open_id": "o", "uname": "甲", "msg_id": f"g{number}", "gift_num": 5, "combo_info": combo}
        return {"cmd": "LIVE_OPEN_PLATFORM_SEND_GIFT", "data": {**data, "price": 1000, "paid": True}}

    mine = comment(1, "欢迎大家")
    mine["data"]["open_id"] = "the-host"
    server = play({"send": stroke(1)}, {"send": stroke(2)}, {"send": mine})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: sink.texts)

    (said,) = sink.of(CommentReceived)
    (gift,) = sink.of(Gifted)
    assert said.staff
    assert (10, 1000, "CNY") == (gift.count, gift.amount, gift.currency)


@pytest.mark.process
async def test_the_probe_says_whose_room_it_is_and_leaves(play: Play) -> None:
    """It begins a session, joins, and ends it again."""
    server = play()
    assert PLUGIN.probe is not None
    found = await PLUGIN.probe(settings(server))

    assert "晴天女装" in found[0]
    said = await told(server)
    assert ("start", "end game-1") == (said[0], said[-1])


@pytest.mark.process
async def test_the_probe_tells_a_refusal_in_words(play: Play) -> None:
    """Also one that would mend itself: whoever checks wants to know now."""
    assert PLUGIN.probe is not None
    server = play({"answer": START, "with": {"code": 7002, "message": "房间重复游戏"}})
    with pytest.raises(UserProblem, match="7002"):
        await PLUGIN.probe(settings(server))


@pytest.mark.process
async def test_the_probe_ends_a_session_that_begins_too_late(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform would refuse the next start for as long as it takes this one to expire."""
    monkeypatch.setattr(probing, "WITHIN_S", 0.1)
    server = play({"late": START, "by": 0.5})
    assert PLUGIN.probe is not None
    with pytest.raises(UserProblem, match="Bilibili"):
        await PLUGIN.probe(settings(server))

    assert ["start", "end game-1"] == await told(server)


async def test_nobody_there_is_told_by_the_probe() -> None:
    """Nothing listens at the address."""
    assert PLUGIN.probe is not None
    with pytest.raises(UserProblem, match=r"127\.0\.0\.1:1"):
        await PLUGIN.probe(BilibiliOpenSettings(app_id=7, api="http://127.0.0.1:1"))


def test_a_missing_secret_is_told_by_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each missing variable is found on checking, and opening refuses."""
    monkeypatch.delenv("BILIBILI_CODE")
    monkeypatch.delenv("BILIBILI_ACCESS_KEY_SECRET")
    own = BilibiliOpenSettings(app_id=7)

    assert ["code", "access_key_secret"] == [key for key, _ in PLUGIN.check(own)]
    with pytest.raises(UserProblem, match="BILIBILI_CODE"):
        PLUGIN.open(Opening("test", own, now_ms))


async def test_replies_are_refused_for_good() -> None:
    """The platform has no call that sends a comment."""
    feed = PLUGIN.open(Opening("test", BilibiliOpenSettings(app_id=7), now_ms))

    assert not feed.can_send
    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))

    assert not refusal.value.transient
