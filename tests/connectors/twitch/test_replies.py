"""Replies through Helix: what Twitch may answer, and what the desk must make of it."""

from typing import Any

import pytest

from connectors.contract import Opening, Outgoing, SendError
from connectors.twitch import PLUGIN
from tests.connectors.collecting import Collector, now_ms, running
from tests.connectors.twitch.platform import Platform, fate_of

pytestmark = pytest.mark.process
PARENT = "3f0a1b2c-0d1e-4f5a-8b9c-000000000001"


def reply(text: str = "包邮的", *comments: str) -> Outgoing:
    """Return a reply."""
    return Outgoing(id="r1", text=text, viewers=("twitch:7",), names=("甲",), comments=comments)


def dropped(code: str, message: str = "") -> tuple[int, Any, dict[str, str]]:
    """Return the answer that takes a message and drops it."""
    reason = {"code": code, "message": message}
    return 200, {"data": [{"message_id": "", "is_sent": False, "drop_reason": reason}]}, {}


async def outcome(platform: Platform, answer: Any, sent: Outgoing) -> SendError:
    """Send while the platform gives this answer; return the failure."""
    await platform.do({"set": {"answers": [answer]}})
    async with running(PLUGIN, platform.settings(token="${TOKEN}"), Collector()) as feed:
        with pytest.raises(SendError) as failed:
            await feed.send(sent)
    return failed.value


async def test_a_reply_stands_under_the_comment_it_answers(platform: Platform) -> None:
    """The first comment with an id of Twitch's is the parent; an id of our own making never is."""
    async with running(PLUGIN, platform.settings(token="${TOKEN}"), Collector()) as feed:
        await feed.send(reply("包邮的", "0123456789ab-1", PARENT))
        await feed.send(reply("有的", "0123456789ab-1"))
        messages = await platform.seen("messages")

    assert [
        {
            "broadcaster_id": "100",
            "sender_id": "200",
            "message": "包邮的",
            "reply_parent_message_id": PARENT,
        },
        {"broadcaster_id": "100", "sender_id": "200", "message": "有的"},
    ] == messages


@pytest.mark.parametrize(
    ("answer", "fate", "after_s", "words"),
    [
        (dropped("msg_duplicate"), "later", 30, "the same text"),
        (dropped("msg_slowmode"), "later", 30, "slow mode"),
        (dropped("msg_rejected"), "refused", None, "moderator"),
        (dropped("something_new", "Words of \x1b[31mTwitch"), "refused", None, "Words of [31mTwitch"),
        ((400, {"message": "no such parent"}, {}), "refused", None, "no such parent"),
        ((401, {"message": "Invalid OAuth token"}, {}), "refused", None, "authorise again"),
        ((403, {"message": "banned"}, {}), "refused", None, "user:write:chat"),
        ((429, {"message": "slow down"}, {"Ratelimit-Reset": "0"}), "later", 1, "patience"),
        ((429, {"message": "slow down"}, {}), "later", 30, "patience"),
        ((503, {"message": "busy"}, {}), "unknown", None, "503"),
        ((200, {"data": []}, {}), "unknown", None, "unknown"),
        ((200, {"data": [{"message_id": "m"}]}, {}), "unknown", None, "unknown"),
        (None, "unknown", None, ""),
    ],
)
async def test_every_answer_is_told_for_what_it_is(
    platform: Platform, answer: Any, fate: str, after_s: float | None, words: str
) -> None:
    """Only what was surely not sent, and may go later, is tried again; what may have been sent never is."""
    failure = await outcome(platform, answer, reply())

    assert (fate, after_s) == (fate_of(failure), failure.after_s)
    assert words in failure.reason
    assert 1 == len(await platform.seen("messages"))


async def test_what_is_too_long_or_empty_is_not_even_tried(platform: Platform) -> None:
    """Nothing is cut silently; five hundred characters are fine."""
    async with running(PLUGIN, platform.settings(token="${TOKEN}"), Collector()) as feed:
        for text in ("长" * 501, " \n"):
            with pytest.raises(SendError) as failed:
                await feed.send(reply(text))

            assert not failed.value.transient
        await feed.send(reply("长" * 500))

    assert 1 == len(await platform.seen("messages"))


async def test_a_reply_goes_out_while_the_session_is_down(platform: Platform) -> None:
    """Helix does not need the session; without Twitch at all nothing was sent, and it may be tried again."""
    feed = PLUGIN.open(_opening(platform.settings(token="${TOKEN}")))
    await feed.send(reply())

    assert 1 == len(await platform.seen("messages"))

    nowhere = PLUGIN.open(_opening(platform.settings(token="${TOKEN}", identity="http://127.0.0.1:9/oauth2")))
    with pytest.raises(SendError) as failed:
        await nowhere.send(reply())

    assert "later" == fate_of(failed.value)


async def test_a_bad_token_is_a_refusal_in_words(platform: Platform) -> None:
    """What the look-up of the token says is what the sender reads."""
    feed = PLUGIN.open(_opening(platform.settings(token="bad")))
    with pytest.raises(SendError, match="run out") as failed:
        await feed.send(reply())

    assert not failed.value.transient


async def test_without_a_token_the_feed_only_reads(platform: Platform) -> None:
    """Nobody can speak as nobody."""
    feed = PLUGIN.open(_opening(platform.settings()))

    assert not feed.can_send
    with pytest.raises(SendError):
        await feed.send(reply())


def _opening(settings: Any) -> Opening:
    return Opening("test", settings, now_ms)
