"""EventSub for real: another process, sockets, and everything that Twitch may do to a session."""

import asyncio
from typing import Any

import pytest

from connectors.contract import FeedState
from connectors.events import (
    CommentReceived,
    FeedGap,
    FeedLost,
    FeedResumed,
    Followed,
    ModerationWarned,
    StreamEnded,
)
from connectors.links.keeping import opened
from connectors.links.link import Line, LineLostError
from connectors.problem import UserProblem
from connectors.twitch import PLUGIN, session
from connectors.twitch.helix import Helix
from tests.connectors.collecting import Collector, running
from tests.connectors.twitch.frames import chat, notification
from tests.connectors.twitch.platform import Platform

pytestmark = pytest.mark.process
OFFLINE = notification("stream.offline", {"broadcaster_user_id": "100"})


def logged_in(platform: Platform, **changes: Any) -> Any:
    """Return settings with a token."""
    return platform.settings(token="${TOKEN}", **changes)


async def test_a_session_is_subscribed_to_everything_its_token_allows(platform: Platform) -> None:
    """The channel is looked up by its name; comments come first, and each condition names who it must."""
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink) as feed:
        await platform.until("subscriptions", lambda made: len(made) == 8)
        await platform.do({"send": chat("c1", "包邮吗"), "on": 0})
        await sink.until(lambda: sink.texts)
        made = await platform.seen("subscriptions")

        assert feed.can_send
        assert ["/ws?keepalive_timeout_seconds=10"] == await platform.seen("opened")

    (comment,) = sink.of(CommentReceived)
    assert ("c1", "包邮吗", "twitch:7", "甲") == (comment.id, comment.text, comment.viewer, comment.name)
    assert 1_794_398_400_123 == comment.sent_at
    assert "channel.chat.message" == made[0]["type"]
    assert {"broadcaster_user_id": "100", "user_id": "200"} == made[0]["condition"]
    assert {"method": "websocket", "session_id": "session-0"} == made[0]["transport"]
    (follow,) = (one for one in made if one["type"] == "channel.follow")
    assert {"broadcaster_user_id": "100", "moderator_user_id": "200"} == follow["condition"]
    assert "2" == follow["version"]


async def test_nothing_is_asked_for_that_the_token_does_not_allow(platform: Platform) -> None:
    """Without the scopes to reply and to see follows the comments are read all the same."""
    await platform.do({"set": {"scopes": ["user:read:chat"]}})
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink) as feed:
        made = await platform.until("subscriptions", lambda made: len(made) == 7)
        await sink.until(lambda: feed.status.state is FeedState.LIVE)

        assert "channel.follow" not in [one["type"] for one in made]
        assert not feed.can_send


async def test_a_move_to_another_server_loses_and_doubles_nothing(platform: Platform) -> None:
    """What is sent on the old and on the new connection around the switch arrives once, and nothing is subscribed twice."""
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink) as feed:
        made = await platform.until("subscriptions", lambda made: len(made) == 8)
        await platform.do(
            {"send": chat("1", "换线前"), "on": 0}, {"set": {"hold": True}}, {"move": True, "on": 0}
        )
        opened = await platform.until("opened", lambda opened: len(opened) == 2)

        assert "/ws?moved=from-0" == opened[1]

        await platform.do({"send": chat("2", "新线还没应答"), "on": 0})
        await sink.until(lambda: "新线还没应答" in sink.texts)
        both = chat("4", "两条线都发")
        await platform.do(
            {"send": chat("3", "新线刚应答前"), "on": 0},
            {"welcome": True, "on": 1},
            {"send": both, "on": 1},
            {"send": both, "on": 0},
            {"send": chat("5", "旧线的最后一条"), "on": 0},
            {"send": chat("6", "新线的第一条"), "on": 1},
        )
        closed = await platform.until("closed", bool)

        assert [[0, 1000]] == closed

        await platform.do({"send": chat("7", "只剩新线"), "on": 1})
        await sink.until(lambda: "只剩新线" in sink.texts)

        assert FeedState.LIVE is feed.status.state
        assert 1 == feed.status.duplicates
        assert made == await platform.seen("subscriptions")

    assert list("1234567") == [comment.id for comment in sink.of(CommentReceived)]
    assert [] == sink.of(FeedGap)


