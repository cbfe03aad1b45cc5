"""Comments, their pace, and how many ask."""

from typing import Any

import pytest

from connectors.events import CommentReceived
from console.metrics import recent
from console.model.events import CommentClassified


def test_backlog_is_excluded_and_counted(story: Any) -> None:
    """Replayed comments are no comments of this broadcast."""
    story.start()
    story.comment("a", 1, history=True)
    story.comment("host", 1, staff=True)
    story.comment("a", 2)
    comments = story.figures(60)["I1"]
    assert 1 == comments.value
    assert {"history": 1, "staff": 1} == comments.excluded


def test_deleted_comments_and_spam_are_on_neither_side(story: Any) -> None:
    """What was removed, and what triage read as spam, is no comment and no question; each is excluded for one reason."""
    story.start()
    story.comment("a", 1)
    plain = story.comment("b", 2)
    asked = story.classify("c", 2)
    story.classify("d", 3)
    spam = story.classify("e", 4, intent="spam")
    for comment in (plain, asked, spam, asked, "x"):
        story.delete(comment, 70)
    figures = story.figures(120)
    for figure in (figures["I1"], figures["I4"]):
        assert {"deleted": 2, "spam": 1} == figure.excluded
    assert (2, 1, 1) == (figures["I1"].value, figures["I1"].detail["per_minute"], figures["I4"].numerator)
    assert (2, 0.5) == (figures["I4"].denominator, figures["I4"].value)
    assert 3 == figures["I1"].detail["unknown_deletions"]


def test_the_last_comments_are_remembered(story: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deletion finds any of the last few comments; of one long gone it is told that nothing is known."""
    monkeypatch.setattr(recent, "REMEMBERED", 3)
    made = [story.comment("a", second) for second in range(10)]
    for comment in made[-3:]:
        story.delete(comment, 20)
    story.delete(made[0], 20)
    comments = story.figures(30)["I1"]
    assert (7, {"deleted": 3}) == (comments.value, comments.excluded)
    assert 1 == comments.detail["unknown_deletions"]


def test_a_verdict_about_no_comment_of_the_broadcast_asks_nothing(story: Any) -> None:
    """Whatever asks is among the comments, so that the share never passes one."""
    story.start()
    story.classify("a", 1)
    del story.events[1]
    density = story.figures(60)["I4"]
    assert isinstance(story.events[1], CommentClassified)
    assert density.value is None


def test_pace_leaves_out_what_is_unknown(story: Any) -> None:
    """Two comments a second for two minutes, one minute of them lost: the pace is that of the known minute."""
    story.start()
    for second in range(60):
        story.comment("a", second)
        story.comment("b", second)
    story.gap(60, 120)
    story.stop(120)
    comments = story.figures(120)["I1"]
    assert 120 == comments.value
    assert 120 == comments.detail["per_minute"]
    assert 1 == comments.detail["gap_minutes"]
    assert comments.detail["last_minute"] is None
    assert 120 == comments.detail["last_ten_minutes"]


def test_a_second_that_a_gap_touches_is_unknown(story: Any) -> None:
    """Half a lost second takes the whole second out of both sides of the pace."""
    story.start()
    story.gap(30.5, 39.5)
    story.comment("a", 30.1)
    story.comment("a", 39.9)
    story.comment("a", 41)
    assert 60 / 50 == story.figures(60)["I1"].detail["per_minute"]


def test_peak_minute(story: Any) -> None:
    """The busiest minute is named by its beginning; the earlier of two equals."""
    story.start()
    for second in (10, 70, 80, 130, 140):
        story.comment("a", second)
    detail = story.figures(200)["I1"].detail
    assert (story.ms(60), 2) == (detail["peak_minute_at"], detail["peak_minute"])


def test_minutes_are_half_open(story: Any) -> None:
    """A comment at the full minute belongs to the minute it begins."""
    story.comment("a", 59.999)
    story.comment("a", 60)
    assert [1, 1] == list(story.ledger().talk.minutes().values())


def test_pace_needs_ten_seconds(story: Any) -> None:
    """A broadcast of a few seconds has no pace yet."""
    story.start()
    story.comment("a", 1)
    assert story.figures(9)["I1"].detail["last_minute"] is None
    assert 6 == story.figures(10)["I1"].detail["last_minute"]


def test_question_density(story: Any) -> None:
    """Comments that ask, out of all comments; complaints beside them."""
    story.start()
    for second in range(2):
        story.comment("a", second)
    story.classify("a", 1)
    story.classify("a", 2, question=False, complaint=True)
    density = story.figures(60)["I4"]
    assert (0.25, 1, 4) == (density.value, density.numerator, density.denominator)
    assert 1 == density.detail["complaints"]


def test_events_no_figure_needs_are_let_by(story: Any) -> None:
    """An unknown kind only moves the time on."""

    class Later(CommentReceived, tag="later"):
        pass

    at = story.ms(7)
    event = Later(at=at, feed="f", id="1", text="", viewer="a", name="a", platform="p")
    story.add(event)
    ledger = story.ledger()
    assert 0 == ledger.talk.comments
    assert at == ledger.latest_at
