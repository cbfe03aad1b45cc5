"""The outbox over a real room and journal: order, pace, patience, and what is told of each reply in the end."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import Outgoing, SendError, SendLimits
from console.model.cases import CaseStatus
from console.model.commands import Refusal, Resolve, Retract, SwitchSending
from console.model.events import ReplyFailed
from console.outbox import lane
from console.triage import Triage
from tests.room.conftest import HandFeed, OpenRoom

QUESTIONS = ("会不会掉色", "有没有小码", "什么时候发货", "是纯棉的吗")
Opener = Callable[..., Awaitable[OpenRoom]]


@pytest.fixture
async def opener(tmp_path: Path, triage: Triage) -> Any:
    """Return what opens a room with settings of the test's own; all are closed at the end."""
    opened: list[OpenRoom] = []

    async def opening(*feeds: HandFeed, **settings: Any) -> OpenRoom:
        room = OpenRoom(tmp_path / "livedesk.db", triage, feeds, **settings)
        opened.append(room)
        await room.start()
        for question in QUESTIONS:
            room.comment(question, question[:2])
        return room

    yield opening
    for room in opened:
        await room.quit()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let further attempts follow at once."""
    monkeypatch.setattr(lane, "RETRY_AFTER_S", (0.0, 0.0, 0.0))


async def retract(opened: OpenRoom, reply: str) -> Any:
    """Take a reply back."""
    return await opened.room.submit(Retract(id="t", author="小李", reply=reply))


async def test_what_sent_nothing_is_tried_again_and_sent_once(
    opener: Opener, feed: HandFeed, hasty: None
) -> None:
    """A network that hiccups costs a moment; every attempt stands in the journal before it is made."""
    feed.failures = [SendError("断线", transient=True)] * 2
    opened = await opener(feed)
    reply = await opened.reply()

    stages = await opened.until_left(reply)

    assert ["queued", "attempted", "delayed", "attempted", "delayed", "attempted", "sent"] == stages
    assert [reply] == [outgoing.id for outgoing in feed.sent]


async def test_after_four_attempts_it_has_failed(opener: Opener, feed: HandFeed, hasty: None) -> None:
    """Nothing went out, for sure; whoever wrote it decides."""
    feed.failures = [SendError("断线", transient=True)] * 4
    opened = await opener(feed)

    stages = await opened.until_left(await opened.reply())

    assert (4, "failed") == (stages.count("attempted"), stages[-1])
    assert [] == feed.sent


async def test_the_platforms_own_patience_is_kept(opener: Opener, feed: HandFeed, hasty: None) -> None:
    """Told to come back later, it waits that long, says so, and can be taken back meanwhile."""
    feed.failures = [SendError("太快了", transient=True, after_s=50.0)]
    opened = await opener(feed)
    reply = await opened.reply()
    async with asyncio.timeout(5):
        while not opened.room.state.delayed:  # noqa: ASYNC110 - plain data without events
            await asyncio.sleep(0)

    turn = opened.room.turns()[reply]
    assert 1 == turn.position
    assert 40 < turn.wait_s <= 50
    assert {reply: "太快了"} == opened.room.state.delayed

    await retract(opened, reply)
    assert ["queued", "attempted", "delayed", "retracted"] == opened.stages(reply)
    assert {} == opened.room.turns()


async def test_nobody_waits_for_minutes_behind_one_reply(opener: Opener, feed: HandFeed) -> None:
    """A platform that wants more patience than a broadcast has is told of at once."""
    feed.failures = [SendError("额度用完", transient=True, after_s=3600.0)]
    opened = await opener(feed)

    assert ["queued", "attempted", "failed"] == await opened.until_left(await opened.reply())


@pytest.mark.parametrize(
    ("failure", "end"),
    [
        (SendError("内容违规", transient=False), "failed"),
        (SendError("没有回应", transient=True, unknown=True), "unknown"),
        (TimeoutError(), "unknown"),
        (ZeroDivisionError("bug"), "unknown"),
        (asyncio.CancelledError(), "unknown"),
    ],
    ids=["refused", "no answer", "too late", "a bug", "a call given up inside the feed"],
)
async def test_what_may_have_gone_out_is_told_as_unknown_and_never_tried_again(
    opener: Opener, feed: HandFeed, failure: BaseException, end: str
) -> None:
    """Refused is refused; anything nobody can be sure of is a person's to look up. The next reply goes out."""
    feed.failures = [failure]
    opened = await opener(feed)
    first, second = await opened.reply(), await opened.reply("2")

    assert ["queued", "attempted", end] == await opened.until_left(first)
    assert ["queued", "attempted", "sent"] == await opened.until_left(second)
    assert [second] == [outgoing.id for outgoing in feed.sent]
    case = opened.room.state.cases["1"]
    assert 1 == len(case.waiting)
    assert isinstance(case.replies[-1], ReplyFailed)
    assert case.replies[-1].reason


