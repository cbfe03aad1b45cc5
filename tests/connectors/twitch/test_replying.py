"""Which way a reply takes: Helix, the chat where nothing can have gone out by Helix, and never both."""

from typing import Any

import pytest

from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.twitch import PLUGIN, chatline, replying
from tests.connectors.collecting import Collector, now_ms, running
from tests.connectors.twitch.platform import Platform, fate_of

pytestmark = pytest.mark.process
PARENT = "3f0a1b2c-0d1e-4f5a-8b9c-000000000001"
REPLY = Outgoing(id="r1", text="包邮的", comments=(PARENT,))
NOWHERE = "http://127.0.0.1:9/helix"


def opened(platform: Platform, **changes: Any) -> Any:
    """Return a feed that has not begun to read."""
    return PLUGIN.open(Opening("test", platform.settings(token="${TOKEN}", **changes), now_ms))


async def said_in_chat(platform: Platform) -> list[str]:
    """Return what was said in the chat."""
    return [text for _, text in await platform.seen("lines") if "PRIVMSG" in text]


@pytest.mark.parametrize(
    ("commands", "changes"),
    [
        ({"broken": ["/helix/users"]}, {}),
        ({}, {"api": NOWHERE}),
    ],
)
async def test_what_cannot_have_gone_out_by_helix_is_said_in_the_chat(
    platform: Platform, commands: dict[str, Any], changes: dict[str, Any]
) -> None:
    """The look-up fails, or nobody is there: one message, under its comment, as ourselves."""
    await platform.do({"set": commands})
    feed = opened(platform, **changes)
    await feed.send(REPLY)
    lines = [text for _, text in await platform.seen("lines")]

    assert ["PASS oauth:good", "NICK helper"] == lines[1:3]
    assert [f"@reply-parent-msg-id={PARENT} PRIVMSG #my_shop :包邮的"] == await said_in_chat(platform)
    assert [] == await platform.seen("messages")
    await platform.until("closed", bool)


@pytest.mark.parametrize("answer", [(503, {"message": "busy"}, {}), (200, {"data": []}, {}), None])
async def test_what_may_have_gone_out_by_helix_is_never_said_again(platform: Platform, answer: Any) -> None:
    """It stays unknown; only the replies after it take the chat, without asking Helix."""
    await platform.do({"set": {"answers": [answer]}})
    feed = opened(platform)
    with pytest.raises(SendError) as failed:
        await feed.send(REPLY)

    assert "unknown" == fate_of(failed.value)
    assert [] == await said_in_chat(platform)

    await feed.send(Outgoing(id="r2", text="有的"))

    assert ["PRIVMSG #my_shop :有的"] == await said_in_chat(platform)
    assert 1 == len(await platform.seen("messages"))


async def test_helix_is_asked_again_after_a_rest(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chat is the second way, not the new one."""
    monkeypatch.setattr(replying, "REST_S", 0.0)
    await platform.do({"set": {"answers": [(503, {}, {})]}})
    feed = opened(platform)
    with pytest.raises(SendError):
        await feed.send(REPLY)
    await feed.send(REPLY)

    assert 2 == len(await platform.seen("messages"))
    assert [] == await said_in_chat(platform)


async def test_helix_is_asked_where_the_chat_is_out_of_reach(platform: Platform) -> None:
    """Also while it rests: nothing has gone out by the chat."""
    await platform.do({"set": {"answers": [(503, {}, {})], "broken": ["/irc"]}})
    feed = opened(platform)
    with pytest.raises(SendError):
        await feed.send(REPLY)
    await feed.send(REPLY)

    assert 2 == len(await platform.seen("messages"))


@pytest.mark.parametrize(
    "answer", [(403, {"message": "banned"}, {}), (429, {}, {}), (200, {"data": [{"is_sent": False}]}, {})]
)
async def test_a_refusal_is_no_reason_for_another_way(platform: Platform, answer: Any) -> None:
    """What Twitch does not want said is not said through the back door."""
    await platform.do({"set": {"answers": [answer]}})
    feed = opened(platform)
    with pytest.raises(SendError):
        await feed.send(REPLY)
    await feed.send(REPLY)

    assert [] == await said_in_chat(platform)


@pytest.mark.parametrize(
    ("commands", "fate", "words"),
    [
        ({"scopes": ["user:read:chat", "user:write:chat"]}, "later", "503"),
        ({"broken": ["/helix", "/irc"]}, "later", "503"),
        ({"broken": ["/helix", "/oauth2"]}, "later", "503"),
        ({"scopes": ["user:read:chat"]}, "later", "503"),
        ({"says": ["@msg-id=msg_banned :tmi.twitch.tv NOTICE #my_shop :banned"]}, "refused", "banned"),
        ({"says": [":tmi.twitch.tv USERSTATE #my_shop"]}, "unknown", "unknown"),
    ],
)
async def test_what_becomes_of_a_reply_on_its_second_way_is_told_for_what_it_is(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, commands: dict[str, Any], fate: str, words: str
) -> None:
    """Nothing went out, was refused, or nobody knows."""
    monkeypatch.setattr(chatline, "ANSWERED_WITHIN_S", 0.3)
    await platform.do({"set": {"broken": ["/helix"], **commands}})
    with pytest.raises(SendError) as failed:
        await opened(platform).send(REPLY)

    assert fate == fate_of(failed.value)
    assert words in failed.value.reason
    assert [] == await platform.seen("messages")


async def test_a_token_made_for_the_chat_replies_there(platform: Platform) -> None:
    """Which is no detour, and nothing to tell."""
    await platform.do({"set": {"scopes": ["user:read:chat", "chat:edit"]}})
    async with running(PLUGIN, platform.settings(token="${TOKEN}"), Collector()) as feed:
        await platform.until("subscriptions", lambda made: len(made) == 7)
        await Collector().until(lambda: feed.status.state is FeedState.LIVE)

        assert feed.can_send

        await feed.send(REPLY)

        assert "" == feed.status.problem

    assert 1 == len(await said_in_chat(platform))
    assert [] == await platform.seen("messages")


async def test_a_reply_in_the_chat_does_not_disturb_the_session(platform: Platform) -> None:
    """The session goes on beside it, and the way is told of."""
    sink = Collector()
    async with running(PLUGIN, platform.settings(token="${TOKEN}"), sink) as feed:
        await platform.until("subscriptions", lambda made: len(made) == 8)
        await platform.do({"set": {"broken": ["/helix/chat"]}})
        with pytest.raises(SendError):
            await feed.send(REPLY)

        assert "" == feed.status.problem

        await feed.send(REPLY)

        assert "Twitch's Helix is out of reach: replies are sent in the chat." == feed.status.problem

    assert [] == [text for text in sink.texts if "刚进来" in text]  # the second line is only for the reply
