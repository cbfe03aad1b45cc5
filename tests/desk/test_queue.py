"""The order of work and the colours of waiting."""

from console.desk import Lateness, Targets, in_order, lateness, wait_ms
from tests.desk.acting import ActingDesk


def test_complaints_come_first_then_the_longest_wait_then_the_answered(desk: ActingDesk) -> None:
    """The order does not move while clocks run."""
    desk.ask(1, "a", topic="t.1", text="一")
    desk.ask(2, "b", topic="t.2", text="二")
    desk.ask(3, "c", topic="t.3", text="三", complaint=True)
    desk.answer(4, case="1")

    assert ["3", "2", "1"] == [case.id for case in in_order(desk.state)]


def test_a_wait_turns_amber_and_red_at_its_lanes_targets(desk: ActingDesk) -> None:
    """Half-open: at the very second of the target it is due."""
    desk.ask(0, "a")
    case, targets = desk.state.cases["1"], Targets()

    seen = [lateness(case, at, targets) for at in (29_999, 30_000, 59_999, 60_000)]
    assert [Lateness.FRESH, Lateness.DUE_SOON, Lateness.DUE_SOON, Lateness.OVERDUE] == seen


def test_nobody_waiting_is_no_wait(desk: ActingDesk) -> None:
    """An answered case has no wait, not a wait of zero."""
    desk.ask(0, "a")
    desk.answer(5)

    assert None is wait_ms(desk.state.cases["1"], 100_000)
    assert Lateness.FRESH is lateness(desk.state.cases["1"], 100_000, Targets())
