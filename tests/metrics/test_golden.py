"""Broadcasts whose figures were worked out by hand."""

from typing import Any

import pytest

HOUR = 3600


@pytest.fixture
def evening(story: Any) -> Any:
    """Tell an hour: two rounds, a quick answer, no answer, an outreach, a greeting before the answer."""
    story.start()
    story.ask("V1", 0)
    story.ask("V1", 70)
    story.reply("V1", 150)
    story.ask("V2", 300)
    story.reply("V2", 325)
    story.ask("V1", 600)
    story.reply("V1", 602, type="bot")
    story.reply("V1", 840)
    story.ask("V3", 1200)
    story.comment("V4", 1860)  # "thanks" after an outreach: no case, so no wait
    story.ask("V5", 2400, lane="complaint", intent="complaint")
    story.reply("V5", 2570, meaningful=False)
    story.reply("V5", 2700)
    story.stop(HOUR)
    return story


def test_reply_rate_counts_first_asks_and_meaningful_human_replies(evening: Any) -> None:
    """Two of five matured waits were answered within three minutes; one never was."""
    figures = evening.figures(HOUR)
    rate = figures["E3"]
    assert (0.4, 2, 5, 5, 0) == (rate.value, rate.numerator, rate.denominator, rate.n, rate.pending)
    unanswered = figures["E5"]
    assert (0.2, 1, 5) == (unanswered.value, unanswered.numerator, unanswered.denominator)


def test_default_waits(evening: Any) -> None:
    """Closed waits of 150, 240, 25 and 300 s average 178.75 s; the fifth is cut at the stop."""
    ledger = evening.ledger()
    assert [150, 25, 240, 300] == [wait // 1000 for wait in ledger.waits.waited]
    figures = ledger.figures(evening.ms(HOUR))
    response = figures["E2"]
    assert (178.75, 4, 1) == (response.value, response.n, response.censored)
    assert 240 == response.detail["median"]
    assert 1 == response.detail["unanswered"]
    assert 1 == response.detail["nudges"]
    assert 2400 == figures["E6"].value
    assert {"case": "V3"} == figures["E6"].detail


def test_first_response_keeps_the_unanswered(evening: Any) -> None:
    """The median counts the one who still waits; the mean is of answered waits only and says so."""
    first = evening.figures(HOUR)["E1"]
    assert (150, 4, 1) == (first.value, first.n, first.censored)
    assert 158.33 == round(first.detail["mean_answered_only"], 2)
    assert 150 == first.detail["median_answered_only"]
    assert 1 == first.detail["unanswered"]
    assert first.detail["p90_answered_only"] is None


def test_greetings_as_answers_would_flatter(story: Any) -> None:
    """The same hour with the greeting taken for an answer: first responses average 115 s, all rounds 146.25 s."""
    story.start()
    story.ask("V1", 0)
    story.reply("V1", 150)
    story.ask("V2", 300)
    story.reply("V2", 325)
    story.ask("V1", 600)
    story.reply("V1", 840)
    story.ask("V5", 2400)
    story.reply("V5", 2570)
    figures = story.figures(HOUR)
    assert 115 == figures["E1"].detail["mean_answered_only"]
    assert 146.25 == figures["E2"].value


def test_merged_question_and_late_duplicate(story: Any) -> None:
    """Askers at 0, 20 and 50 s, one answer at 80 s; whoever asks at 95 s waits until 105 s: 80, 60, 30 and 10."""
    story.start()
    for viewer, second in (("a", 0), ("b", 20), ("c", 50)):
        story.ask(viewer, second, "q")
    story.reply("q", 80, type="broadcast")
    story.ask("d", 95, "q")
    story.reply("q", 105)
    story.stop(200)
    ledger = story.ledger()
    assert [80_000, 60_000, 30_000, 10_000] == list(ledger.waits.waited)
    figures = ledger.figures(story.ms(200))
    assert 45 == figures["E2"].value
    assert 30 == figures["E2"].detail["median_answered_only"]
    assert 30 == figures["E1"].value
    assert 80 == figures["E1"].detail["case_weighted_median"]
    assert 1 == figures["E1"].detail["case_weighted_n"]
    coverage = figures["F10"]
    assert (1, 4, 4) == (coverage.value, coverage.numerator, coverage.denominator)
    assert {"clusters": 1, "clusters_answered": 1} == coverage.detail


def test_empty_session_has_no_rates(story: Any) -> None:
    """Nothing asked, nothing bought: counts are 0, every rate and wait is missing with a reason, the feed was up."""
    story.start()
    story.stop(HOUR)
    figures = story.figures(HOUR)
    missing = {"E1", "E2", "E3", "E5", "E6", "F10", "I4", "C1", "C13", "D3", "D7"}
    assert missing == {figure_id for figure_id, figure in figures.items() if figure.value is None}
    assert all(figures[figure_id].reason for figure_id in missing)
    assert [0, 0, 0, 0] == [figures[figure_id].value for figure_id in ("I1", "E7", "D2", "C10")]
    assert 1 == figures["D1"].value
    assert 1 == figures["E3"].coverage


def test_orders_that_no_feed_can_tell_of_are_unknown(story: Any) -> None:
    """Where no feed reads orders their number is a dash with the reason, not a zero."""
    story.start(reads_orders=False)
    story.stop(HOUR)
    orders = story.figures(HOUR)["C10"]
    assert orders.value is None
    assert orders.reason


def test_nothing_recorded_at_all(story: Any) -> None:
    """Without a single event even the counts of the audience are unknown, and nothing divides by zero."""
    figures = story.figures(0)
    assert {"E7"} == {figure_id for figure_id, figure in figures.items() if figure.value is not None}
    assert all(figure.window is None for figure in figures.values())
