"""Waits of which the end was not seen."""

from typing import Any

import pytest

from console.metrics import strip


def test_the_median_of_all_rounds_counts_who_still_waits(story: Any) -> None:
    """Waits of 10 and 20 s answered, two open for longer: half are over by 20 s, though the answered ones' median is 10."""
    story.start()
    for viewer in "abcd":
        story.ask(viewer, 0)
    story.reply("a", 10)
    story.reply("b", 20)
    detail = story.figures(100)["E2"].detail
    assert (10, 20, None) == (detail["median_answered_only"], detail["median"], detail["above"])


def test_where_most_still_wait_the_median_of_all_rounds_is_above_what_was_seen(story: Any) -> None:
    """The curve never falls to one half: the longest time seen is a lower bound."""
    story.start()
    for viewer in "abc":
        story.ask(viewer, 0)
    story.reply("a", 10)
    detail = story.figures(100)["E2"].detail
    assert (None, 100) == (detail["median"], detail["above"])


def test_the_unanswered_rate_has_a_reading_at_the_stop(story: Any) -> None:
    """An answer sent after the stop lowers the figure, not the reading at the stop; the follow-up is not known yet."""
    story.start()
    story.ask("a", 0)
    story.ask("b", 1)
    assert story.figures(500)["E5"].detail["at_stop"] is None
    story.stop(500)
    story.reply("a", 510)
    rate = story.figures(520)["E5"]
    assert (0.5, 1, 2) == (rate.value, rate.detail["at_stop"], rate.detail["at_stop_unanswered"])
    assert rate.detail["after_follow_up"] is None
    assert rate.detail["after_follow_up_reason"]
    assert 1 == rate.detail["after_follow_up_pending"]


@pytest.mark.parametrize("told", [True, False], ids=["over", "still open"])
def test_a_wait_ends_unseen_where_a_long_gap_begins(story: Any, *, told: bool) -> None:
    """Whether the asker was answered within T nobody knows: neither missed nor pending. The queue still shows the wait."""
    story.start()
    story.ask("a", 0)
    story.lose(100, 100)
    if told:
        story.gap(100, 161)
    figures = story.figures(300)
    for figure in (figures["E3"], figures["E5"]):
        assert (0, 0, {"feed_gap": 1}) == (figure.n, figure.pending, figure.excluded)
    assert 100 == figures["E1"].detail["above"]
    assert 100 == figures["E2"].detail["above"]
    assert 300 == figures["E6"].value
    seen = strip(story.ledger(), story.ms(300))
    assert (None, 0, 0) == (seen.reply_rate, seen.reply_n, seen.reply_pending)


def test_a_wait_that_was_late_before_the_gap_is_late(story: Any) -> None:
    """What was known before the gap stays known."""
    story.start()
    story.ask("a", 0)
    story.gap(180, 400)
    rate = story.figures(500)["E5"]
    assert (1, 1, {}) == (rate.value, rate.n, rate.excluded)


@pytest.mark.parametrize(("since", "until", "feed"), [(100, 160, "f"), (100, 200, "g"), (0, 90, "f")])
def test_short_gaps_other_feeds_and_earlier_gaps_cut_nothing(
    story: Any, since: float, until: float, feed: str
) -> None:
    """Up to a minute is let pass; a gap matters only to those of its feed who waited when it began."""
    story.start()
    story.ask("a", 95)
    story.gap(since, until, feed=feed)
    rate = story.figures(300)["E5"]
    assert (1, 1, {}) == (rate.value, rate.n, rate.excluded)


def test_an_answer_after_the_gap_counts_as_what_it_is(story: Any) -> None:
    """Answered later after all: the real wait, missed or kept."""
    story.start()
    story.ask("a", 0)
    story.gap(50, 150)
    story.reply("a", 170)
    figures = story.figures(300)
    assert (1, {}) == (figures["E3"].value, figures["E3"].excluded)
    assert 170 == figures["E2"].value