async def test_a_move_of_a_moved_session_works_as_well(platform: Platform) -> None:
    """Every successor may be told to move on."""
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink):
        await platform.until("subscriptions", lambda made: len(made) == 8)
        await platform.do({"move": True, "on": 0})
        await platform.until("closed", bool)
        await platform.do({"move": True, "on": 1})
        await platform.until("closed", lambda closed: len(closed) == 2)
        await platform.do({"send": chat("1", "第三条线"), "on": 2})
        await sink.until(lambda: sink.texts)

    assert [] == sink.of(FeedGap)


async def test_where_the_old_line_breaks_before_the_new_one_stands_there_is_a_gap(platform: Platform) -> None:
    """Then a fresh session is opened and subscribed, and the gap is in the books."""
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink):
        await platform.until("subscriptions", lambda made: len(made) == 8)
        await platform.do({"set": {"hold": True}}, {"move": True, "on": 0})
        await platform.until("opened", lambda opened: len(opened) == 2)
        await platform.do({"set": {"hold": False}}, {"close": 4004, "on": 0})
        await platform.until("subscriptions", lambda made: len(made) == 16)
        await platform.do({"send": chat("1", "重新订阅后"), "on": 2})
        await sink.until(lambda: sink.texts)

    (gap,) = sink.of(FeedGap)
    assert "the move to a new connection came too late (4004)" == gap.cause


async def test_a_silent_session_is_a_dead_one(platform: Platform) -> None:
    """Keepalives keep a quiet session; without them it is given up, and a new one subscribed."""
    await platform.do({"set": {"keepalive_s": 0.4}})
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink):
        await platform.until("subscriptions", lambda made: len(made) == 8)
        await platform.do({"send": chat("1", "安静之前"), "on": 0})
        await sink.until(lambda: sink.texts)
        with pytest.raises(TimeoutError):
            await sink.until(
                lambda: sink.of(FeedLost), within_s=1.2
            )  # twice what is allowed without keepalives
        await platform.do({"set": {"beats": False}})
        await sink.until(lambda: sink.of(FeedLost))
        await platform.do({"set": {"beats": True}})
        await sink.until(lambda: sink.of(FeedResumed))
        await platform.until("subscriptions", lambda made: len(made) >= 16)

    assert "nothing came for" in sink.of(FeedLost)[0].cause


async def test_a_welcome_that_promises_no_keepalives_is_held_to_what_was_asked_for(
    platform: Platform,
) -> None:
    """Otherwise a session that died without a word would look alive for ever."""
    await platform.do({"set": {"hold": True, "beats": False}})
    sink = Collector()
    async with running(PLUGIN, logged_in(platform, keepalive_s=1), sink):
        await platform.until("opened", lambda opened: opened)
        session = {"id": "session-0", "keepalive_timeout_seconds": None}
        welcome = {"metadata": {"message_type": "session_welcome"}, "payload": {"session": session}}
        await platform.do({"send": welcome, "on": 0})
        await sink.until(lambda: sink.of(FeedLost), within_s=8)

    assert "nothing came for 2 s" == sink.of(FeedLost)[0].cause


async def test_a_session_that_is_not_used_in_time_is_opened_again(platform: Platform) -> None:
    """Where subscribing takes too long Twitch closes with 4003, which is told in words and tried again."""
    await platform.do({"set": {"unused_s": 0.2, "subscribe_s": 0.5}})
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LOST)

        assert "nothing was subscribed to in time (4003)" == feed.status.problem

        await platform.do({"set": {"unused_s": 0, "subscribe_s": 0}})
        await sink.until(lambda: feed.status.state is FeedState.LIVE and sink.of(FeedResumed))


@pytest.mark.parametrize("code", [4000, 4001, 4002, 4005, 4006, 4007])
async def test_every_goodbye_of_twitch_is_told_in_words(platform: Platform, code: int) -> None:
    """Each close code becomes a phrase, with the code for who wants to look it up; the feed comes back."""
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink):
        await platform.until("subscriptions", lambda made: len(made) == 8)
        await platform.do({"close": code, "on": 0})
        await sink.until(lambda: sink.of(FeedResumed))

    (lost,) = sink.of(FeedLost)
    assert f"({code})" in lost.cause
    assert "closed the connection" not in lost.cause


