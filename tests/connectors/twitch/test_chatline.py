"""The chat for real: anybody reads it, an account also answers, and the server comes and goes."""

from typing import Any

import pytest

from connectors.contract import FeedState, Outgoing, SendError
from connectors.events import CommentDeleted, CommentReceived, FeedGap, FeedLost, FeedResumed, Unparsed
from connectors.problem import UserProblem
from connectors.twitch import PLUGIN, chatline
from tests.connectors.collecting import Collector, running
from tests.connectors.twitch.platform import Platform, fate_of

pytestmark = pytest.mark.process
PARENT = "3f0a1b2c-0d1e-4f5a-8b9c-000000000001"


def line(id_: str, text: str) -> str:
    """Return a viewer's line in the chat."""
    return f"@id={id_};user-id=7;display-name=甲 :a!a@a.tmi.twitch.tv PRIVMSG #my_shop :{text}\r\n"


async def test_anybody_may_read(platform: Platform) -> None:
    """No account: a guest's name, the tags asked for, the channel joined; what came with the welcome is not lost."""
    sink = Collector()
    async with running(PLUGIN, platform.settings(), sink) as feed:
        await sink.until(lambda: sink.texts)
        await platform.do(
            {
                "text": line("1", "包邮吗") + "@target-msg-id=1 :tmi.twitch.tv CLEARMSG #my_shop :包邮吗\r\n",
                "on": 0,
            },
            {"text": ":tmi.twitch.tv SOMETHING new\r\n" + line("2", "在吗"), "on": 0},
        )
        await sink.until(lambda: "在吗" in sink.texts)
        said = [text for _, text in await platform.seen("lines")]

        assert not feed.can_send

    assert ["刚进来 0", "包邮吗", "在吗"] == sink.texts
    assert ["1"] == [event.id for event in sink.of(CommentDeleted)]
    assert 1 == len(sink.of(Unparsed))
    assert ["CAP REQ :twitch.tv/tags twitch.tv/commands", "JOIN #my_shop"] == [said[0], said[2]]
    assert said[1].startswith("NICK justinfan")
    assert said[1].removeprefix("NICK justinfan").isdigit()


async def test_a_ping_is_answered(platform: Platform) -> None:
    """With the same words; the server would close otherwise."""
    sink = Collector()
    async with running(PLUGIN, platform.settings(), sink):
        await sink.until(lambda: sink.texts)
        await platform.do({"text": "PING :tmi.twitch.tv 42\r\n" + line("1", "在吗"), "on": 0})
        await platform.until("lines", lambda said: [0, "PONG :tmi.twitch.tv 42"] in said)
        await sink.until(lambda: "在吗" in sink.texts)


async def test_a_server_that_goes_away_is_left_without_a_gap(platform: Platform) -> None:
    """On RECONNECT the next connection joins first; what both tell arrives once."""
    sink = Collector()
    async with running(PLUGIN, platform.settings(), sink):
        await sink.until(lambda: sink.texts)
        await platform.do(
            {"set": {"hold": True}}, {"text": ":tmi.twitch.tv RECONNECT\r\n" + line("1", "要搬家了"), "on": 0}
        )
        await platform.until("lines", lambda said: [1, "JOIN #my_shop"] in said)
        joined = ":tmi.twitch.tv ROOMSTATE #my_shop\r\n"
        await platform.do(
            {"text": line("2", "旧线"), "on": 0},
            {"text": joined + line("3", "两边"), "on": 1},
            {"text": line("3", "两边") + line("4", "旧线的最后"), "on": 0},
            {"text": line("5", "新线"), "on": 1},
        )
        await sink.until(lambda: "新线" in sink.texts)

    assert ["刚进来 0", "要搬家了", "旧线", "两边", "旧线的最后", "新线"] == sink.texts
    assert [] == sink.of(FeedGap)


async def test_a_cut_line_is_joined_again(platform: Platform) -> None:
    """With a gap in the books, and without anything twice."""
    sink = Collector()
    async with running(PLUGIN, platform.settings(), sink):
        await sink.until(lambda: sink.texts)
        await platform.do({"cut": True, "on": 0})
        await sink.until(lambda: sink.of(FeedResumed))
        await sink.until(lambda: "刚进来 1" in sink.texts)

    assert 1 == len(sink.of(FeedGap))
    assert 2 == len(sink.of(CommentReceived))