async def test_a_feed_that_never_says_is_not_waited_for_for_ever(
    opener: Opener, feed: HandFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been sent."""
    monkeypatch.setattr(lane, "LONGEST_SEND_S", 0.02)
    feed.taking.clear()
    opened = await opener(feed)

    assert ["queued", "attempted", "unknown"] == await opened.until_left(await opened.reply())


async def test_the_platforms_pace_is_kept_and_told(opener: Opener, feed: HandFeed) -> None:
    """Two at once, the third when the window lets it; the fourth, behind it, knows its turn."""
    feed.limits = SendLimits(count=2, per_s=0.3)
    times: list[float] = []
    take = feed.send

    async def timed(outgoing: Outgoing) -> None:
        times.append(asyncio.get_running_loop().time())
        await take(outgoing)

    feed.send = timed  # type: ignore[method-assign]  # the test looks at its watch
    opened = await opener(feed)
    replies = [await opened.reply(str(case)) for case in (1, 2, 3, 4)]
    await opened.until_left(replies[1])
    turns = opened.room.turns()

    assert [(replies[2], 1), (replies[3], 2)] == [(reply, turn.position) for reply, turn in turns.items()]
    assert all(0 < turn.wait_s <= 0.3 for turn in turns.values())

    await opened.until_left(replies[3])
    assert replies == [outgoing.id for outgoing in feed.sent]
    assert times[2] - times[0] >= 0.3
    assert times[3] - times[1] >= 0.3


async def test_one_feeds_trouble_holds_up_no_other(opener: Opener) -> None:
    """Each has its own lane."""
    stuck, fine = HandFeed("stuck"), HandFeed("fine")
    stuck.taking.clear()
    opened = await opener(stuck, fine)
    opened.comment("能不能机洗", feed=1)
    first = await opened.reply("1")
    second = await opened.reply("5")

    assert "sent" == (await opened.until_left(second))[-1]
    assert first in opened.room.state.outbox
    assert [second] == [outgoing.id for outgoing in fine.sent]


async def test_a_held_reply_can_be_taken_back_and_then_the_next_goes(opener: Opener, feed: HandFeed) -> None:
    """Nothing reaches the platform while it is held; the one behind it does not wait for nothing."""
    opened = await opener(feed, undo_s=0.2)
    first, second = await opened.reply("1"), await opened.reply("2")
    assert {first: 1, second: 2} == {reply: turn.position for reply, turn in opened.room.turns().items()}

    await retract(opened, first)
    assert "sent" == (await opened.until_left(second))[-1]

    assert ["queued", "retracted"] == opened.stages(first)
    assert [second] == [outgoing.id for outgoing in feed.sent]
    assert CaseStatus.CLAIMED is opened.room.state.cases["1"].status


async def test_a_held_reply_is_sent_when_its_time_has_come(opener: Opener, feed: HandFeed) -> None:
    """Not sooner."""
    opened = await opener(feed, undo_s=0.1)
    begun = asyncio.get_running_loop().time()
    reply = await opened.reply()

    assert "sent" == (await opened.until_left(reply))[-1]
    assert asyncio.get_running_loop().time() - begun >= 0.1


async def test_turning_the_switch_off_stops_what_is_held(opener: Opener, feed: HandFeed) -> None:
    """Nobody's words go out behind a switch that says they are copied."""
    opened = await opener(feed, undo_s=0.05)
    reply = await opened.reply()
    await opened.room.submit(Resolve(id="e", author="小李", case="1"))
    await opened.room.submit(SwitchSending(id="s", author="小王", sending="copy"))
    await opened.room.settle(5)

    assert ["queued", "retracted"] == opened.stages(reply)
    assert [] == feed.sent
    assert "copy" == opened.room.channel_to("main")
    assert opened.room.state.cases["1"].is_open


async def test_a_reply_that_is_too_long_never_reaches_the_outbox(opener: Opener, feed: HandFeed) -> None:
    """Each feed has its own limit."""
    feed.limits = SendLimits(characters=5)
    opened = await opener(feed)
    assert 5 == opened.room.longest("main")

    with pytest.raises(AssertionError, match="too_long"):
        await opened.reply(text="一二三四五六")
    await opened.until_left(await opened.reply(text="一二三四五"))

    assert ["一二三四五"] == [outgoing.text for outgoing in feed.sent]


@pytest.mark.parametrize("attempted", [False, True])
async def test_a_run_that_ends_says_what_it_did_not_send(
    opener: Opener, feed: HandFeed, *, attempted: bool
) -> None:
    """Held: certainly not sent. In the feed's hands: nobody knows."""
    feed.taking.clear()
    opened = await opener(feed, undo_s=0.0 if attempted else 60.0)
    reply = await opened.reply()
    if attempted:
        async with asyncio.timeout(5):
            while not opened.room.state.attempted:  # noqa: ASYNC110 - plain data without events
                await asyncio.sleep(0.005)
    await opened.quit()

    assert ("unknown" if attempted else "failed") == opened.stages(reply)[-1]


async def test_dry_run_shows_and_sends_nothing(opener: Opener, feed: HandFeed) -> None:
    """The feed is never asked, and in the figures nobody was answered."""
    opened = await opener(feed, sending="dry-run")
    assert "dry-run" == opened.room.channel_to("main")
    reply = await opened.reply(channel="dry-run")
    await opened.room.settle(5)

    assert ["rehearsed"] == opened.stages(reply)
    assert [] == feed.sent
    assert 0 == opened.room.ledger.figures(opened.clock.now())["F10"].numerator


async def test_a_room_copies_unless_told_otherwise(opener: Opener, feed: HandFeed) -> None:
    """Also where the feed could send; a program that tries all the same is refused."""
    opened = await opener(feed, sending="copy")

    assert "copy" == opened.room.channel_to("main")
    assert opened.room.longest("main") is None
    with pytest.raises(AssertionError, match="switched"):
        await opened.reply()


async def test_where_the_feed_takes_none_replies_are_copied_wherever_the_switch_stands(
    opener: Opener, feed: HandFeed
) -> None:
    """Sending what cannot be sent would only lose it."""
    feed.can_send = False
    opened = await opener(feed, sending="dry-run")

    assert "copy" == opened.room.channel_to("main")
    answer = await opened.room.submit(SwitchSending(id="s", author="小李", sending="send"))
    assert not isinstance(answer, Refusal)
    assert "copy" == opened.room.channel_to("main")
