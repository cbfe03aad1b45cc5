"""Douyin's push received over a real socket, with the platform's stand-in in a process of its own."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from connectors.contract import Opening
from connectors.douyin.push import PLUGIN, reporting
from connectors.douyin.push.client import DouyinPushFeed
from connectors.douyin.push.settings import DouyinPushSettings
from connectors.douyin.push.signature import sign
from connectors.events import Unparsed
from connectors.links.http import Answer
from connectors.problem import UserProblem
from tests.connectors.calling import Caller, receiving, until
from tests.connectors.collecting import Collector, now_ms
from tests.connectors.hearing import heard
from tests.servers.starting import Running, started

SECRET = "push-secret"
Platform = Callable[..., Running]


@pytest.fixture
def platform() -> Iterator[Platform]:
    """Return a function that starts the platform's stand-in, until the test ends."""
    with ExitStack() as servers:
        yield lambda *answers: servers.enter_context(started("douyin_server.py", *answers))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nothing longer than a test can, and know the secrets."""
    monkeypatch.setattr(reporting, "GATHER_S", 0.02)
    monkeypatch.setenv("DOUYIN_PUSH_SECRET", SECRET)
    monkeypatch.setenv("DOUYIN_APP_SECRET", "app-secret")


def made(server: Running | None = None, **keys: Any) -> DouyinPushFeed:
    """Return the feed at a free port; with a server, as an app that the platform knows."""
    if server is not None:
        app = {"app_id": "tt1", "app_secret": "${DOUYIN_APP_SECRET}"}
        keys = {**app, "api": server.url, "token_api": server.url, **keys}
    return DouyinPushFeed(Opening("main", DouyinPushSettings(port=0, **keys), now_ms))


async def push(caller: Caller, *items: object, secret: str = SECRET, **changed: str) -> Answer:
    """Call as the platform does; `changed` are headers that are not as it would send them."""
    data = json.dumps(items, ensure_ascii=False).encode()
    told = {"x-nonce-str": "n", "x-timestamp": str(now_ms()), "x-roomid": "55", "x-msg-type": "live_comment"}
    told = {**told, **{name.replace("_", "-"): value for name, value in changed.items()}}
    return await caller.post(data, {"x-signature": sign(told, data, secret), **told})


def comment(id_: str, text: str) -> dict[str, Any]:
    """Return a comment as the platform pushes it."""
    return {"msg_id": id_, "sec_openid": "o7", "nickname": "小鱼", "content": text, "timestamp": now_ms()}


async def calls_to(server: Running, count: int) -> list[dict[str, Any]]:
    """Return the next calls the platform got."""
    return [json.loads(line) for line in await heard(server, count)]


async def test_signed_calls_are_taken_once_and_others_never() -> None:
    """A call that comes again is confirmed again; what is not signed, or old, leaves no trace."""
    sink = Collector()
    async with receiving(made(room="55"), sink) as caller:
        answers = [
            await push(caller, comment("1", "甲"), comment("2", "乙")),
            await push(caller, comment("2", "乙"), comment("3", "丙")),
            await push(caller, comment("4", "别的直播间"), x_roomid="56"),
            await push(caller, comment("5", "假"), secret="other"),
            await push(caller, comment("6", "旧"), x_timestamp=str(now_ms() - 400_000)),
            await caller.post(b"[]"),
        ]

    assert [200, 200, 200, 401, 401, 401] == [answer.status for answer in answers]
    assert ["甲", "乙", "丙"] == sink.texts
    assert 1 == caller.feed.status.duplicates
    assert [] == sink.of(Unparsed)


async def test_a_type_may_have_a_secret_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the platform's console gives them."""
    monkeypatch.setenv("GIFT_SECRET", "g")
    gift = {"msg_id": "1", "sec_gift_id": "x", "gift_num": 1}
    async with receiving(made(secrets={"live_gift": "${GIFT_SECRET}"}), Collector()) as caller:
        statuses = [
            (await push(caller, gift, secret=secret, x_msg_type="live_gift")).status
            for secret in ("g", SECRET)
        ]

    assert [200, 401] == statuses


@pytest.mark.process
async def test_what_is_saved_is_acknowledged_as_received_and_handled(platform: Platform) -> None:
    """In the platform's own shape: JSON within JSON, with the times of both."""
    server = platform()
    began = now_ms()
    async with receiving(made(server), Collector()) as caller:
        await push(caller, comment("1", "甲"), comment("2", "乙"))
        calls = await calls_to(server, 2)

    assert ["/api/live_data/ack"] * 2 == [call["path"] for call in calls]
    assert ["token-1"] * 2 == [call["token"] for call in calls]
    assert [1, 2] == [call["body"]["ack_type"] for call in calls]
    for call in calls:
        assert ("55", "tt1") == (call["body"]["room_id"], call["body"]["app_id"])
        told = json.loads(call["body"]["data"])
        assert [("1", "live_comment"), ("2", "live_comment")] == [
            (one["msg_id"], one["msg_type"]) for one in told
        ]
        assert all(began <= one["client_time"] <= now_ms() for one in told)


