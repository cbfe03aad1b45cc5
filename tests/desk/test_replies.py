"""Replies answer every open asker; what was sent is sent once."""

from typing import Any

from console.model.cases import CaseStatus
from console.model.commands import Refusal
from tests.desk.acting import ActingDesk


def code(answer: Any) -> str:
    """Return a refusal's code."""
    assert isinstance(answer, Refusal)
    return answer.code


def test_a_reply_claims_waits_in_the_outbox_and_then_answers_everyone(desk: ActingDesk) -> None:
    """Nobody counts as answered before the platform took the reply; then everyone's clock stops at that moment."""
    desk.ask(0, "a")
    desk.ask(20, "b")
    desk.reply(80)

    case = desk.state.cases["1"]
    assert (CaseStatus.CLAIMED, "小李", 2) == (case.status, case.owner, len(case.waiting))

    desk.deliver(81, next(iter(desk.state.outbox)))

    assert (CaseStatus.ANSWERED, 0) == (case.status, len(case.waiting))
    assert [81_000, 81_000] == [ask.answered_at for ask in case.served]
    assert "broadcast" == case.replies[-1].type
    assert ("demo:a", "demo:b") == case.replies[-1].viewers


def test_credit_stays_with_the_author(desk: ActingDesk) -> None:
    """The outbox delivers; the reply is still its writer's."""
    desk.ask(0, "a")
    desk.answer(5)

    assert "小李" == desk.state.cases["1"].answered_by


def test_an_ask_that_came_after_the_reply_was_queued_still_waits(desk: ActingDesk) -> None:
    """A reply answers exactly those it was written for."""
    desk.ask(0, "a")
    desk.reply(10)
    desk.ask(11, "b")
    desk.deliver(12, next(iter(desk.state.outbox)))

    case = desk.state.cases["1"]
    assert ["demo:b"] == list(case.waiting)
    assert CaseStatus.CLAIMED is case.status


def test_a_greeting_closes_no_wait(desk: ActingDesk) -> None:
    """“在的亲” is sent, and the asker still waits."""
    desk.ask(0, "a")
    desk.answer(3, "在的亲")

    assert ["demo:a"] == list(desk.state.cases["1"].waiting)


def test_a_failed_reply_closes_no_wait(desk: ActingDesk) -> None:
    """What the platform refused was not said."""
    desk.ask(0, "a")
    desk.reply(3)
    desk.deliver(4, next(iter(desk.state.outbox)), delivered=False)

    case = desk.state.cases["1"]
    assert ["demo:a"] == list(case.waiting)
    assert "断线" == desk.log[-1].reason
    assert {} == desk.state.outbox


def test_a_late_duplicate_reopens_the_case_with_its_own_clock_and_the_answer(desk: ActingDesk) -> None:
    """Somebody who asks after the answer waits from their own message, and the earlier answer is at hand."""
    for at, viewer in ((0, "a"), (20, "b"), (50, "c")):
        desk.ask(at, viewer)
    desk.answer(80, "纯棉的，冷水单独洗不掉色")
    desk.ask(95, "d")

    case = desk.state.cases["1"]
    assert (True, CaseStatus.NEW, 95_000) == (case.late, case.status, case.oldest_ask_at)
    assert "纯棉的，冷水单独洗不掉色" == case.answer
    assert "late_duplicate" == desk.log[-1].cause

    desk.answer(105, case.answer)

    waits = [(ask.answered_at or 0) - ask.asked_at for ask in case.served]
    assert [80_000, 60_000, 30_000, 10_000] == waits
    assert not case.late


def test_the_same_viewer_asking_again_reopens_too(desk: ActingDesk) -> None:
    """A second round of the same viewer is told apart from a late duplicate."""
    desk.ask(0, "a")
    desk.answer(10)
    desk.ask(60, "a")

    assert "asked_again" == desk.log[-1].cause
    assert not desk.state.cases["1"].late


def test_a_resolved_case_reopens_within_half_an_hour(desk: ActingDesk) -> None:
    """Resolved is not forgotten: the same question soon after comes back to the same case."""
    desk.ask(0, "a")
    desk.answer(10)
    desk.resolve(11)
    desk.ask(1700, "b")
    assert CaseStatus.NEW is desk.state.cases["1"].status

    desk.answer(1701)
    desk.resolve(1702)
    desk.ask(1702 + 1800, "c")
    assert ["2"] == list(desk.state.open_ids)


def test_a_repeated_reply_command_is_carried_out_once(desk: ActingDesk) -> None:
    """A command that arrives twice (a retry on the way) sends nothing twice."""
    desk.ask(0, "a")
    desk.reply(1, id="same")
    assert [] == desk.reply(1, id="same")

    desk.deliver(2, "same")
    assert [] == desk.deliver(3, "same")
    assert [] == desk.reply(4, id="same")


def test_a_second_reply_waits_for_the_first(desk: ActingDesk) -> None:
    """While a reply is on its way another one to the case is refused: a double press sends once."""
    desk.ask(0, "a")
    desk.reply(1)

    assert "sending" == code(desk.reply(1.1))


def test_an_answer_overtaken_by_a_colleague_is_refused(desk: ActingDesk) -> None:
    """Who wrote her answer before a colleague's went out is told, instead of answering twice."""
    desk.ask(0, "a")
    seen = desk.state.cases["1"].version
    desk.answer(5, author="小王")
    desk.state.cases["1"].owner = None

    assert "answered" == code(desk.reply(6, author="小李", based_on=seen))


def test_an_empty_reply_is_refused(desk: ActingDesk) -> None:
    """Spaces are no answer."""
    desk.ask(0, "a")

    assert "empty" == code(desk.reply(1, "  "))


def test_what_the_host_said_needs_no_delivery(desk: ActingDesk) -> None:
    """Marking a spoken answer stops the clocks at once."""
    desk.ask(0, "a")
    caused = desk.reply(7, "", channel="host")

    assert not isinstance(caused, Refusal)
    assert "host_spoken" == caused[-1].type
    assert CaseStatus.ANSWERED is desk.state.cases["1"].status
