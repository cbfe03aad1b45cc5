"""From frames to the desk's events, without a socket: every time is given."""

from collections.abc import Sequence

import pytest

from connectors.contract import BadFrameError, FeedState, FeedStatus, SendError
from connectors.events import (
    CommentReceived,
    FeedEvent,
    FeedGap,
    FeedLost,
    FeedResumed,
    FeedSampled,
    FeedStalled,
    Liked,
    StreamEnded,
    Unparsed,
)
from connectors.intake.intake import UNPARSED_A_MINUTE, Intake
from connectors.links.link import LineLostError
from tests.connectors.collecting import Collector

START = 1_760_000_000_000


def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
    """Read a toy protocol: `id:text` is a comment, others are faults of every sort."""
    match frame.decode().split(":"):
        case ["bad"]:
            raise BadFrameError("not for us")
        case ["bug"]:
            raise KeyError("user")
        case ["heartbeat"]:
            return ()
        case ["end"]:
            return (StreamEnded(at=at, feed="f"),)
        case ["like"]:
            return (Liked(at=at, feed="f", viewer="x:1", name="n", platform="x"),)
        case [id_, text]:
            return (_comment(id_, text, at, sent_at=at - 40),)
        case [id_, text, sent_at]:
            return (_comment(id_, text, at, sent_at=int(sent_at)),)
        case other:
            raise AssertionError(other)


def _comment(id_: str, text: str, at: int, sent_at: int) -> CommentReceived:
    return CommentReceived(
        at=at,
        feed="f",
        id=id_,
        text=text,
        viewer="x:1",
        name="n",
        platform="x",
        sent_at=sent_at,
        history=text == "old",
    )


class Way(Collector):
    """An intake and what came out of it."""

    def __init__(self) -> None:
        super().__init__()
        self.status = FeedStatus("f", "test")
        self.intake = Intake(self.status, decode, self.take)
        self.intake.connected(START)


@pytest.fixture
def way() -> Way:
    """Return an intake whose connection stands since `START`."""
    return Way()


def test_a_frame_becomes_its_events_at_once(way: Way) -> None:
    """One call in, the comment out, counted."""
    way.intake.take_frame("1:包邮吗".encode(), START + 5)

    assert ["包邮吗"] == way.texts
    assert (1, START + 5) == (way.status.received, way.status.last_event_at)


def test_a_repeated_id_is_dropped_and_counted(way: Way) -> None:
    """At-least-once delivery is invisible to the desk and visible in the counters."""
    for frame in (b"1:a", b"1:a", b"2:b"):
        way.intake.take_frame(frame, START)

    assert ["a", "b"] == way.texts
    assert (3, 1) == (way.status.received, way.status.duplicates)


def test_a_comment_without_an_id_is_given_one(way: Way) -> None:
    """Two comments without ids are two comments with different ids."""
    for _ in range(2):
        way.intake.take_frame(b":1", START)
    first, second = way.of(CommentReceived)

    assert first.id
    assert second.id
    assert first.id != second.id


def test_a_backlog_without_ids_is_dropped_after_a_reconnect_and_counted_apart(way: Way) -> None:
    """Repeats found by their content are not mixed with duplicates found by id."""
    way.intake.take_frame(f":多少钱:{START}".encode(), START)
    way.intake.disconnected(START + 1)
    way.intake.connected(START + 2)
    way.intake.reconnected(START + 1, START + 2, "lost")
    way.intake.take_frame(f":多少钱:{START}".encode(), START + 3)

    assert ["多少钱"] == way.texts
    assert (0, 1) == (way.status.duplicates, way.status.repeats)


def test_a_bad_frame_is_recorded_and_the_next_is_read(way: Way) -> None:
    """A frame nobody can read becomes a record with its reason and its beginning, cleaned."""
    way.intake.take_frame(b"bad", START)
    way.intake.take_frame(b"1:a", START)

    assert ["not for us"] == [record.reason for record in way.of(Unparsed)]
    assert ["bad"] == [record.sample for record in way.of(Unparsed)]
    assert ["a"] == way.texts
    assert (1, 1) == (way.status.unparsed, way.status.received)


def test_a_decoders_own_fault_costs_one_frame(way: Way) -> None:
    """Foreign code that trips is named by its exception, and the feed goes on."""
    way.intake.take_frame(b"bug", START)
    way.intake.take_frame(b"1:a", START)

    assert "KeyError" in way.of(Unparsed)[0].reason
    assert ["a"] == way.texts


def test_a_flood_of_bad_frames_is_recorded_in_part_and_counted_in_full(way: Way) -> None:
    """A hundred records a minute are enough to see what is wrong; the next minute has its own hundred."""
    for _ in range(UNPARSED_A_MINUTE + 50):
        way.intake.take_frame(b"bad", START)

    assert UNPARSED_A_MINUTE == len(way.of(Unparsed))

    way.intake.take_frame(b"bad", START + 60_000)

    assert UNPARSED_A_MINUTE + 1 == len(way.of(Unparsed))
    assert UNPARSED_A_MINUTE + 51 == way.status.unparsed


