"""A broadcast as a whole: comments in, cases, replies out, everything in the journal."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec

from connectors.contract import FeedState
from connectors.events import CommentReceived, OrderPaid
from connectors.problem import UserProblem
from console.journal import Reader
from console.model.cases import CaseStatus
from console.model.commands import Claim, Correct, Refusal, SendReply
from console.model.labels import Labels
from console.room import Room
from tests.room.conftest import HandFeed, OpenRoom


def journalled(file: Path) -> list[Any]:
    """Return the events in the journal."""
    with Reader(file) as reader:
        return list(reader.events("b1"))


def reply(room: Room, case: str = "1", text: str = "不会掉色的", channel: str = "chat") -> SendReply:
    """Return the command that answers a case."""
    version = room.state.cases[case].version
    return SendReply(id=f"r{version}", author="小李", based_on=version, case=case, text=text, channel=channel)


async def delivered(room: Room, case: str = "1") -> None:
    """Wait until nothing of a case is on its way."""
    async with asyncio.timeout(10):
        while room.state.outbox:  # noqa: ASYNC110 - plain data without events
            await asyncio.sleep(0.005)
    assert room.state.cases[case] is not None


async def test_a_comment_becomes_a_case_an_answer_and_a_figure(open_room: OpenRoom, feed: HandFeed) -> None:
    """The whole road: two askers, one reply, both answered, and the same in the journal and in the figures."""
    room = open_room.room
    open_room.comment("会不会掉色", "a")
    open_room.comment("会不会掉色", "b")
    await room.submit(reply(room))
    await delivered(room)

    assert CaseStatus.ANSWERED is room.state.cases["1"].status
    assert ["不会掉色的"] == [sent.text for sent in feed.sent]
    assert ("a", "b") == feed.sent[0].names
    assert tuple(ask.comment for ask in room.state.cases["1"].served) == feed.sent[0].comments
    assert 2 == len(feed.sent[0].comments)

    await open_room.finish()

    kinds = [event.__struct_config__.tag for event in journalled(open_room.file)]
    assert ["session.start", "session.stop"] == [kinds[0], kinds[-1]]
    for kind in (
        "comment.received",
        "case.opened",
        "case.merged",
        "case.claimed",
        "reply.queued",
        "reply.sent",
    ):
        assert kind in kinds
    assert kinds.index("reply.queued") < kinds.index("reply.sent")
    figures = room.ledger.figures(open_room.clock.now())
    assert (2, 2) == (figures["F10"].numerator, figures["F10"].denominator)


async def test_a_reply_is_durable_before_it_is_sent(open_room: OpenRoom, feed: HandFeed) -> None:
    """Whatever reached the platform stands in the journal already."""
    seen: list[bool] = []

    async def look(outgoing: Any) -> None:
        kinds = [event.__struct_config__.tag for event in journalled(open_room.file)]
        seen.append("reply.queued" in kinds)
        await HandFeed.send(feed, outgoing)

    feed.send = look  # type: ignore[method-assign]  # the test looks at the journal from inside the send
    open_room.comment("会不会掉色")
    await open_room.room.submit(reply(open_room.room))
    await delivered(open_room.room)

    assert [True] == seen


async def test_replies_still_go_out_when_the_stream_is_over(open_room: OpenRoom, feed: HandFeed) -> None:
    """The queue is cleared after the stream; where the feed is gone the reply is copied instead of waiting for ever."""
    open_room.comment("会不会掉色")
    await open_room.room.submit(reply(open_room.room))
    feed.over.set()
    await open_room.room.ended.wait()
    await delivered(open_room.room)

    assert 1 == len(feed.sent)
    assert not open_room.room.can_send("main")


async def test_what_no_journal_can_hold_is_kept_as_unreadable_and_never_applied(open_room: OpenRoom) -> None:
    """A plug-in that lets a lone surrogate through costs its own event, not the ones around it."""
    for text in ("会不会掉色", "有没有小码\ud800", "什么时候发货"):
        open_room.comment(text)
    await open_room.finish()

    kinds = [event.__struct_config__.tag for event in journalled(open_room.file)]
    assert (2, 2, 1) == tuple(
        kinds.count(kind) for kind in ("comment.received", "case.opened", "feed.unparsed")
    )
    assert 2 == len(open_room.room.state.cases)


async def test_a_refusal_changes_nothing(open_room: OpenRoom) -> None:
    """What the desk will not do leaves no trace in the journal."""
    answer = await open_room.room.submit(Claim(id="x", author="小李", case="9"))

    assert isinstance(answer, Refusal)
    assert 1 == open_room.room.state.version


async def test_a_submitted_command_is_durable_when_it_returns(open_room: OpenRoom) -> None:
    """Nothing is acknowledged before it is on disk."""
    open_room.comment("会不会掉色")
    await open_room.room.submit(Claim(id="x", author="小李", case="1"))

    assert "case.claimed" in [event.__struct_config__.tag for event in journalled(open_room.file)]


async def test_one_feeds_failure_never_stops_another(tmp_path: Path, triage: Any) -> None:
    """A plug-in that raises is shown as failed; the other feed's comments go on."""
    broken, missing, fine = HandFeed("broken"), HandFeed("missing"), HandFeed("fine")
    broken.raises = RuntimeError("boom")
    missing.raises = UserProblem("t", "没有登录", "请先登录")
    opened = OpenRoom(tmp_path / "livedesk.db", triage, [broken, missing, fine])
    await opened.start()
    await asyncio.sleep(0)
    opened.comment("会不会掉色", feed=2)

    assert [FeedState.FAILED, FeedState.FAILED, FeedState.LIVE] == [
        feed.status.state for feed in opened.feeds
    ]
    assert "boom" in broken.status.problem
    assert "请先登录" in missing.status.problem
    assert ["1"] == list(opened.room.state.cases)

    await opened.finish()

    gaps = [event for event in journalled(opened.file) if event.__struct_config__.tag == "feed.gap"]
    assert ["broken", "missing"] == [gap.feed for gap in gaps]


