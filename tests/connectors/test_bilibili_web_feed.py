"""The web player's interface, stood in for in a process of its own: tickets, hosts, logins and risk control."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from connectors.bilibili.web import PLUGIN
from connectors.bilibili.web.settings import BilibiliWebSettings
from connectors.contract import Opening, Outgoing, SendError
from connectors.events import CommentReceived, FeedGap
from connectors.links.http import Http
from connectors.problem import UserProblem
from connectors.registry import installed
from tests.connectors.collecting import Collector, now_ms, running
from tests.servers.starting import Running, started

Play = Callable[..., Running]
WAY = "/xlive/web-room/v1/index/getDanmuInfo"
ASKED = ["spi", "nav", "get_info", "getDanmuInfo"]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Return a function that starts the platform's stand-in with these steps, until the test ends."""
    open_servers: list[AbstractContextManager[Running]] = []

    def start(*steps: dict[str, Any], port: int = 0) -> Running:
        scenario = tmp_path / f"scenario-{len(open_servers)}.jsonl"
        scenario.write_text("\n".join(json.dumps(step, ensure_ascii=False) for step in steps), "utf-8")
        server = started("bilibili_server.py", scenario, "--port", str(port))
        open_servers.append(server)
        return server.__enter__()

    yield start
    for server in open_servers:
        server.__exit__(None, None, None)


def settings(server: Running, **more: Any) -> BilibiliWebSettings:
    """Return settings that try again quickly."""
    return BilibiliWebSettings(
        room=77, api=server.url, live_api=server.url, user_agent="a browser", retry_cap_s=0.2, **more
    )


async def told(server: Running) -> list[str]:
    """Return what the platform was told, in order."""
    http = Http()
    try:
        found: list[str] = (await http.call("GET", f"{server.url}/told")).json(list[str])
    finally:
        await http.close()
    return found


def comment(text: str, uid: int = 5) -> dict[str, Any]:
    """Return a comment's message."""
    return {"cmd": "DANMU_MSG", "info": [[0, 1, 25, 0, 1_760_000_000_000], text, [uid, "甲", 0]]}


@pytest.mark.process
async def test_a_room_is_joined_with_a_ticket(play: Play) -> None:
    """The signed query is accepted; the real room, the browser's id and the token stand in what is shown."""
    server = play({"brotli": comment("这个多少钱")}, {"send": comment("欢迎大家", 42)})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: "欢迎大家" in sink.texts)

    said = await told(server)
    assert ASKED == said[:4]
    shown, _, agent = said[4].removeprefix("joined ").removesuffix(" at 127.0.0.1").partition(" as ")
    assert {
        "uid": 0,
        "roomid": 7700,
        "protover": 3,
        "platform": "web",
        "type": 2,
        "buvid": "a-browser",
        "key": "token-1",
    } == json.loads(shown)
    assert "a browser" == agent
    assert [False, True] == [event.staff for event in sink.of(CommentReceived)]