def test_silence_becomes_a_stall_and_the_next_event_ends_it(way: Way) -> None:
    """The stall is told while it lasts, and its end comes before what ended it."""
    for number in range(10):
        way.intake.take_frame(f"{number}:x".encode(), START + number)
    last = START + 9
    states = []
    for now in (last + 20_000, last + 20_001):
        way.intake.tick(now)
        states.append(way.status.state)

    assert [FeedState.LIVE, FeedState.STALLED] == states
    assert [last] == [stall.since for stall in way.of(FeedStalled)]

    way.intake.take_frame(b"new:x", last + 25_000)
    resumed, comment = way.events[-2:]

    assert FeedResumed(at=last + 25_000, feed="f", since=last) == resumed
    assert isinstance(comment, CommentReceived)
    assert FeedState.LIVE is way.status.state


def test_a_heartbeat_is_no_event(way: Way) -> None:
    """Connected but silent stays silent, whatever the wire does to keep warm."""
    way.intake.take_frame(b"heartbeat", START + 59_000)
    way.intake.tick(START + 60_001)

    assert 1 == len(way.of(FeedStalled))


def test_counters_are_sampled_every_ten_seconds_where_they_change(way: Way) -> None:
    """Samples carry running totals and the median lag since the one before; silence is not sampled."""
    way.intake.tick(START)

    assert [] == way.of(FeedSampled)

    for frame in (b"1:a", b"1:a", b"bad", f"2:b:{START - 100}".encode(), f"3:c:{START - 300}".encode()):
        way.intake.take_frame(frame, START)
    for second in range(1, 9):
        way.intake.tick(START + second * 1000)
    (sample,) = way.of(FeedSampled)

    assert (4, 1, 1, 100) == (sample.received, sample.duplicates, sample.unparsed, sample.lag_ms)
    assert 100 == way.status.lag_ms

    way.intake.take_frame(b"4:d", START + 9_000)
    way.intake.tick(START + 11_000)
    later = way.of(FeedSampled)[-1]

    assert (sample.run, 5, 40) == (later.run, later.received, later.lag_ms)


def test_a_backlog_says_nothing_about_lag(way: Way) -> None:
    """Comments replayed on connecting are minutes old by nature."""
    way.intake.take_frame(f"1:old:{START - 600_000}".encode(), START)
    way.intake.close(START)

    assert [None] == [sample.lag_ms for sample in way.of(FeedSampled)]


def test_the_last_sample_is_the_total_even_without_change(way: Way) -> None:
    """Closing always leaves the run's totals behind."""
    way.intake.close(START)
    (sample,) = way.of(FeedSampled)

    assert (0, 0) == (sample.received, sample.duplicates)
    assert way.intake.closed


def test_two_runs_are_told_apart() -> None:
    """Totals of different runs are added, never taken for one another."""
    first, second = Way(), Way()
    for way in (first, second):
        way.intake.close(START)

    assert first.of(FeedSampled)[0].run != second.of(FeedSampled)[0].run


def test_a_stall_that_ends_in_a_loss_counts_from_its_beginning(way: Way) -> None:
    """When a silent connection breaks, nothing since its last event can be trusted."""
    way.intake.take_frame(b"1:a", START)
    way.intake.tick(START + 60_001)

    assert START == way.intake.disconnected(START + 70_000)


def test_the_platforms_word_that_it_is_over_is_seen(way: Way) -> None:
    """`ended` tells the link to stop."""
    way.intake.take_frame(b"end", START)

    assert way.intake.ended
    assert 1 == len(way.of(StreamEnded))


def test_gaps_told_by_the_platform_are_gaps_and_not_traffic(way: Way) -> None:
    """A gap inside the events counts as one, and not as something received."""
    gap = FeedGap(at=START, feed="f", since=START - 10, until=START, cause="platform", lost=3)
    way.intake.take([gap], START)

    assert [gap] == way.events
    assert (1, 0) == (way.status.gaps, way.status.received)


HOSTILE = "\x1b[2J\u202ebye\n\ud83d"
CLEANED = "[2Jbye "


def test_every_reason_that_leaves_a_feed_is_clean(way: Way) -> None:
    """Servers and decoders quote what they were sent; none of it reaches a terminal."""
    way.intake.enter(FeedState.LOST, START, HOSTILE)
    way.intake.lost(START, START, HOSTILE)
    way.intake.reconnected(START, START + 1, HOSTILE)

    assert CLEANED == way.status.problem
    assert [CLEANED] == [lost.cause for lost in way.of(FeedLost)]
    assert [CLEANED] == [gap.cause for gap in way.of(FeedGap)]
    assert CLEANED == str(BadFrameError(HOSTILE))
    assert CLEANED == LineLostError(HOSTILE).cause
    assert CLEANED == SendError(HOSTILE, transient=True).reason


def test_viewers_without_id_and_name_are_not_one_person(way: Way) -> None:
    """Each is known by the comment's id, or by a number of this run; what comes with a name is left alone."""
    for id_, viewer in (("c1", "x:@#"), ("c2", "x:@#"), ("", "x:@#"), ("c4", "x:@n")):
        comment = _comment(id_, "1", START, START)
        comment.viewer = viewer
        way.intake.take([comment], START)
    for _ in range(2):
        way.intake.take([Liked(at=START, feed="f", viewer="x:@#", name="", platform="x")], START)
    first, second, third, fourth = way.of(CommentReceived)

    assert ["x:@#c1", "x:@#c2", "x:@n"] == [event.viewer for event in (first, second, fourth)]
    assert f"x:@#{third.id}" == third.viewer
    assert 6 == len(
        {event.viewer for event in way.of(CommentReceived)} | {like.viewer for like in way.of(Liked)}
    )
