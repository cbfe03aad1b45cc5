"""The strip and the review count alike."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from console.desk import Targets
from console.metrics import Ledger, strip

ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "comment",
                "ask",
                "ask",
                "complain",
                "reply",
                "dismiss",
                "resolve",
                "gap",
                "lose",
                "stall",
                "resume",
                "restart",
            ]
        ),
        st.sampled_from(["a", "b", "c", "d", "e"]),
        st.sampled_from(["a", "b", "c"]),
        st.integers(0, 70),
    ),
    max_size=50,
)


def tell_broadcast(story: Any, acts: list[tuple[str, str, str, int]]) -> int:
    """Tell a random broadcast with gaps, stalls and restarts; returns its last second."""
    second = 0
    story.start()
    for act, viewer, case, later in acts:
        begun, second = second, second + later
        if act == "comment":
            story.comment(viewer, second)
        elif act == "ask":
            story.ask(viewer, second, case)
        elif act == "complain":
            story.ask(viewer, second, f"!{case}", lane="complaint", intent="complaint")
        elif act == "gap":
            story.gap(begun, second)
        elif act == "lose":
            story.lose(second, begun)
        elif act == "stall":
            story.stall(begun, second)
        elif act == "resume":
            story.resume(second, begun)
        elif act == "restart":
            story.stop(begun)
            story.start(second, resumed=True)
        elif case in story.waiting:
            getattr(story, act)(case, second)
    return second


@given(acts=ACTS, later=st.integers(0, 300), stopped=st.booleans())
def test_the_strip_at_the_end_is_the_review(
    tell: Any, acts: list[tuple[str, str, str, int]], later: int, *, stopped: bool
) -> None:
    """A ledger watched all evening ends with the values of one folded from the journal afterwards."""
    story = tell()
    end = tell_broadcast(story, acts)
    if stopped:
        story.stop(end)
    live = Ledger()
    for event in story.events:
        live.add(event)
        strip(live, event.at)  # looking must not change anything
    now = story.ms(end + later)
    seen = strip(live, now)
    review = story.figures(end + later)
    longest = None if seen.longest_wait_ms is None else seen.longest_wait_ms / 1000
    assert review["E6"].value == longest
    assert review["E6"].detail.get("case") == seen.longest_case
    assert review["E7"].value == seen.overdue
    assert review["E7"].detail["overdue_cases"] == seen.overdue_cases
    assert review["E7"].detail["due_soon"] == seen.due_soon
    assert review["E7"].detail["open_complaint_cases"] == seen.open_complaints
    assert review["E3"].value == seen.reply_rate
    assert (review["E3"].n, review["E3"].pending) == (seen.reply_n, seen.reply_pending)
    assert review["E3"].detail["so_far"] == seen.reply_rate_so_far
    assert review["I1"].detail["last_minute"] == seen.comments_per_minute
    assert review["I1"].detail["last_ten_minutes"] == seen.comments_usual
    assert live.figures(now) == review


def test_overdue_follows_the_lane(story: Any) -> None:
    """A complaint is late sooner than a question; a case with one late asker is one late case."""
    targets = Targets(question_amber_s=30, question_red_s=60, complaint_amber_s=15, complaint_red_s=30)
    story.ask("a", 0, "q")
    story.ask("b", 20, "q")
    story.ask("c", 25, lane="complaint")
    seen = strip(story.ledger(targets=targets), story.ms(60))
    assert (2, 2, 1) == (seen.overdue, seen.overdue_cases, seen.due_soon)
    assert (3, 2, 1) == (seen.waiting, seen.waiting_cases, seen.open_complaints)


def test_a_complaint_is_open_until_it_is_settled(story: Any) -> None:
    """Answered is not yet settled; reopening a settled one opens it again."""
    story.ask("c", 0, lane="complaint")
    story.reply("c", 5)
    assert 1 == strip(story.ledger(), story.ms(6)).open_complaints
    story.resolve("c", 7)
    assert 0 == strip(story.ledger(), story.ms(8)).open_complaints
    story.ask("d", 9, "c")
    assert 1 == strip(story.ledger(), story.ms(10)).open_complaints


def test_nothing_yet(story: Any) -> None:
    """Before the first event there is nothing to show, and no zero in its place."""
    seen = strip(story.ledger(), story.ms(0))
    assert (None, None, None) == (seen.longest_wait_ms, seen.reply_rate, seen.comments_per_minute)
