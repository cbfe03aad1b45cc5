"""Recordings played as if live."""

import asyncio
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from connectors.contract import FeedState, Opening
from connectors.events import (
    CommentReceived,
    FeedEvent,
    FeedGap,
    FeedSampled,
    OrderPaid,
    StreamEnded,
    Unparsed,
)
from connectors.framelog import FrameLog
from connectors.problem import UserProblem
from connectors.replay import PLUGIN
from connectors.replay.protocol import export_decoder
from connectors.replay.settings import ReplaySettings
from tests.connectors.collecting import Collector, now_ms

THEN = 1_700_000_000_000
HEADER = b'{"kind":"broadcast","schema":1,"id":"b1","room":"main","title":"x","started_at":1700000000000}'


def comment(id_: str, at: int, text: str = "包邮吗") -> CommentReceived:
    """Return a recorded comment."""
    return CommentReceived(
        at=at, feed="douyin", id=id_, text=text, viewer="x:1", name="n", platform="x", sent_at=at - 40
    )


def export(path: Path, *lines: FeedEvent | bytes) -> Path:
    """Write an export."""
    encoded = [line if isinstance(line, bytes) else msgspec.json.encode(line) for line in lines]
    path.write_bytes(b"\n".join([HEADER, *encoded]) + b"\n")
    return path


async def played(path: Path, **more: Any) -> tuple[Collector, FeedState]:
    """Play a file to its end."""
    settings = ReplaySettings(**{"file": str(path), "speed": 0, **more})
    feed = PLUGIN.open(Opening("test", settings, now_ms))
    sink = Collector()
    await asyncio.wait_for(feed.run(sink), 20)
    return sink, feed.status.state


async def test_the_feeds_events_of_an_export_are_played_and_the_desks_are_not(tmp_path: Path) -> None:
    """The desk decides anew; counters are counted anew; the end comes once, at the end."""
    path = export(
        tmp_path / "b1.jsonl",
        b'{"kind":"session.start","at":1,"broadcast":"b1","room":"main","title":"x"}',
        comment("1", THEN),
        b'{"kind":"comment.classified","at":1,"id":"1","viewer":"x:1"}',
        FeedSampled(at=THEN, feed="douyin", run="r", received=900),
        StreamEnded(at=THEN, feed="douyin"),
        OrderPaid(at=THEN + 5, feed="douyin", id="o", platform="x"),
        b'{"kind":"of.the.future","at":1}',
    )
    sink, state = await played(path)

    assert [CommentReceived, OrderPaid, StreamEnded, FeedSampled] == [type(event) for event in sink.events]
    assert {"test"} == {event.feed for event in sink.events}
    assert 3 == sink.of(FeedSampled)[0].received
    assert FeedState.ENDED is state


async def test_times_are_moved_to_now_and_the_lag_stays(tmp_path: Path) -> None:
    """A replayed comment arrives now, and was sent as long ago as it had been."""
    before = now_ms()
    sink, _ = await played(export(tmp_path / "b1.jsonl", comment("1", THEN)))
    (event,) = sink.of(CommentReceived)

    assert before <= event.at <= now_ms()
    assert event.sent_at == event.at - 40


async def test_speed_keeps_the_rhythm(tmp_path: Path) -> None:
    """At ten times the speed two seconds are a fifth; a line set back in time does not wait."""
    path = export(tmp_path / "b1.jsonl", comment("1", THEN), comment("2", THEN + 2_000), comment("3", THEN))
    sink, _ = await played(path, speed=10)
    first, second, third = (event.at for event in sink.of(CommentReceived))

    assert 190 <= second - first < 2_000
    assert third - second < 150


async def test_an_interruption_of_days_is_not_waited_for(tmp_path: Path) -> None:
    """A broadcast that was resumed the next day goes on after ten minutes of its own time."""
    path = export(tmp_path / "b1.jsonl", comment("1", THEN), comment("2", THEN + 86_400_000))
    sink, _ = await played(path, speed=1000)
    first, second = (event.at for event in sink.of(CommentReceived))

    assert 590 <= second - first < 10_000


def test_a_recorded_gap_is_played_with_its_length() -> None:
    """Coverage of the replay is that of the recording; at double speed a gap is half as long."""
    line = msgspec.json.encode(FeedGap(at=THEN, feed="douyin", since=THEN - 5_000, until=THEN, cause="lost"))

    assert [FeedGap(at=9_000, feed="t", since=4_000, until=9_000, cause="lost")] == list(
        export_decoder("t", 1)(line, 9_000)
    )
    assert [FeedGap(at=9_000, feed="t", since=6_500, until=9_000, cause="lost")] == list(
        export_decoder("t", 2)(line, 9_000)
    )


