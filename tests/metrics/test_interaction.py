"""Comments, their pace, and how many ask."""

from typing import Any

from connectors.events import CommentDeleted, CommentReceived


def test_backlog_is_excluded_and_counted(story: Any) -> None:
    """Replayed comments are no comments of this broadcast."""
    story.start()
    story.comment("a", 1, history=True)
    story.comment("a", 2)
    story.add(CommentDeleted(at=story.ms(3), feed="f", id="x"))
    comments = story.figures(60)["I1"]
    assert 1 == comments.value
    assert {"history": 1} == comments.excluded
    assert 1 == comments.detail["deleted_later"]


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
    for second in range(4):
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
