"""EventSub out of reach: the chat is read meanwhile, and left again without loss or doubling."""

from typing import Any

import pytest

from connectors.contract import FeedState, Outgoing
from connectors.events import CommentReceived, FeedGap, FeedResumed
from connectors.links.link import LineLostError
from connectors.problem import UserProblem
from connectors.twitch import PLUGIN, chatline, detour, moving, replying
from connectors.twitch.detour import Detour
from connectors.twitch.session import EventSub
from connectors.twitch.settings import TwitchSettings
from tests.connectors.collecting import Collector, running
from tests.connectors.twitch.frames import chat
from tests.connectors.twitch.platform import Platform

pytestmark = pytest.mark.process
DOWN = {"set": {"broken": ["/helix"]}}
UP: dict[str, Any] = {"set": {"broken": []}}


@pytest.fixture(autouse=True)
def _haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detour, "LOOK_AGAIN_S", 0.05)
    monkeypatch.setattr(moving, "RETRY_S", 0.05)
    monkeypatch.setattr(chatline, "BEAT_S", 0.1)


def logged_in(platform: Platform, **changes: Any) -> TwitchSettings:
    """Return settings with a token."""
    return platform.settings(token="${TOKEN}", **changes)


def said(id_: str, text: str) -> str:
    """Return a viewer's line in the chat, with the id that EventSub gives the same comment."""
    return f"@id={id_};user-id=7;display-name=甲 :a!a@a.tmi.twitch.tv PRIVMSG #my_shop :{text}\r\n"


def number_of(opened: list[str], path: str) -> int:
    """Return the number of the last connection to a path."""
    return max(number for number, url in enumerate(opened) if url.startswith(path))


async def test_the_chat_is_read_while_eventsub_is_out_of_reach_and_left_without_loss(
    platform: Platform,
) -> None:
    """As a guest, with a word about it; around the way back what both tell arrives once, and nothing is a gap."""
    await platform.do(DOWN)
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink) as feed:
        await sink.until(lambda: "the chat is read without login" in feed.status.problem)
        guest = number_of(await platform.seen("opened"), "/irc")
        names = [text for number, text in await platform.seen("lines") if number == guest]

        assert names[1].startswith("NICK justinfan")
        assert FeedState.LIVE is feed.status.state
        assert 1 == len(sink.of(FeedGap))

        await platform.do({"set": {"hold": True}}, UP)
        opened = await platform.until("opened", lambda opened: opened[-1].startswith("/ws"))
        session = number_of(opened, "/ws")
        await platform.do(
            {"text": said("1", "只在聊天室") + said("2", "两边都有"), "on": guest},
            {"welcome": True, "on": session},
            {"send": chat("2", "两边都有"), "on": session},
            {"send": chat("3", "只在会话"), "on": session},
            {"text": said("4", "聊天室的最后一条"), "on": guest},
        )
        await sink.until(lambda: "只在会话" in sink.texts)
        await platform.until("closed", lambda closed: [guest, 1000] in closed)

        assert "" == feed.status.problem
        assert 1 == feed.status.duplicates

        await platform.do({"send": chat("5", "回到会话"), "on": session})
        await sink.until(lambda: "回到会话" in sink.texts)

    told = [comment.id for comment in sink.of(CommentReceived)]
    assert [f"first-{guest}", "1", "2", "4", "3", "5"] == told
    assert 1 == len(sink.of(FeedGap))
    assert 1 == len(sink.of(FeedResumed))


async def test_replies_and_comments_take_their_detours_and_come_back(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are told of, and neither any more once Twitch is whole again."""
    monkeypatch.setattr(replying, "REST_S", 0.0)
    await platform.do(DOWN)
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink) as feed:
        await sink.until(lambda: sink.texts)
        await feed.send(Outgoing(id="r1", text="包邮的"))

        assert "the chat is read without login" in feed.status.problem
        assert "replies are sent in the chat" in feed.status.problem

        await platform.do(UP)
        await platform.until("subscriptions", lambda made: len(made) == 8)
        await feed.send(Outgoing(id="r2", text="有的"))
        await sink.until(lambda: not feed.status.problem)

    assert ["有的"] == [message["message"] for message in await platform.seen("messages")]


async def test_one_failure_is_no_reason_for_a_detour(platform: Platform) -> None:
    """The usual way may be back at the next try."""
    await platform.do(DOWN)
    settings = logged_in(platform)
    way = Detour(EventSub(settings, set()), settings, set(), lambda: None)
    with pytest.raises(LineLostError, match="503"):
        await way.open()

    assert "" == way.words

    line = await way.open()

    assert "the chat is read" in way.words
    await line.close()


async def test_where_the_chat_is_out_of_reach_too_the_usual_way_is_told(platform: Platform) -> None:
    """And it is taken again as soon as it can be."""
    await platform.do(DOWN)
    sink = Collector()
    async with running(PLUGIN, logged_in(platform, chat_url="ws://127.0.0.1:9"), sink) as feed:
        await platform.until("failed", lambda failed: len(failed) > detour.TRIES)

        assert FeedState.LOST is feed.status.state
        assert "503" in feed.status.problem

        await platform.do(UP)
        await sink.until(lambda: feed.status.state is FeedState.LIVE)

        assert "" == feed.status.problem


async def test_what_twitch_refuses_leads_to_no_detour(platform: Platform) -> None:
    """A person must act; nobody should take a quiet substitute for the feed they have set up."""
    await platform.do({"set": {"refuse": {"channel.chat.message": 403}}})
    with pytest.raises(UserProblem, match="not for you"):
        async with running(PLUGIN, logged_in(platform), Collector()) as feed:
            await Collector().until(lambda: feed.status.state is FeedState.FAILED)

    assert not any(url.startswith("/irc") for url in await platform.seen("opened"))


async def test_what_twitch_refuses_during_the_detour_stops_the_feed(platform: Platform) -> None:
    """The session's refusal is what the feed says, though the chat could be read on."""
    await platform.do(DOWN)
    sink = Collector()

    async def detoured() -> None:
        async with running(PLUGIN, logged_in(platform), sink) as feed:
            await sink.until(lambda: sink.texts)
            await platform.do(UP, {"set": {"scopes": ["chat:read"]}})
            await sink.until(lambda: feed.status.state is FeedState.FAILED)

    with pytest.raises(UserProblem, match="user:read:chat is missing"):
        await detoured()
