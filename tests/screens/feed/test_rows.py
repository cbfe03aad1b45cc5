"""A line of the feed as a row."""

from connectors.events import CommentReceived, FeedGap
from console.model.verdict import Verdict
from console.recent import Line
from console.screens.feed.rows import feed_row
from tests.screens.stage import START


def line(text: str, *, question: bool = False, complaint: bool = False, history: bool = False) -> Line:
    """Return a comment's line."""
    comment = CommentReceived(
        at=START, feed="抖音", id="c", text=text, viewer="v", name="小鹿", platform="douyin", history=history
    )
    read = Verdict(
        question=question, complaint=complaint, intent="chat", emotion="neutral", confidence=1, folded=text
    )
    return Line(0, comment, read)


def test_the_sign_tells_the_kind_without_colours() -> None:
    """A question mark, an exclamation mark, nothing."""
    assert "? 小鹿 几号发货" == feed_row(line("几号发货", question=True), 40).text.strip()
    assert "! 小鹿 退款" == feed_row(line("退款", complaint=True), 40).text.strip()
    assert "小鹿 666" == feed_row(line("666"), 40).text.strip()


def test_backlog_bears_no_sign() -> None:
    """What the platform replays needs no answer now."""
    assert "小鹿 几号发货" == feed_row(line("几号发货", question=True, history=True), 40).text.strip()


def test_a_wide_row_begins_with_the_time() -> None:
    """Where there is room for it."""
    assert feed_row(line("666"), 60).text.startswith("20:00:00 ")


def test_with_several_feeds_the_row_names_its_own() -> None:
    """A simulcast needs to tell the rooms apart."""
    assert feed_row(line("666"), 40, badge=True).text.startswith("抖音 ")


def test_a_gap_says_what_may_be_missing() -> None:
    """How long, how many, why: across the whole row."""
    gap = FeedGap(at=START, feed="抖音", since=START - 14_000, until=START, cause="断线", lost=30)

    text = feed_row(Line(0, gap, None), 60).text

    assert "20:00:00 断流 14 秒，约漏 30 条：断线" in text
    assert text.startswith("──")
    assert text.endswith("─")
