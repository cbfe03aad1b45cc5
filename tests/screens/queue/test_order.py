"""Where the agent is in the queue."""

from hypothesis import given
from hypothesis import strategies as st

from console.model.cases import Ask, Case
from console.screens.queue.order import Place
from tests.screens.stage import AGENT, START


def case(number: int, *, owner: str | None = None, waiting: bool = True) -> Case:
    """Return a case of a number."""
    found = Case(
        id=str(number),
        lane="question",
        intent="chat",
        topic="",
        product=None,
        slots=(),
        folded="",
        platform="p",
        feed="f",
        opened_at=START,
        text="?",
        owner=owner,
    )
    if waiting:
        found.waiting["v"] = Ask("v", "n", "c", "?", START, "f")
    return found


def queue(*numbers: int) -> list[Case]:
    """Return cases in an order."""
    return [case(number) for number in numbers]


def test_the_first_case_to_come_is_opened() -> None:
    """Nobody has to open the first one by hand."""
    place = Place()

    place.see(queue(7, 8))

    assert "7" == place.current


@given(st.permutations(range(6)), st.integers(0, 5))
def test_the_open_case_stays_open_however_the_queue_turns(order: list[int], chosen: int) -> None:
    """A complaint on top moves rows, not the agent."""
    place = Place()
    place.see(queue(*range(6)))
    place.go(str(chosen))

    place.see(queue(*order))

    assert str(chosen) == place.current
    assert order.index(chosen) == place.row


def test_moving_stops_at_both_ends() -> None:
    """No jump from the last to the first."""
    place = Place()
    place.see(queue(1, 2, 3))

    place.move(-1)
    assert "1" == place.current
    place.move(9)
    assert "3" == place.current


def test_from_a_case_that_is_gone_one_goes_on_where_it_stood() -> None:
    """Down gives the case that took its row, up the one before."""
    place = Place()
    place.see(queue(1, 2, 3))
    place.go("2")
    place.see(queue(1, 3))
    assert "2" == place.current

    place.move(1)
    assert "3" == place.current

    place.go("2")
    place.see(queue(1, 3))
    place.move(-1)
    assert "1" == place.current


def test_next_best_is_the_first_other_free_case_that_waits() -> None:
    """Not the open one, not another agent's, not one that is answered, and one's own only in the end."""
    place = Place()
    place.see([case(1), case(2, owner="老王"), case(3, waiting=False), case(4, owner=AGENT), case(5)])

    assert place.next_best(AGENT)
    assert "5" == place.current
    assert place.next_best(AGENT)
    assert "1" == place.current


def test_where_none_is_free_next_best_is_ones_own() -> None:
    """An own case that still waits; never one that is answered."""
    place = Place()
    place.see([case(1), case(2, owner="老王"), case(3, owner=AGENT, waiting=False), case(4, owner=AGENT)])

    assert place.next_best(AGENT)
    assert "4" == place.current


def test_without_another_case_next_best_stays() -> None:
    """And says so."""
    place = Place()
    place.see([case(1), case(2, owner="老王")])

    assert not place.next_best(AGENT)
    assert "1" == place.current


def test_after_a_case_comes_the_next_in_order() -> None:
    """First of all one that is in nobody else's hands; after the last one that waits comes the one before it."""
    place = Place()
    place.see([case(1), case(2), case(3, owner="老王"), case(4)])
    place.go("2")

    place.leave("2", AGENT)
    assert "4" == place.current

    place.see([case(1), case(3, owner="老王"), case(4), case(5, waiting=False)])
    place.leave("4", AGENT)
    assert "1" == place.current


def test_an_answered_case_sinks_and_the_work_goes_on_where_it_stood() -> None:
    """Answered cases sort to the end; leaving one must not drop the agent there."""
    place = Place()
    place.see(queue(1, 2, 3, 4))
    place.go("2")
    place.see([case(1), case(3), case(4), case(2, waiting=False)])

    place.leave("2", AGENT)

    assert "3" == place.current


def test_it_knows_when_a_case_has_sunk_by_itself() -> None:
    """Then the queue stays where it is; an answered case that was opened on purpose is shown."""
    place = Place()
    sunk = []
    place.see(queue(1, 2))
    sunk.append(place.sunk)
    place.see([case(2), case(1, waiting=False)])
    sunk.append(place.sunk)
    place.go("1")
    sunk.append(place.sunk)

    assert [False, True, False] == sunk


def test_when_all_is_done_nothing_is_open() -> None:
    """And the next case to come opens by itself."""
    place = Place()
    place.see(queue(1))
    seen = []
    place.leave("1", AGENT)
    seen.append(place.current)
    place.see(queue(9))
    seen.append(place.current)

    assert [None, "9"] == seen
