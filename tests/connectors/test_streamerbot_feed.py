"""Streamer.bot's stand-in in a process of its own: shaking hands, reading on, replying, and what becomes of replies."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.events import FeedGap, OrderPaid
from connectors.problem import UserProblem
from connectors.streamerbot import PLUGIN
from connectors.streamerbot.settings import StreamerbotSettings
from tests.connectors.collecting import Collector, now_ms, running
from tests.servers.starting import Running, started

Play = Callable[..., Running]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Return a function that starts the stand-in with this scenario, until the test ends."""
    servers: list[AbstractContextManager[Running]] = []

    def start(*events: Any, **scenario: Any) -> Running:
        file = tmp_path / f"scenario-{len(servers)}.json"
        file.write_text(json.dumps({"events": events, **scenario}), "utf-8")
        server = started("streamerbot_server.py", file)
        servers.append(server)
        return server.__enter__()

    yield start
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set what the settings name."""
    monkeypatch.setenv("SB_PASSWORD", "s3cret")


def settings(server: Running, **fields: Any) -> StreamerbotSettings:
    """Return settings that try again quickly."""
    given = {"password": "${SB_PASSWORD}", **fields}
    return StreamerbotSettings(url=server.url, retry_cap_s=0.2, **given)


def said(text: str, id_: str) -> dict[str, Any]:
    """Return a comment."""
    message = {"msgId": id_, "userId": "7", "displayName": "小鱼", "role": 1, "message": text}
    return {"event": {"source": "Twitch", "type": "ChatMessage"}, "data": {"message": message}}


def lines(server: Running, count: int) -> list[dict[str, Any]]:
    """End the server, and return the first requests it heard."""
    server.process.kill()
    return [json.loads(line) for line in server.output.read().splitlines()[:count]]


@pytest.mark.process
async def test_a_line_that_is_cut_is_opened_again(play: Play) -> None:
    """The password is shown each time, the subscription made again; nothing lost, nothing twice."""
    order = {"id": 9, "total_price": "5.00", "currency": "EUR", "line_items": []}
    paid = {"event": {"source": "Shopify", "type": "OrderPaid"}, "data": order}
    server = play(said("一", "1"), "<html>", None, said("一", "1"), paid, said("二", "2"), password="s3cret")
    sink = Collector()
    async with running(PLUGIN, settings(server), sink) as feed:
        await sink.until(lambda: "二" in sink.texts)

        assert FeedState.LIVE is feed.status.state
        assert (1, 1) == (feed.status.unparsed, feed.status.duplicates)

    assert ["一", "二"] == sink.texts
    assert ["9"] == [order.id for order in sink.of(OrderPaid)]
    assert 1 == len(sink.of(FeedGap))

    heard = lines(server, 6)

    assert ["Authenticate", "GetEvents", "Subscribe"] * 2 == [one["request"] for one in heard]
    assert "s3cret" not in json.dumps(heard)


@pytest.mark.process
async def test_events_between_a_request_and_its_answer_are_kept(play: Play) -> None:
    """Another program may have subscribed for us already."""
    server = play(said("后", "2"), early=[said("先", "1")])
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: "后" in sink.texts)

    assert ["先", "后"] == sink.texts


@pytest.mark.process
async def test_only_what_the_program_knows_is_subscribed_to(play: Play) -> None:
    """An older program would refuse the rest."""
    server = play(said("在", "1"), known={"twitch": ["ChatMessage"], "youTube": ["Message", "Nonsense"]})
    sink = Collector()
    async with running(PLUGIN, settings(server), sink):
        await sink.until(lambda: sink.texts)

    assert {"Twitch": ["ChatMessage"], "YouTube": ["Message"]} == lines(server, 2)[1]["events"]


@pytest.mark.process
@pytest.mark.parametrize(
    ("scenario", "given", "words"),
    [
        ({"password": "other"}, {}, "Authentication failed"),
        ({"password": "other", "enforced": True}, {"password": ""}, "Not authenticated"),
    ],
    ids=["wrong", "missing"],
)
async def test_a_password_that_is_not_right_needs_a_person(
    play: Play, scenario: dict[str, Any], given: dict[str, str], words: str
) -> None:
    """Trying again would not help."""
    server = play(**scenario)

    with pytest.raises(UserProblem) as problem:
        await PLUGIN.open(Opening("t", settings(server, **given), now_ms)).run(Collector())

    assert words in problem.value.sentence
    assert "password" in problem.value.next_step.lower()


@pytest.mark.process
async def test_a_reply_goes_where_it_was_asked_for(play: Play) -> None:
    """On one platform or on two, by the bot; where nobody in particular is answered, where the settings say."""
    server = play(password="s3cret")
    sink = Collector()
    async with running(PLUGIN, settings(server, platform="kick"), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LIVE)
        await feed.send(Outgoing(id="r1", text="在的", names=("小鱼",), viewers=("youtube:UC1",)))
        await feed.send(Outgoing(id="r2", text="有货", viewers=("youtube:UC1", "twitch:7")))
        await feed.send(Outgoing(id="r3", text="欢迎"))

        assert feed.can_send

    sent = lines(server, 7)[3:]

    assert {
        "request": "SendMessage",
        "id": "r1/youtube",
        "platform": "youtube",
        "bot": True,
        "internal": True,
        "message": "@小鱼 在的",
    } == sent[0]
    assert ["twitch", "youtube", "kick"] == [one["platform"] for one in sent[1:]]


@pytest.mark.process
async def test_an_action_may_send_replies_instead(play: Play) -> None:
    """It is named, or given by its id; it needs no password."""
    server = play()
    sink = Collector()
    id_ = "1f2e3d4c-0000-4000-8000-000000000000"
    for action in ("Answer", id_):
        async with running(PLUGIN, settings(server, password="", action=action), sink) as feed:
            await sink.until(lambda feed=feed: feed.status.state is FeedState.LIVE)  # type: ignore[misc]  # bound now
            await feed.send(Outgoing(id="r1", text="在的", names=("小鱼",), viewers=("twitch:7",)))

            assert feed.can_send

    done = [one for one in lines(server, 6) if one["request"] == "DoAction"]

    assert [{"name": "Answer"}, {"id": id_}] == [one["action"] for one in done]
    assert {"text": "@小鱼 在的", "platform": "twitch", "names": "小鱼"} == done[0]["args"]


@pytest.mark.process
@pytest.mark.parametrize(
    ("answer", "unknown", "words"),
    [("Not connected", False, "Not connected"), ("cut", True, "")],
    ids=["refused", "cut"],
)
async def test_the_fate_of_a_reply_is_told_honestly(
    play: Play, answer: str, words: str, *, unknown: bool
) -> None:
    """Refused is refused; where no answer comes it may have been sent."""
    server = play(password="s3cret", answer=answer)
    sink = Collector()
    async with running(PLUGIN, settings(server), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LIVE)
        with pytest.raises(SendError) as refusal:
            await feed.send(Outgoing(id="r1", text="在的"))

    assert (False, unknown) == (refusal.value.transient, refusal.value.unknown)
    assert words in refusal.value.reason


@pytest.mark.process
async def test_a_program_that_says_nothing_leaves_the_reply_unknown(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never sent twice."""
    monkeypatch.setattr("connectors.streamerbot.client.ANSWER_WITHIN_S", 0.1)
    server = play(password="s3cret", answer="silent")
    sink = Collector()
    async with running(PLUGIN, settings(server), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LIVE)
        with pytest.raises(SendError) as refusal:
            await feed.send(Outgoing(id="r1", text="在的"))

    assert refusal.value.unknown