async def test_a_chat_that_does_not_answer_is_a_dead_one(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A beat goes out in time and its answer keeps the line; without answers the line is given up."""
    monkeypatch.setattr(chatline, "BEAT_S", 0.1)
    monkeypatch.setattr(chatline, "SILENT_S", 0.6)
    sink = Collector()
    async with running(PLUGIN, platform.settings(), sink):
        await platform.until("lines", lambda said: said.count([0, "PING :livedesk"]) >= 8)

        assert [] == sink.of(FeedLost)

        await platform.do({"set": {"beats": False}})
        await sink.until(lambda: sink.of(FeedLost))

    assert "nothing came for" in sink.of(FeedLost)[0].cause


async def test_a_channel_that_lets_nobody_in_is_told_by_name(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chat says nothing at all of a channel that does not exist; the feed asks whether the name is right."""
    monkeypatch.setattr(chatline, "JOINED_WITHIN_S", 0.2)
    sink = Collector()
    async with running(PLUGIN, platform.settings(channel="nobody_here"), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LOST)

        assert "nobody_here" in feed.status.problem


async def test_a_chat_that_talks_and_lets_nobody_in_is_left(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept while waiting is bounded; the next connection may fare better."""
    monkeypatch.setattr(chatline, "_MOST_EARLY", 3)
    await platform.do({"set": {"hold": True}})
    sink = Collector()
    async with running(PLUGIN, platform.settings(), sink):
        await platform.until("lines", lambda said: [0, "JOIN #my_shop"] in said)
        await platform.do(*({"text": line(str(number), "太早了"), "on": 0} for number in range(3)))
        await sink.until(lambda: sink.of(FeedLost), within_s=5)
        await platform.do({"set": {"hold": False}})
        await sink.until(lambda: sink.texts)

    assert "did not let us into" in sink.of(FeedLost)[0].cause
    assert sink.texts[0].startswith("刚进来")


async def test_a_refused_login_stops_the_feed(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person must authorise again."""
    with pytest.raises(UserProblem, match="token"):
        async with running(PLUGIN, platform.settings(via="irc", token="bad"), Collector()) as feed:
            await Collector().until(lambda: feed.status.state is FeedState.FAILED)


async def test_an_account_answers_through_the_chat(platform: Platform) -> None:
    """A reply is sent once the server has confirmed it; the parent goes along, and no line break can smuggle a command."""
    sink = Collector()
    async with running(PLUGIN, platform.settings(via="irc", token="${TOKEN}"), sink) as feed:
        await sink.until(lambda: sink.texts)

        assert feed.can_send

        await feed.send(Outgoing(id="r1", text="包邮的\r\nJOIN #other", comments=(PARENT,)))
        said = [text for _, text in await platform.seen("lines")]

    assert ["PASS oauth:good", "NICK helper"] == said[1:3]
    assert f"@reply-parent-msg-id={PARENT} PRIVMSG #my_shop :包邮的 JOIN #other" == said[-1]


@pytest.mark.parametrize(
    ("answer", "fate", "words"),
    [
        ("@msg-id=msg_duplicate :tmi.twitch.tv NOTICE #my_shop :same", "later", "the same text"),
        ("@msg-id=msg_banned :tmi.twitch.tv NOTICE #my_shop :banned", "refused", "banned"),
        (":tmi.twitch.tv USERSTATE #my_shop", "unknown", "unknown"),
    ],
)
async def test_what_the_chat_says_of_a_reply_is_believed(
    platform: Platform,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    fate: str,
    words: str,
) -> None:
    """A notice is a refusal, silence is unknown."""
    monkeypatch.setattr(chatline, "ANSWERED_WITHIN_S", 0.3)
    await platform.do({"set": {"says": [answer]}})
    sink = Collector()
    async with running(PLUGIN, platform.settings(via="irc", token="${TOKEN}"), sink) as feed:
        await sink.until(lambda: sink.texts)
        with pytest.raises(SendError) as failed:
            await feed.send(Outgoing(id="r1", text="包邮的"))

    assert fate == fate_of(failed.value)
    assert words in failed.value.reason


async def test_nothing_is_sent_while_the_chat_is_not_joined(platform: Platform) -> None:
    """It may be tried again: nothing can have gone out."""
    settings: Any = platform.settings(via="irc", token="${TOKEN}")
    await platform.do({"set": {"hold": True}})
    async with running(PLUGIN, settings, Collector()) as feed:
        with pytest.raises(SendError) as failed:
            await feed.send(Outgoing(id="r1", text="包邮的"))

    assert failed.value.transient
