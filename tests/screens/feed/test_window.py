"""The view of the live feed: it follows, it holds still, it never slips."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.events import CommentReceived, FeedGap
from console.model.verdict import Lane, Verdict
from console.recent import Line, RecentLines
from console.screens.feed.window import READABLE_PER_S, FeedWindow


def verdict(lane: Lane | None) -> Verdict:
    """Return a verdict of a lane."""
    return Verdict(
        question=lane == "question",
        complaint=lane == "complaint",
        intent="chat",
        emotion="neutral",
        confidence=1,
        folded="",
    )


def say(recent: RecentLines, count: int, lane: Lane | None = None) -> None:
    """Let `count` comments arrive."""
    for _ in range(count):
        text = f"评论{recent.end}"
        comment = CommentReceived(at=0, feed="f", id=text, text=text, viewer="v", name="n", platform="p")
        recent.append(comment, verdict(lane))


def seen(window: FeedWindow, height: int = 5) -> list[int]:
    """Return the sequence numbers of the lines in sight."""
    return [line.seq for _, line in window.rows(height)]


def test_it_follows_the_newest() -> None:
    """The last lines are in sight as they come."""
    recent = RecentLines()
    window = FeedWindow(recent)
    say(recent, 8)

    window.pull(0)

    assert [3, 4, 5, 6, 7] == seen(window)


def test_while_held_it_stands_still() -> None:
    """Whatever arrives, the lines under the reader's eyes stay, and what came is counted."""
    recent = RecentLines()
    window = FeedWindow(recent)
    say(recent, 8)
    window.pull(1)
    window.scroll(-2, 5)

    say(recent, 3)
    say(recent, 2, "question")
    say(recent, 1, "complaint")
    window.pull(2)

    assert [1, 2, 3, 4, 5] == seen(window)
    assert (6, 2, 1) == (window.unseen.lines, window.unseen.questions, window.unseen.complaints)


@given(st.lists(st.integers(-7, 7), max_size=30), st.integers(1, 9))
def test_held_lines_stay_until_they_fall_out_of_the_ring(moves: list[int], height: int) -> None:
    """Inflow moves nothing; only what the ring no longer holds goes."""
    recent = RecentLines(capacity=40)
    window = FeedWindow(recent)
    say(recent, 40)
    window.pull(0)
    window.scroll(-20, height)
    for by in moves:
        window.scroll(by, height)
        if window.following:
            window.scroll(-10, height)
        before = seen(window, height)

        say(recent, 3)
        window.pull(0)

        kept = [seq for seq in before if seq >= recent.start]
        assert kept == seen(window, height)[: len(kept)]


def test_scrolling_back_to_the_end_follows_again() -> None:
    """Nobody has to remember a key for it."""
    recent = RecentLines()
    window = FeedWindow(recent)
    say(recent, 20)
    window.pull(0)
    window.scroll(-4, 5)

    window.scroll(4, 5)

    assert window.following


def test_the_cursor_moves_through_the_lines_and_takes_the_view_along() -> None:
    """Up from the newest line; the view follows where the cursor leaves it."""
    recent = RecentLines()
    window = FeedWindow(recent)
    say(recent, 20)
    window.pull(0)

    for _ in range(7):
        window.move(-1, 5)

    line = window.under_cursor()
    assert line is not None
    assert 13 == line.seq
    assert [13, 14, 15, 16, 17] == seen(window)


def test_moving_past_the_newest_line_follows_again() -> None:
    """The cursor is gone then."""
    recent = RecentLines()
    window = FeedWindow(recent)
    say(recent, 3)
    window.pull(0)
    window.move(-1, 5)

    window.move(1, 5)

    assert window.following
    assert window.under_cursor() is None


def test_a_filter_hides_lines_and_counts_them() -> None:
    """What is there already is filtered as well."""
    recent = RecentLines()
    window = FeedWindow(recent)
    say(recent, 6)
    say(recent, 2, "question")

    window.filter(lambda line: line.verdict is not None and line.verdict.question)
    window.pull(0)

    assert [6, 7] == seen(window)
    assert 6 == window.hidden


def test_beyond_what_can_be_read_chat_is_sampled_but_no_question_is_lost() -> None:
    """A thousand comments a second: every question, complaint and gap, and as much chat as eyes can take."""
    recent = RecentLines()
    window = FeedWindow(recent)
    window.pull(1)
    say(recent, 1000)
    say(recent, 3, "question")
    recent.append(FeedGap(at=0, feed="f", since=0, until=9, cause="x"), None)

    window.pull(1001)

    shown: list[Line] = [line for _, line in window.rows(2000)]
    chat = [line for line in shown if line.verdict is not None and line.verdict.lane is None]
    assert window.sampled
    assert 4 == len(shown) - len(chat)
    assert 0 < len(chat) <= READABLE_PER_S


def test_what_lay_there_before_is_shown_whole() -> None:
    """A resumed broadcast begins with its last comments, all of them."""
    recent = RecentLines()
    say(recent, 500)
    window = FeedWindow(recent)

    window.pull(1)

    assert 500 == len(window.rows(1000))
    assert not window.sampled


def test_a_view_that_grows_is_filled_from_above() -> None:
    """A feed that gets more room shows more of what was said before, not blank rows."""
    recent = RecentLines()
    window = FeedWindow(recent)
    say(recent, 20)
    window.pull(0)
    window.hold(4)

    assert [10, 11, 12, 13, 14, 15, 16, 17, 18, 19] == seen(window, 10)
