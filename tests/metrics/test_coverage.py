"""Which part of a broadcast is known."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.events import FeedSampled
from console.metrics.coverage import merged


def test_gaps_and_stalls_count_once_where_they_overlap(story: Any) -> None:
    """A stall that ends in a gap is one loss, and a second feed's gap within it adds nothing."""
    story.start()
    story.stall(100, 130)
    story.resume(160, 100)
    story.gap(150, 200)
    story.gap(110, 120, feed="g")
    story.stop(1000)
    coverage = story.figures(1000)["D1"]
    assert (0.9, 900, 1000) == (coverage.value, coverage.numerator, coverage.denominator)
    assert {"f": 0.9, "g": 0.99} == coverage.detail["feeds"]
    assert 1 == coverage.detail["gaps"]


def test_a_silence_that_ends_in_a_lost_connection_is_a_gap(story: Any) -> None:
    """Stall time is only what an open connection kept silent."""
    story.start()
    story.stall(100, 130)
    story.gap(100, 200)
    story.resume(200, 100)
    story.stop(1000)
    figures = story.figures(1000)
    assert (0.9, 0) == (figures["D1"].value, figures["D2"].value)


def test_a_stall_without_an_end_lasts_until_now(story: Any) -> None:
    """While a feed is silent the coverage falls."""
    story.start()
    story.stall(40, 60)
    assert 0.5 == story.figures(80)["D1"].value
    assert 0.4 == story.figures(100)["D1"].value
    assert 60 == story.figures(100)["D2"].value


def test_a_connection_that_is_gone_counts_before_its_gap_is_told(story: Any) -> None:
    """Coverage falls from the moment of the loss, and stall time stays out of it."""
    story.start()
    story.lose(41, 40)
    figures = story.figures(80)
    assert (0.5, 0) == (figures["D1"].value, figures["D2"].value)
    assert {"f": 0.5} == figures["D1"].detail["feeds"]
    assert 0.4 == story.figures(100)["D1"].value


@pytest.mark.parametrize("told", ["gap and return", "gap", "return"])
def test_an_outage_is_counted_once_however_its_end_is_told(story: Any, told: str) -> None:
    """The gap and the return that follow a loss tell of the same time."""
    story.start()
    story.lose(41, 40)
    if "gap" in told:
        story.gap(40, 60)
    if "return" in told:
        story.resume(60, 40)
    story.stop(200)
    figures = story.figures(200)
    assert (180, 0) == (figures["D1"].numerator, figures["D2"].value)
    assert 1 == figures["D1"].detail["gaps"]


def test_an_earlier_gap_told_late_does_not_end_an_outage(story: Any) -> None:
    """Only a gap that reaches into the outage is the one that tells of it."""
    story.start()
    story.lose(50, 50)
    story.gap(10, 20)
    story.stop(100)
    assert 40 == story.figures(100)["D1"].numerator


def test_a_silence_that_turns_out_to_be_an_outage_is_no_stall(story: Any) -> None:
    """The silent connection was gone: all of it is a gap, and a stall noticed during an outage is none."""
    story.start()
    story.stall(20, 30)
    story.lose(40, 35)
    story.stall(20, 50)
    figures = story.figures(100)
    assert (20, 0) == (figures["D1"].numerator, figures["D2"].value)
    story.gap(20, 60)
    story.resume(60, 20)
    figures = story.figures(100)
    assert (60, 0) == (figures["D1"].numerator, figures["D2"].value)


def test_an_outage_ends_with_its_session(story: Any) -> None:
    """After a crash the time until the next session is a gap of its own; the feed then begins anew."""
    story.start()
    story.lose(80, 80)
    story.comment("a", 100)
    story.start(200, resumed=True)
    story.stop(400)
    assert 280 == story.figures(400)["D1"].numerator


def test_the_first_stop_ends_the_session(story: Any) -> None:
    """A desk that is closed a while after the stream ended adds no time to it."""
    story.start()
    story.stop(100)
    story.stop(400)
    assert 100 == story.figures(400)["D1"].denominator


@pytest.mark.parametrize("stopped", [True, False], ids=["stopped", "crashed"])
def test_the_time_between_two_sessions_is_a_gap(story: Any, *, stopped: bool) -> None:
    """A closed or crashed console heard nothing until it was opened again; a stall it left open ends there."""
    story.start()
    story.stall(90, 95)
    story.comment("a", 100)
    if stopped:
        story.stop(100)
    story.start(200, resumed=True)
    story.stop(400)
    figures = story.figures(400)
    assert 290 == figures["D1"].numerator
    assert 100 == figures["D1"].detail["down_s"]
    assert 10 == figures["D2"].value
    assert (story.ms(0), story.ms(400)) == figures["D1"].window


def test_a_broadcast_without_a_recorded_start_begins_with_its_first_event(story: Any) -> None:
    """An imported part of a broadcast still has a window."""
    story.comment("a", 50)
    story.comment("b", 70)
    assert (story.ms(50), story.ms(90)) == story.figures(90)["I1"].window


def test_duplicates_add_up_over_runs(story: Any) -> None:
    """Each run's last sample is its total."""
    for run, received, duplicates in (("1", 10, 1), ("1", 60, 2), ("2", 40, 3)):
        story.add(
            FeedSampled(
                at=story.ms(1), feed="f", run=run, received=received, duplicates=duplicates, repeats=1
            )
        )
    figure = story.figures(10)["D3"]
    assert (0.05, 5, 100) == (figure.value, figure.numerator, figure.denominator)
    assert 2 == figure.detail["repeats_without_id"]


SPANS = st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45)), max_size=12)


@given(SPANS)
def test_merged_spans_cover_exactly_what_the_spans_cover(spans: list[tuple[int, int]]) -> None:
    """The union holds each moment once, in order, within the window."""
    window = (0, 40)
    union = merged(spans, window)
    assert union == sorted(union)
    assert all(before[1] < after[0] for before, after in pairwise(union))
    moments = {moment for since, until in spans for moment in range(max(0, since), min(40, until))}
    assert moments == {moment for since, until in union for moment in range(since, until)}