async def test_malformed_lines_are_counted_and_not_fatal(tmp_path: Path) -> None:
    """Torn, foreign and wrong lines leave a record each; the rest is played."""
    path = export(
        tmp_path / "b1.jsonl",
        b'{"kind":"comment.rec',
        comment("1", THEN),
        b"{}",
        b'{"kind":"follow","at":"x"}',
    )
    sink, _ = await played(path)

    assert 1 == len(sink.of(CommentReceived))
    assert 2 == len(sink.of(Unparsed))
    assert 2 == sink.of(FeedSampled)[0].unparsed


async def test_texts_of_an_export_are_cleaned_again(tmp_path: Path) -> None:
    """The file may have been written by anybody."""
    sink, _ = await played(export(tmp_path / "b1.jsonl", comment("1", THEN, "\x1b[2Jhi\u202e")))

    assert ["[2Jhi"] == sink.texts


async def test_recorded_frames_are_played_through_their_own_feed(tmp_path: Path) -> None:
    """The connector named in the recording is found in the registry and reads its frames."""
    path = tmp_path / "frames.jsonl"
    with FrameLog(path, feed="main", connector="oba", now=lambda: THEN) as log:
        log(
            '{"msg_type":"comment","msg_id":"1","nick_name":"n","content":"有货吗","time":1699999999960}'.encode()
        )
        log(b"garbage")
        log(b'{"msg_type":"room_like","msg_id":"2","nick_name":"n","user_id":"7"}')
    path.write_bytes(path.read_bytes() + b'{"at":170')
    sink, _ = await played(path)
    (event,) = sink.of(CommentReceived)

    assert ["有货吗"] == sink.texts
    assert event.sent_at == event.at - 40
    assert 2 == len(sink.of(Unparsed))
    assert 3 == sink.of(FeedSampled)[-1].received  # comment, like, end


async def test_recorded_frames_of_a_mapped_feed_take_its_mapping(tmp_path: Path) -> None:
    """A generic feed's frames are read with the settings given to the replay."""
    path = tmp_path / "frames.jsonl"
    with FrameLog(path, feed="main", connector="generic", now=lambda: THEN) as log:
        log(json.dumps({"msg": "有货吗"}).encode())
    sink, _ = await played(path, settings={"url": "ws://x", "fields": {"text": "msg"}})

    assert ["有货吗"] == sink.texts


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"name,text\n1,hello\n", b'{"some": "json"}\n', bytes(range(256)) * 100]
)
async def test_a_foreign_or_empty_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    """The person learns what to give instead."""
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(UserProblem) as problem:
        await played(path)

    assert str(path) in problem.value.sentence


async def test_a_missing_file_and_a_folder_are_refused_in_words(tmp_path: Path) -> None:
    """No traceback for a wrong path."""
    for path in (tmp_path / "missing.jsonl", tmp_path):
        with pytest.raises(UserProblem):
            await played(path)


async def test_frames_of_a_feed_that_is_not_installed_are_told_before_playing(tmp_path: Path) -> None:
    """The first line's connector must be there."""
    path = tmp_path / "frames.jsonl"
    with FrameLog(path, feed="main", connector="not-here", now=lambda: THEN) as log:
        log(b"x")

    with pytest.raises(UserProblem, match="not-here"):
        await played(path)


async def test_settings_that_do_not_fit_the_recorded_feed_are_told(tmp_path: Path) -> None:
    """A slip in the replay's settings names the feed and the key."""
    path = tmp_path / "frames.jsonl"
    with FrameLog(path, feed="main", connector="oba", now=lambda: THEN) as log:
        log(b"x")

    with pytest.raises(UserProblem, match="adress"):
        await played(path, settings={"adress": "ws://x"})


async def test_cancelling_a_replay_leaves_its_totals(tmp_path: Path) -> None:
    """Quitting in the middle hands over the last sample."""
    path = export(tmp_path / "b1.jsonl", comment("1", THEN), comment("2", THEN + 3_600_000))
    sink = Collector()
    feed = PLUGIN.open(Opening("test", ReplaySettings(file=str(path)), now_ms))
    task = asyncio.create_task(feed.run(sink))
    await sink.until(lambda: sink.texts)
    task.cancel()
    await asyncio.wait([task])

    assert 1 == sink.of(FeedSampled)[-1].received
    assert not sink.of(StreamEnded)
