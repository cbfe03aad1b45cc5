"""Claiming, releasing, resolving, dismissing, and who may."""

from typing import Any

from console.model.cases import CaseStatus
from console.model.commands import Refusal, Release
from tests.desk.acting import ActingDesk


def code(answer: Any) -> str:
    """Return a refusal's code."""
    assert isinstance(answer, Refusal)
    return answer.code


def test_the_second_claimer_is_told_who_has_it(desk: ActingDesk) -> None:
    """One owner a case; the loser learns the winner's name."""
    desk.ask(0, "a")
    desk.claim(1, author="小王")
    refusal = desk.claim(1.01, author="小李")

    assert isinstance(refusal, Refusal)
    assert "owned" == refusal.code
    assert "小王" in refusal.zh


def test_claiming_ones_own_case_changes_nothing(desk: ActingDesk) -> None:
    """A repeated claim is carried out once."""
    desk.ask(0, "a")
    desk.claim(1)

    assert [] == desk.claim(2)


def test_only_the_owner_may_give_a_case_back(desk: ActingDesk) -> None:
    """A released case stands in the queue again with its old clock."""
    desk.ask(0, "a")
    desk.claim(1, author="小王")
    assert "owned" == code(desk.do(2, Release(id="x", author="小李", case="1")))

    desk.do(3, Release(id="x", author="小王", case="1"))

    case = desk.state.cases["1"]
    assert (None, CaseStatus.NEW, 0) == (case.owner, case.status, case.oldest_ask_at)


def test_nobody_is_resolved_while_waiting(desk: ActingDesk) -> None:
    """Resolving needs an answer first."""
    desk.ask(0, "a")

    assert "unanswered" == code(desk.resolve(1))


def test_resolving_may_run_ahead_of_the_delivery(desk: ActingDesk) -> None:
    """Enter, then e: the case leaves the queue at once and the waits close when the platform took the reply."""
    desk.ask(0, "a")
    desk.reply(5)
    desk.resolve(5.1)
    assert [] == desk.state.open_cases()

    desk.deliver(6, next(iter(desk.state.outbox)))

    case = desk.state.cases["1"]
    assert (CaseStatus.RESOLVED, 0) == (case.status, len(case.waiting))


def test_a_greeting_on_its_way_resolves_nothing(desk: ActingDesk) -> None:
    """“在的亲” answers nobody, so the case stays open however it goes out."""
    for channel in ("chat", "copy"):
        desk.ask(0, "a", channel, topic="")
    for case, channel in (("1", "chat"), ("2", "copy")):
        desk.reply(1, "在的亲", case=case, channel=channel)

        assert "unanswered" == code(desk.resolve(2, case=case))


def test_nothing_is_dismissed_while_a_reply_to_it_is_on_its_way(desk: ActingDesk) -> None:
    """Whether it was answered is known in a moment; dismissing now could hide an answer or bring the case back."""
    desk.ask(0, "a")
    desk.reply(1)

    assert "sending" == code(desk.dismiss(1.1))


def test_a_delivery_that_fails_after_resolving_brings_the_case_back(desk: ActingDesk) -> None:
    """Nobody is forgotten because the platform refused the last word."""
    desk.ask(0, "a")
    desk.reply(5)
    desk.resolve(5.1)
    desk.deliver(6, next(iter(desk.state.outbox)), delivered=False)

    assert ["1"] == list(desk.state.open_ids)
    assert ["demo:a"] == list(desk.state.cases["1"].waiting)


def test_resolving_after_copying_marks_the_copy_as_sent(desk: ActingDesk) -> None:
    """Where the feed cannot send, closing the case is the author's word that she sent the text."""
    desk.ask(0, "a")
    desk.reply(5, channel="copy")
    desk.resolve(9)

    assert ["reply.sent", "case.resolved"] == [event.__struct_config__.tag for event in desk.log[-2:]]
    assert 9000 == desk.state.cases["1"].answered_at


def test_dismissing_needs_a_known_reason(desk: ActingDesk) -> None:
    """The list of reasons is short and fixed, so that reviews can count them."""
    desk.ask(0, "a")

    assert "no_such_reason" == code(desk.dismiss(1, "嫌烦"))


def test_a_dismissed_case_is_gone_and_the_next_ask_is_new(desk: ActingDesk) -> None:
    """Dismissal closes the waits without an answer, and takes no later ask with it."""
    desk.ask(0, "a")
    desk.dismiss(1)
    assert {} == desk.state.waiting_in

    desk.ask(2, "a")

    assert ["2"] == list(desk.state.open_ids)


def test_closed_and_unknown_cases_are_refused(desk: ActingDesk) -> None:
    """Acting on what is not there is said in words, never an error."""
    desk.ask(0, "a")
    desk.dismiss(1)

    assert "closed" == code(desk.claim(2))
    assert "no_such_case" == code(desk.claim(2, case="77"))
    assert "no_such_reply" == code(desk.deliver(2, "never"))