async def test_replies_that_cannot_go_out_are_told() -> None:
    """Not connected may be tried again; too long, and without a password, may not."""
    here = StreamerbotSettings(password="x")
    mute = PLUGIN.open(Opening("t", StreamerbotSettings(), now_ms))
    feed = PLUGIN.open(Opening("t", here, now_ms))
    refusals = []
    for sender, text in ((feed, "在"), (feed, "x" * 201), (mute, "在")):
        with pytest.raises(SendError) as refusal:
            await sender.send(Outgoing(id="r", text=text))
        refusals.append(refusal.value.transient)

    assert [True, False, False] == refusals
    assert (True, False) == (feed.can_send, mute.can_send)


@pytest.mark.process
@pytest.mark.parametrize(
    ("given", "words"),
    [({}, "Authorised"), ({"password": ""}, "is not set"), ({"action": "Answer"}, "“Answer”")],
)
async def test_a_probe_tells_what_it_found(play: Play, given: dict[str, str], words: str) -> None:
    """Reachable, subscribed, and whether replies can go out."""
    assert PLUGIN.probe is not None

    assert words in " ".join(await PLUGIN.probe(settings(play(password="s3cret"), **given)))


async def test_a_probe_tells_a_program_that_is_not_there() -> None:
    """With what to do about it."""
    assert PLUGIN.probe is not None

    with pytest.raises(UserProblem) as problem:
        await PLUGIN.probe(StreamerbotSettings(url="ws://127.0.0.1:1"))

    assert "127.0.0.1:1" in problem.value.sentence
    assert "WebSocket Server" in problem.value.next_step


@pytest.mark.parametrize(
    ("fields", "keys"),
    [({}, []), ({"password": "${SB_NONE}", "url": "http://x"}, ["url", "password"])],
)
def test_wrong_settings_are_told_without_connecting(fields: dict[str, str], keys: list[str]) -> None:
    """Each with its own key."""
    assert keys == [key for key, _ in PLUGIN.check(StreamerbotSettings(**fields))]  # type: ignore[arg-type]  # all are text