async def test_the_gap_of_a_restart_begins_where_the_desk_stopped_whatever_was_imported(
    tmp_path: Path, triage: Any, open_room: OpenRoom
) -> None:
    """An imported order bears the time at which it was placed, before or after: nobody heard anything then."""
    open_room.comment("会不会掉色")
    await open_room.finish("signal")
    events = journalled(open_room.file)
    imported = [
        OrderPaid(at=at, feed="import-orders", id=str(at), platform="p")
        for at in (1, events[-1].at + 3_600_000)
    ]

    again = OpenRoom(open_room.file, triage, [HandFeed()])
    again.room.restore([*events, *imported], "控制台关闭期间")
    await again.start()
    await again.finish()
    gap = next(event for event in journalled(open_room.file) if event.__struct_config__.tag == "feed.gap")
    assert events[-1].at == gap.since


async def test_a_feed_that_gives_itself_up_has_failed(tmp_path: Path, triage: Any) -> None:
    """A cancellation that nobody of us asked for is a plug-in's fault like any other, and no end of the stream."""
    feed = HandFeed()
    feed.raises = asyncio.CancelledError()
    opened = OpenRoom(tmp_path / "livedesk.db", triage, [feed])
    await opened.start()
    await opened.room.ended.wait()

    assert FeedState.FAILED is feed.status.state
    assert opened.room.failed is not None
    assert opened.room.ended_at is None
    await opened.finish("failed")


async def test_a_room_whose_feeds_all_gave_up_says_why(tmp_path: Path, triage: Any) -> None:
    """While one feed runs the room lives; with none left the first one's words are the outcome."""
    missing = HandFeed("missing")
    missing.raises = UserProblem("t", "没有登录", "请先登录")
    opened = OpenRoom(tmp_path / "livedesk.db", triage, [missing])
    await opened.start()
    await opened.room.ended.wait()

    assert opened.room.failed is missing.raises
    await opened.finish("failed")


async def test_a_reopened_room_has_its_cases_and_says_what_it_missed(
    tmp_path: Path, triage: Any, open_room: OpenRoom
) -> None:
    """The state after a restart is the fold of the journal, and the time in between is a gap."""
    open_room.comment("会不会掉色")
    open_room.comment("有没有小码", "b")
    await open_room.finish("signal")
    before = open_room.room.state

    again = OpenRoom(open_room.file, triage, [HandFeed()])
    again.room.restore(journalled(open_room.file), "控制台关闭期间")
    assert before == again.room.state
    lines = [line for line in again.room.recent.backwards() if line.verdict is not None]
    assert [True, True] == [line.verdict.question for line in lines if line.verdict is not None]

    await again.start()
    await again.finish()
    gap = next(event for event in journalled(open_room.file) if event.__struct_config__.tag == "feed.gap")
    assert "控制台关闭期间" == gap.cause


async def test_a_correction_marks_the_line_now_and_after_a_restart(
    tmp_path: Path, triage: Any, open_room: OpenRoom
) -> None:
    """The feed shows what a comment is, not what it was taken for; a line that has left it is no trouble."""
    room = open_room.room
    open_room.comment("小个子")
    open_room.comment("666", "b")
    line = room.recent.at(0)
    assert line is not None
    assert isinstance(line.event, CommentReceived)
    assert line.verdict is not None
    labels = Labels(question=True, intent="product")
    corrected = labels.put_on(line.verdict)

    for comment in (line.event, msgspec.structs.replace(line.event, id="gone")):
        command = Correct(
            id="x", author="小李", comment=comment, was=Labels.of(line.verdict), verdict=corrected
        )
        assert not isinstance(await room.submit(command), Refusal)

    assert line.event == room.recent.find(line.event.id).event  # type: ignore[union-attr]  # it is there
    assert ["question", None] == _lanes(room)
    await open_room.finish("signal")
    again = OpenRoom(open_room.file, triage, [HandFeed()])
    again.room.restore(journalled(open_room.file), "控制台关闭期间")
    assert ["question", None] == _lanes(again.room)
    assert room.state == again.room.state
    await again.start()
    await again.finish()


def _lanes(room: Room) -> list[str | None]:
    return [line.verdict.lane if line.verdict else None for line in reversed(list(room.recent.backwards()))]
