"""Social Stream Ninja's stand-in in a process of its own: joining, reading on, replying, and what becomes of replies."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.events import FeedGap
from connectors.problem import UserProblem
from connectors.ssn import PLUGIN
from connectors.ssn.settings import SsnSettings
from tests.connectors.collecting import Collector, now_ms, running
from tests.servers.starting import Running, started

Play = Callable[..., Running]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Return a function that starts the stand-in with this scenario, until the test ends."""
    servers: list[AbstractContextManager[Running]] = []

    def start(*chat: Any, answer: Any = True) -> Running:
        scenario = tmp_path / f"scenario-{len(servers)}.json"
        scenario.write_text(json.dumps({"chat": chat, "answer": answer}), "utf-8")
        server = started("ssn_server.py", scenario)
        servers.append(server)
        return server.__enter__()

    yield start
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set what the settings name."""
    monkeypatch.setenv("SSN_SESSION", "s3ssion")


def settings(server: Running, **fields: Any) -> SsnSettings:
    """Return settings that try again quickly."""
    return SsnSettings(url=server.url, session="${SSN_SESSION}", retry_cap_s=0.2, **fields)


def said(text: str, id_: str) -> dict[str, Any]:
    """Return a message."""
    return {"chatname": "小鱼", "type": "kick", "chatmessage": text, "meta": {"messageId": id_}}


def lines(server: Running, count: int) -> list[dict[str, Any]]:
    """End the server, and return the first requests it heard."""
    server.process.kill()
    return [json.loads(line) for line in server.output.read().splitlines()[:count]]


@pytest.mark.process
async def test_a_session_that_is_cut_is_joined_again(play: Play) -> None:
    """Comments before, broken ones between, repeats after: nothing lost, nothing twice."""
    server = play(said("一", "1"), "<html>", None, said("一", "1"), said("二", "2"))
    sink = Collector()
    async with running(PLUGIN, settings(server), sink) as feed:
        await sink.until(lambda: "二" in sink.texts)

        assert FeedState.LIVE is feed.status.state
        assert (1, 1) == (feed.status.unparsed, feed.status.duplicates)

    assert ["一", "二"] == sink.texts
    assert 1 == len(sink.of(FeedGap))
    assert [{"join": "s3ssion", "in": 4, "out": 1}] * 2 == lines(server, 2)


@pytest.mark.process
async def test_a_reply_goes_to_every_source_and_is_answered(play: Play) -> None:
    """The extension listens on channel 1 and answers on channel 2; the second reply needs no second joining."""
    server = play(said("在吗", "1"))
    sink = Collector()
    async with running(PLUGIN, settings(server), sink) as feed:
        await sink.until(lambda: sink.texts)
        await feed.send(Outgoing(id="r1", text="在的", names=("小鱼",), viewers=("kick:@小鱼",)))
        await feed.send(Outgoing(id="r2", text="有货"))

        assert feed.can_send

    assert [
        {"join": "s3ssion", "in": 4, "out": 1},
        {"join": "s3ssion", "in": 2, "out": 1},
        {"action": "sendChat", "value": "@小鱼 在的", "get": "r1"},
        {"action": "sendChat", "value": "有货", "get": "r2"},
    ] == lines(server, 4)


@pytest.mark.process
async def test_a_reply_may_go_only_where_it_was_asked_for(play: Play) -> None:
    """Where all asked on one site; otherwise to every source."""
    server = play()
    async with running(PLUGIN, settings(server, only_where_asked=True), Collector()) as feed:
        await feed.send(Outgoing(id="r1", text="一", viewers=("kick:1", "kick:2")))
        await feed.send(Outgoing(id="r2", text="二", viewers=("kick:1", "twitch:2")))

    heard = [line for line in lines(server, 4) if "get" in line]

    assert ["kick", None] == [line.get("target") for line in heard]


@pytest.mark.process
@pytest.mark.parametrize(
    ("answer", "unknown"),
    [(False, False), ({"ok": False, "error": {"message": "no source"}}, False), ("cut", True)],
    ids=["refused", "refused by the new protocol", "cut"],
)
async def test_the_fate_of_a_reply_is_told_honestly(play: Play, answer: Any, *, unknown: bool) -> None:
    """Refused is refused; where no answer comes it may have been written."""
    server = play(answer=answer)
    async with running(PLUGIN, settings(server), Collector()) as feed:
        with pytest.raises(SendError) as refusal:
            await feed.send(Outgoing(id="r1", text="在的"))

    assert (False, unknown) == (refusal.value.transient, refusal.value.unknown)
    assert refusal.value.reason


@pytest.mark.process
async def test_an_extension_that_says_nothing_leaves_the_reply_unknown(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never written twice."""
    monkeypatch.setattr("connectors.ssn.client.ANSWER_WITHIN_S", 0.1)
    server = play(answer="silent")
    async with running(PLUGIN, settings(server), Collector()) as feed:
        with pytest.raises(SendError) as refusal:
            await feed.send(Outgoing(id="r1", text="在的"))

    assert refusal.value.unknown


async def test_a_relay_that_is_not_there_may_be_tried_again() -> None:
    """Nothing was written; a text that is too long, and replies switched off, are refused for good."""
    away = SsnSettings(url="ws://127.0.0.1:1", session="x")
    feed = PLUGIN.open(Opening("t", away, now_ms))
    mute = PLUGIN.open(Opening("t", SsnSettings(session="x", replies=False), now_ms))
    refusals = []
    for sender, text in ((feed, "在"), (feed, "x" * 201), (mute, "在")):
        with pytest.raises(SendError) as refusal:
            await sender.send(Outgoing(id="r", text=text))
        refusals.append((refusal.value.transient, refusal.value.unknown))

    assert [(True, False), (False, False), (False, False)] == refusals
    assert (True, False) == (feed.can_send, mute.can_send)


@pytest.mark.process
@pytest.mark.parametrize(("answer", "words"), [({"x": 1}, "takes commands"), ("silent", "session id")])
async def test_a_probe_asks_the_extension_itself(
    play: Play, monkeypatch: pytest.MonkeyPatch, answer: Any, words: str
) -> None:
    """A wrong session looks like a quiet room; only the extension's answer tells them apart."""
    monkeypatch.setattr("connectors.ssn.client.ANSWER_WITHIN_S", 0.2)
    assert PLUGIN.probe is not None

    assert words in " ".join(await PLUGIN.probe(settings(play(answer=answer))))


async def test_a_probe_tells_a_relay_that_is_away() -> None:
    """With what to do about it."""
    assert PLUGIN.probe is not None

    with pytest.raises(UserProblem) as problem:
        await PLUGIN.probe(SsnSettings(url="ws://127.0.0.1:1", session="x"))

    assert "127.0.0.1:1" in problem.value.sentence


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({}, ["session"]),
        ({"session": "${SSN_NONE}", "url": "http://x"}, ["session", "url"]),
        ({"session": "${SSN_SESSION}"}, []),
    ],
)
def test_wrong_settings_are_told_without_connecting(fields: dict[str, str], keys: list[str]) -> None:
    """Each with its own key."""
    assert keys == [key for key, _ in PLUGIN.check(SsnSettings(**fields))]  # type: ignore[arg-type]  # all are text