@pytest.mark.process
async def test_a_platform_that_fails_holds_up_no_answer_and_is_asked_again(platform: Platform) -> None:
    """No JSON, a stale token, no answer at all: the shop sees why, and the reports get through in the end."""
    server = platform("broken", "40022")
    sink = Collector()
    async with receiving(made(server), sink) as caller:
        began = time.monotonic()
        await push(caller, comment("1", "甲"))

        assert time.monotonic() - began < 1.0

        await until(lambda: "acknowledging fails" in caller.feed.status.problem)
        calls = await calls_to(server, 4)
        await until(lambda: caller.feed.status.problem == "")

    assert [1, 1, 1, 2] == [call["body"]["ack_type"] for call in calls]
    assert ["token-1", "token-1", "token-2", "token-2"] == [call["token"] for call in calls]


@pytest.mark.process
async def test_what_the_platform_refuses_again_and_again_is_given_up(platform: Platform) -> None:
    """One bad batch does not stand before all that follow."""
    server = platform("10001", "10001", "10001")
    feed = made(server)
    async with receiving(feed, Collector()) as caller:
        await push(caller, comment("1", "甲"))
        calls = await calls_to(server, 4)

    assert [1, 1, 1, 2] == [call["body"]["ack_type"] for call in calls]
    assert 1 == feed._reports.given_up


@pytest.mark.process
async def test_the_last_reports_go_out_on_leaving(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was gathered and not yet sent."""
    monkeypatch.setattr(reporting, "GATHER_S", 60)
    server = platform()
    async with receiving(made(server), Collector()) as caller:
        await push(caller, comment("1", "甲"))

    assert [1, 2] == [call["body"]["ack_type"] for call in await calls_to(server, 2)]


@pytest.mark.process
async def test_leaving_does_not_wait_for_a_platform_that_hangs(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk is let go after a moment."""
    monkeypatch.setattr("connectors.douyin.push.client.GOODBYE_S", 0.2)
    monkeypatch.setattr(reporting, "GATHER_S", 60)
    server = platform("hang")
    async with receiving(made(server), Collector()) as caller:
        await push(caller, comment("1", "甲"))
        began = time.monotonic()

    assert time.monotonic() - began < 5


async def test_without_an_app_nothing_is_acknowledged() -> None:
    """Reading needs only the push's own secret."""
    feed = made()
    async with receiving(feed, Collector()) as caller:
        assert 200 == (await push(caller, comment("1", "甲"))).status

        assert "" == feed.status.problem
        assert not feed._reports._waiting


@pytest.mark.process
async def test_tasks_are_started_when_the_room_is_live_and_stopped_on_leaving(platform: Platform) -> None:
    """The platform refuses until then, and the shop sees what it says."""
    server = platform("5003019")
    sink = Collector()
    async with receiving(made(server, room="55", start=("live_comment", "live_gift")), sink) as caller:
        await until(lambda: "5003019" in caller.feed.status.problem)
        started_ = await calls_to(server, 3)
        await until(lambda: caller.feed.status.problem == "")
    stopped = await calls_to(server, 2)

    assert ["/api/live_data/task/start"] * 3 == [call["path"] for call in started_]
    assert ["live_comment", "live_comment", "live_gift"] == [call["body"]["msg_type"] for call in started_]
    assert {"roomid": "55", "appid": "tt1", "msg_type": "live_comment"} == started_[0]["body"]
    assert ["/api/live_data/task/stop"] * 2 == [call["path"] for call in stopped]


@pytest.mark.process
async def test_the_probe_asks_the_platform_whether_it_knows_the_app(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With words for a wrong secret, for no platform, and for an app that is not named."""
    assert PLUGIN.probe is not None
    server = platform()
    app: dict[str, Any] = {
        "port": 0,
        "app_id": "tt1",
        "token_api": server.url,
        "app_secret": "${DOUYIN_APP_SECRET}",
    }

    assert "knows the app" in (await PLUGIN.probe(DouyinPushSettings(**app)))[1]
    assert "nothing is acknowledged" in (await PLUGIN.probe(DouyinPushSettings(port=0)))[1]

    monkeypatch.setenv("DOUYIN_APP_SECRET", "wrong")
    with pytest.raises(UserProblem, match="bad secret"):
        await PLUGIN.probe(DouyinPushSettings(**app))

    server.process.kill()
    server.process.wait()
    with pytest.raises(UserProblem, match="cannot be reached"):
        await PLUGIN.probe(DouyinPushSettings(**app))
