"""What opens, moves and ends a wait."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.metrics import waits
from console.model.events import (
    CaseDismissed,
    CaseMerged,
    CaseOpened,
    CaseResolved,
    ReplyRehearsed,
    ReplyRetracted,
    ReplySent,
)


def waited(story: Any) -> list[float]:
    """Return the answered waits in seconds."""
    return [wait / 1000 for wait in story.ledger().waits.waited]


def test_a_nudge_never_moves_the_beginning(story: Any) -> None:
    """Asking again while waiting counts as a nudge of the first ask."""
    story.ask("a", 0)
    story.ask("a", 50)
    story.reply("a", 60)
    assert [60] == waited(story)
    assert 1 == story.ledger().waits.nudges


def test_an_ask_of_somebody_who_waits_is_a_nudge_whatever_it_is_called(story: Any) -> None:
    """Not even an event that claims to be a further ask resets a running clock."""
    story.ask("a", 0)
    story.ask("a", 50)
    story.events[-1].nudge = False
    assert 60 == story.figures(60)["E6"].value


def test_a_failed_send_ends_nothing(story: Any) -> None:
    """The wait goes on to the reply that arrived."""
    story.ask("a", 0)
    story.fail("a", 10)
    story.reply("a", 40)
    assert [40] == waited(story)


def test_what_nobody_has_read_ends_nothing(story: Any) -> None:
    """Taken back, only shown in a dry run, or not confirmed: the wait goes on, and nothing is counted as an answer."""
    story.ask("a", 0)
    story.unread(ReplyRetracted, "a", 10)
    story.unread(ReplyRehearsed, "a", 20)
    story.fail("a", 30, unknown=True)
    figures = story.figures(40)
    assert (40, 1) == (figures["E6"].value, figures["E6"].n)
    assert (0, 1) == (figures["F10"].numerator, figures["F10"].denominator)

    story.reply("a", 50)
    assert [50] == waited(story)


def test_a_robot_ends_nothing(story: Any) -> None:
    """A reply of type bot leaves the asker waiting."""
    story.ask("a", 0)
    story.reply("a", 1, type="bot")
    assert 1 == story.figures(10)["E6"].n


def test_a_reply_ends_only_the_waits_it_covers(story: Any) -> None:
    """Somebody who asked while the reply was on its way still waits."""
    story.ask("a", 0, "q")
    story.ask("b", 9, "q")
    story.reply("q", 10, viewers=("a",))
    story.reply("q", 30, viewers=("b", "a", "stranger"))
    assert [10, 21] == waited(story)


def test_a_clock_set_back_makes_no_negative_wait(story: Any) -> None:
    """An answer stamped before its ask counts as immediate."""
    story.ask("a", 100)
    story.reply("a", 99)
    assert [0] == waited(story)


def test_a_clock_set_back_hides_no_young_wait(story: Any) -> None:
    """A late entry with an early time does not end the search for waits that are too young to judge."""
    story.ask("a", 200)
    story.ask("b", 490)
    story.reply("b", 500)
    story.reply("a", 300)
    rate = story.figures(600)["E3"]
    assert (1, 1) == (rate.n, rate.pending)


def test_dismissed_asks_leave_the_rates_and_are_counted(story: Any) -> None:
    """A dismissal neither helps nor hurts the reply rate, and its reason stays visible."""
    story.ask("a", 0)
    story.ask("b", 1)
    story.ask("c", 2, "b")
    story.reply("a", 30)
    story.dismiss("b", 40, "spam")
    figures = story.figures(1000)
    assert (1, 1) == (figures["E3"].value, figures["E3"].denominator)
    assert {"dismissed:spam": 2} == figures["E3"].excluded
    assert (1, 1) == (figures["F10"].value, figures["F10"].denominator)
    assert {"dismissed": 2} == figures["F10"].excluded


def test_reopening_makes_no_second_first_response(story: Any) -> None:
    """Asking again after the answer is a round of E2, not of E1, and keeps the asker covered."""
    story.ask("a", 0)
    story.reply("a", 10)
    story.ask("a", 100)
    figures = story.figures(400)
    assert (1, 0) == (figures["E1"].n, figures["E1"].censored)
    assert (0.5, 1) == (figures["E5"].value, figures["E5"].numerator)
    assert 1 == figures["F10"].value


def test_the_limit_itself_is_in_time(story: Any) -> None:
    """An answer after exactly T is kept; an ask exactly T old has matured."""
    story.ask("a", 0)
    story.ask("b", 20)
    story.reply("a", 180)
    rate = story.figures(200)["E3"]
    assert (1, 2, 0) == (rate.numerator, rate.denominator, rate.pending)


def test_quick_answers_enter_the_rate_only_when_they_mature(story: Any) -> None:
    """A young answered ask is pending, and shows under `so far` alone."""
    story.ask("a", 0)
    story.ask("b", 100)
    story.reply("b", 110)
    rate = story.figures(200)["E3"]
    assert (0, 0, 1, 1) == (rate.value, rate.numerator, rate.denominator, rate.pending)
    assert (0.5, 2) == (rate.detail["so_far"], rate.detail["so_far_n"])
    assert 1 == story.figures(279)["E3"].pending
    assert 0.5 == story.figures(280)["E3"].value


def test_asks_younger_than_the_limit_at_the_stop_stay_pending(story: Any) -> None:
    """Time after the stop matures nothing."""
    story.start()
    story.ask("a", 0)
    story.stop(179)
    rate = story.figures(5000)["E3"]
    assert rate.value is None
    assert 1 == rate.pending
    assert 179 == story.figures(5000)["E6"].value


def test_a_wait_goes_on_over_a_closed_console(story: Any) -> None:
    """A resumed broadcast answers an ask of its first part: the wait runs from the ask."""
    story.start()
    story.ask("a", 10)
    story.stop(20)
    story.start(80, resumed=True)
    assert 75 == story.figures(85)["E6"].value
    story.reply("a", 90)
    story.stop(100)
    assert [80] == waited(story)
    assert 1 == story.figures(100)["F10"].value


def test_events_of_an_unknown_case_are_ignored(story: Any) -> None:
    """A journal whose beginning was erased still folds."""
    story.reply("gone", 5, viewers=("a",))
    story.dismiss("gone", 6)
    assert [] == waited(story)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["ask", "ask", "ask", "reply", "greet", "fail", "dismiss"]),
        st.sampled_from(["p", "q", "r"]),
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from([0, 1, 29, 30, 60, 90, 180]),
    ),
    max_size=40,
)


def tell_steps(story: Any, steps: list[tuple[str, str, str, int]]) -> int:
    """Tell random steps; returns the second of the last."""
    second = 0
    story.start()
    for act, case, viewer, later in steps:
        second += later
        if act == "ask":
            story.ask(viewer, second, case)
        elif case in story.waiting:
            if act == "greet":
                story.reply(case, second, meaningful=False)
            else:
                getattr(story, act)(case, second)
    return second


def slow_segments(events: list[Any]) -> list[tuple[int, int | None]]:
    """Return (asked, answered) of every wait that was not dismissed, by looking ahead from each ask."""
    found: list[tuple[int, int | None]] = []
    for index, ask in enumerate(events):
        if not isinstance(ask, CaseOpened | CaseMerged) or getattr(ask, "nudge", False):
            continue
        answered_at: int | None = None
        for later in events[index:]:
            if isinstance(later, CaseDismissed) and later.case == ask.case:
                break
            if isinstance(later, ReplySent) and later.meaningful and later.case == ask.case:
                answered_at = later.at
                break
        else:
            found.append((ask.asked_at, None))
            continue
        if answered_at is not None:
            found.append((ask.asked_at, answered_at))
    return found


@given(STEPS, st.integers(0, 400))
def test_rates_equal_a_slow_recount(tell: Any, steps: list[tuple[str, str, str, int]], later: int) -> None:
    """E2, E3, E5 and E6 agree with a recount that looks at every pair of events."""
    story = tell()
    end = tell_steps(story, steps) + later
    segments = slow_segments(story.events)
    as_of, limit = story.ms(end), 180_000
    matured = [(asked, answered) for asked, answered in segments if asked + limit <= as_of]
    kept = [pair for pair in matured if pair[1] is not None and pair[1] - pair[0] <= limit]
    still = [asked for asked, answered in segments if answered is None]
    figures = story.figures(end)
    assert (len(kept), len(matured)) == (figures["E3"].numerator, figures["E3"].denominator)
    assert len(segments) - len(matured) == figures["E3"].pending
    assert sum(answered is None for _, answered in matured) == figures["E5"].numerator
    longest = (as_of - min(still)) / 1000 if still else None
    assert longest == figures["E6"].value
    closed = sum(answered - asked for asked, answered in segments if answered is not None)
    assert closed / 1000 == figures["E2"].numerator


@given(STEPS)
def test_everybody_who_asked_is_in_the_coverage_once(
    tell: Any, steps: list[tuple[str, str, str, int]]
) -> None:
    """Answered, waiting and dismissed askers together are the pairs of viewer and case."""
    story = tell()
    end = tell_steps(story, steps)
    asks = [event for event in story.events if isinstance(event, CaseOpened | CaseMerged)]
    coverage = story.figures(end)["F10"]
    counted = coverage.n + coverage.excluded.get("dismissed", 0)
    assert len({(ask.case, ask.viewer) for ask in asks}) == counted


def test_long_settled_cases_still_count(story: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only counts stay of cases that nobody can come back to; the coverage is the same as if all were kept."""
    for second, case in enumerate("abcdefgh"):
        story.ask(f"viewer {case}", second, case)
        story.reply(case, second + 10, viewers=(f"viewer {case}",))
        story.add(CaseResolved(at=story.ms(second + 20), case=case, by="x"))
    story.ask("late", 40, "i")
    whole = story.figures(50)["F10"]
    monkeypatch.setattr(waits, "MOST_SETTLED", 2)

    kept = story.ledger().waits
    assert (8, 9) == (whole.numerator, whole.denominator)
    assert whole == story.figures(50)["F10"]
    assert 3 == len(kept._cases)  # the two latest settled ones, and the open one


def test_a_moved_case_counts_in_its_new_lane_and_keeps_its_clock(story: Any) -> None:
    """A question that turns out to be a complaint is an open one, late by the complaints' limit, since it was asked."""
    story.ask("a", 0)
    story.ask("b", 0, lane="complaint", intent="complaint")
    story.move("a", 20, "complaint", "after_sales")
    story.move("b", 20, "question")

    figures = story.figures(40)
    assert (40, 1) == (figures["E6"].value, figures["E7"].value)
    assert {"a"} == story.ledger().waits.complaints

    story.reply("a", 50)
    story.resolve("a", 51)
    story.move("a", 60, "complaint", "complaint")
    assert [50] == waited(story)
    assert set() == story.ledger().waits.complaints, "a settled case is not open again"


def test_who_is_found_late_to_have_asked_has_waited_since_then(story: Any) -> None:
    """The case's own wait begins with the earliest ask."""
    story.ask("a", 10)
    story.ask("b", 20, "a")
    story.events[-1].asked_at = story.ms(5)
    story.reply("a", 30)
    assert [20, 25] == waited(story)
    assert [25] == [wait / 1000 for wait in story.ledger().waits.by_case]