async def test_a_withdrawn_authorisation_stops_the_feed_and_says_why(platform: Platform) -> None:
    """Without the comments there is nothing to go on with; a person must authorise again."""

    def revocation(kind: str) -> dict[str, Any]:
        return {
            "metadata": {"message_type": "revocation", "message_id": kind},
            "payload": {"subscription": {"type": kind, "status": "authorization_revoked"}},
        }

    sink = Collector()

    async def stream() -> None:
        async with running(PLUGIN, logged_in(platform), sink) as feed:
            await platform.until("subscriptions", lambda made: len(made) == 8)
            await platform.do({"send": revocation("channel.follow"), "on": 0})
            await sink.until(lambda: sink.of(ModerationWarned))

            assert FeedState.LIVE is feed.status.state

            await platform.do({"send": revocation("channel.chat.message"), "on": 0})
            await sink.until(lambda: feed.status.state is FeedState.FAILED)

            assert "the authorisation was withdrawn" in feed.status.problem

    with pytest.raises(UserProblem) as stopped:
        await stream()

    assert stopped.value.next_step
    assert "channel.follow" in sink.of(ModerationWarned)[0].text


async def test_the_stream_ends_the_session_unless_told_otherwise(platform: Platform) -> None:
    """`until_offline` chooses between ending with the stream and reading on."""
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink) as feed:
        await platform.until("subscriptions", lambda made: len(made) == 8)
        await platform.do({"send": OFFLINE, "on": 0})
        await sink.until(lambda: feed.status.state is FeedState.ENDED)

    assert sink.of(StreamEnded)
    on = Collector()
    async with running(PLUGIN, logged_in(platform, until_offline=False), on) as feed:
        await platform.until("subscriptions", lambda made: len(made) == 16)
        await platform.do({"send": OFFLINE, "on": 1}, {"send": chat("1", "还有人"), "on": 1})
        await on.until(lambda: on.texts)

        assert FeedState.LIVE is feed.status.state

    assert [] == on.of(StreamEnded)


async def test_what_is_delivered_twice_arrives_once(platform: Platform) -> None:
    """Twitch delivers at least once, also across a broken line."""
    follow = notification("channel.follow", {"user_id": "8", "user_name": "乙"}, "f1")
    sink = Collector()
    async with running(PLUGIN, logged_in(platform), sink):
        await platform.until("subscriptions", lambda made: len(made) == 8)
        await platform.do(
            *({"send": sent, "on": 0} for sent in (chat("1", "一次"), chat("1", "一次"), follow))
        )
        await sink.until(lambda: sink.of(Followed))
        await platform.do({"cut": True, "on": 0})
        await platform.until("subscriptions", lambda made: len(made) == 16)
        await platform.do(
            *({"send": sent, "on": 1} for sent in (follow, chat("1", "一次"), chat("2", "两次")))
        )
        await sink.until(lambda: "两次" in sink.texts)

    assert ["一次", "两次"] == sink.texts
    assert 1 == len(sink.of(Followed))


@pytest.mark.parametrize(
    ("changes", "commands", "words"),
    [
        ({"token": "bad"}, {}, "run out"),
        ({"channel": "nobody_here"}, {}, "nobody_here"),
        ({"token": "${TOKEN}"}, {"scopes": ["chat:read"]}, "user:read:chat is missing"),
        ({"token": "${TOKEN}"}, {"refuse": {"channel.chat.message": 403}}, "not for you"),
    ],
)
async def test_what_only_a_person_can_mend_stops_the_feed(
    platform: Platform, changes: dict[str, Any], commands: dict[str, Any], words: str
) -> None:
    """A bad token, an unknown channel, a scope that is missing, a refusal: each in a sentence with a next step."""
    await platform.do({"set": commands})
    with pytest.raises(UserProblem) as stopped:
        async with running(
            PLUGIN, platform.settings(**{"token": "${TOKEN}", **changes}), Collector()
        ) as feed:
            await Collector().until(lambda: feed.status.state is FeedState.FAILED)

    assert words in stopped.value.sentence
    assert stopped.value.next_step


async def test_a_session_is_hung_up_where_it_is_cancelled_at_the_last_moment(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the calls are being hung up nobody else knows of the new line: it must not stay open."""
    lines: list[Line] = []

    class Unlucky(Helix):
        async def __aexit__(self, *_: object) -> None:
            await super().__aexit__()
            raise asyncio.CancelledError

    async def spied(line: Line, *steps: Any) -> Line:
        lines.append(await opened(line, *steps))
        return lines[-1]

    monkeypatch.setattr(session, "Helix", Unlucky)
    monkeypatch.setattr(session, "opened", spied)
    with pytest.raises(asyncio.CancelledError):
        await session.EventSub(platform.settings(token="${TOKEN}"), set()).open()

    async with asyncio.timeout(5):
        with pytest.raises(LineLostError):
            await lines[-1].receive()