@pytest.mark.process
async def test_a_login_is_shown_by_its_number(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cookie goes with the calls, the account's id with the ticket."""
    monkeypatch.setenv("BILIBILI_SESSDATA", "member")
    server = play({"send": comment("在吗")})
    sink = Collector()
    async with running(PLUGIN, settings(server, sessdata="${BILIBILI_SESSDATA}"), sink):
        await sink.until(lambda: sink.texts)

    assert 5 == json.loads((await told(server))[4].removeprefix("joined ").partition(" as ")[0])["uid"]


@pytest.mark.process
async def test_a_lost_line_moves_to_the_next_host_and_keeps_its_token(play: Play) -> None:
    """Nothing is asked for anew."""
    server = play({"send": comment("一")}, {"pause": 0.1}, {"drop": True}, {"send": comment("二")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: "二" in sink.texts)

    said = await told(server)
    assert 1 == said.count("getDanmuInfo")
    assert ["127.0.0.1", "localhost"] == [one.rpartition(" ")[2] for one in said if one.startswith("joined")]


@pytest.mark.process
async def test_a_token_that_is_refused_is_renewed(play: Play) -> None:
    """The answer -101 to the ticket asks for another."""
    host = {"host": "127.0.0.1", "ws_port": 0, "wss_port": 1}
    stale = {"answer": WAY, "with": {"code": 0, "data": {"token": "stale", "host_list": [host]}}}
    server = play(stale, {"send": comment("在吗")})
    host["ws_port"] = int(server.url.rpartition(":")[2])
    port = host["ws_port"]
    server.process.kill()
    server.process.wait()
    server = play(stale, {"send": comment("在吗")}, port=port)
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: sink.texts)

    said = await told(server)
    assert "refused" in said
    assert 2 == said.count("getDanmuInfo")


@pytest.mark.process
async def test_a_token_is_renewed_when_every_host_has_failed(play: Play) -> None:
    """After three failures in a row the old addresses are given up."""
    dead = {"host": "127.0.0.1", "ws_port": 1, "wss_port": 1}
    nowhere = {"answer": WAY, "with": {"code": 0, "data": {"token": "t", "host_list": [dead]}}}
    server = play(nowhere, {"send": comment("在吗")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: sink.texts)

    assert 2 == (await told(server)).count("getDanmuInfo")


@pytest.mark.process
@pytest.mark.parametrize("answer", [{"with": {"code": -352, "message": "-352"}}, {"with": {}, "status": 412}])
async def test_risk_control_is_told_in_words_and_waited_out(play: Play, answer: dict[str, Any]) -> None:
    """-352, and the status 412, are no reason to give up; the status says what would help."""
    server = play({"answer": WAY, **answer}, {"send": comment("在吗")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: sink.texts)

    assert "-352" in sink.of(FeedGap)[0].cause
    assert "bilibili-open" in sink.of(FeedGap)[0].cause


@pytest.mark.process
async def test_a_room_that_is_none_stops_the_feed(play: Play) -> None:
    """A wrong number is for a person to mend."""
    server = play({"answer": "/room/v1/Room/get_info", "with": {"code": 1, "message": "未找到该房间"}})
    with pytest.raises(UserProblem, match="77"):
        async with asyncio.timeout(10):
            await PLUGIN.open(Opening("test", settings(server), now_ms)).run(Collector())


@pytest.mark.process
@pytest.mark.parametrize(
    "answer",
    [{"code": 0, "data": {"token": "t", "host_list": []}}, {"code": 0, "data": []}, {"code": 0}, [], "x"],
)
async def test_an_answer_that_makes_no_sense_is_waited_out(play: Play, answer: Any) -> None:
    """Whatever the interface says, the feed lives on."""
    server = play({"answer": WAY, "with": answer}, {"send": comment("在吗")})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: sink.texts)

    assert sink.of(FeedGap)[0].cause


@pytest.mark.process
async def test_the_probe_says_that_names_are_masked(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a guest, as a member, and with a login that has expired."""
    assert PLUGIN.probe is not None
    server = play()
    guest = await PLUGIN.probe(settings(server))
    monkeypatch.setenv("BILIBILI_SESSDATA", "member")
    member = await PLUGIN.probe(settings(server, sessdata="${BILIBILI_SESSDATA}"))
    monkeypatch.setenv("BILIBILI_SESSDATA", "expired")

    assert "7700" in guest[0]
    assert "guest" in guest[1]
    assert "logged in" == member[1]
    with pytest.raises(UserProblem, match="sessdata"):
        await PLUGIN.probe(settings(server, sessdata="${BILIBILI_SESSDATA}"))


@pytest.mark.process
async def test_the_probe_tells_risk_control_in_words(play: Play) -> None:
    """A checked feed that would only keep trying is a problem to whoever checks."""
    assert PLUGIN.probe is not None
    server = play({"answer": WAY, "with": {"code": -352, "message": "-352"}})
    with pytest.raises(UserProblem, match="risk control"):
        await PLUGIN.probe(settings(server))


def test_a_missing_login_is_told_by_its_key() -> None:
    """The variable is named, not set."""
    own = BilibiliWebSettings(room=77, sessdata="${BILIBILI_NO_SUCH}")

    assert ["sessdata"] == [key for key, _ in PLUGIN.check(own)]


async def test_replies_are_refused_for_good() -> None:
    """Unofficial ways to send are not taken."""
    feed = PLUGIN.open(Opening("test", BilibiliWebSettings(room=77), now_ms))

    assert not feed.can_send
    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))

    assert not refusal.value.transient


def test_every_listing_says_that_it_is_unofficial() -> None:
    """Nobody is to take it for the platform's own interface."""
    official = {one.name: one.manifest.official for one in installed() if one.manifest is not None}

    assert (True, False) == (official["bilibili-open"], official["bilibili-web"])
