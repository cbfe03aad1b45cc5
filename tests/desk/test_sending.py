"""The room's switch, the way of a reply through the outbox, and what is known of it in the end."""

from typing import Any

import pytest

from console.desk import decide
from console.model.cases import CaseStatus
from console.model.commands import (
    AttemptReply,
    Refusal,
    ReportDelay,
    ReportDelivery,
    Retract,
    SendReply,
    SwitchSending,
)
from console.model.events import ReplyRehearsed, ReplySent, Sending
from tests.desk.acting import ActingDesk


def code(answer: Any) -> str:
    """Return a refusal's code."""
    assert isinstance(answer, Refusal)
    return answer.code


def kinds(answer: Any) -> list[str]:
    """Return the kinds of what was caused."""
    assert not isinstance(answer, Refusal), answer
    return [str(event.__struct_config__.tag) for event in answer]


def attempt(desk: ActingDesk, at_s: float, reply: str = "r") -> Any:
    """Let the outbox ask whether it may send."""
    return desk.do(at_s, AttemptReply(id="a", author="outbox", reply=reply))


def delay(desk: ActingDesk, at_s: float, reply: str = "r") -> Any:
    """Let the outbox tell that nothing went out."""
    return desk.do(at_s, ReportDelay(id="y", author="outbox", reply=reply, reason="断线"))


def retract(desk: ActingDesk, at_s: float, reply: str = "r", author: str = "小李") -> Any:
    """Take a reply back."""
    return desk.do(at_s, Retract(id="t", author=author, reply=reply))


def report(
    desk: ActingDesk, at_s: float, *, delivered: bool, unknown: bool = False, author: str = "outbox"
) -> Any:
    """Tell what became of the reply."""
    return desk.do(
        at_s,
        ReportDelivery(
            id="d", author=author, reply="r", delivered=delivered, reason="没有回应", unknown=unknown
        ),
    )


def switch(desk: ActingDesk, at_s: float, sending: Sending) -> Any:
    """Turn the switch."""
    return desk.do(at_s, SwitchSending(id="s", author="小李", sending=sending))


@pytest.fixture
def asked(desk: ActingDesk) -> ActingDesk:
    """Return a desk with a reply `r` in the outbox."""
    desk.ask(0, "a")
    desk.reply(1, id="r")
    return desk


def test_a_reply_is_handed_over_once(asked: ActingDesk) -> None:
    """A second wish to send the same is granted nothing: that is what keeps it from going out twice."""
    assert ["reply.attempted"] == kinds(attempt(asked, 2))
    assert [] == attempt(asked, 3)


def test_after_an_attempt_that_sent_nothing_it_may_be_tried_again(asked: ActingDesk) -> None:
    """With the reason at hand while it waits; one that was not attempted cannot have failed."""
    assert [] == delay(asked, 1.5)
    attempt(asked, 2)
    assert ["reply.delayed"] == kinds(delay(asked, 3))
    assert {"r": "断线"} == asked.state.delayed

    assert ["reply.attempted"] == kinds(attempt(asked, 4))
    assert {} == asked.state.delayed


def test_taken_back_it_is_never_sent_and_ends_no_wait(asked: ActingDesk) -> None:
    """The outbox's wish comes too late; the asker goes on waiting."""
    (retracted,) = retract(asked, 2)

    assert ("小李", "不会掉色的亲") == (retracted.by, retracted.text)
    assert [] == attempt(asked, 3)
    assert ["demo:a"] == list(asked.state.cases["1"].waiting)
    assert {} == asked.state.outbox


def test_what_the_platform_may_have_cannot_be_taken_back(asked: ActingDesk) -> None:
    """Not while it is being sent; nothing happens once it is."""
    attempt(asked, 2)
    assert "too_late" == code(retract(asked, 3))

    report(asked, 4, delivered=True)
    assert [] == retract(asked, 5)


def test_between_two_attempts_it_can_be_taken_back(asked: ActingDesk) -> None:
    """The platform certainly has nothing."""
    attempt(asked, 2)
    delay(asked, 3)

    assert ["reply.retracted"] == kinds(retract(asked, 4))
    assert {} == asked.state.delayed


def test_a_case_resolved_ahead_comes_back_when_its_reply_is_taken_back(asked: ActingDesk) -> None:
    """Enter, `e`, `u`."""
    asked.resolve(2)

    assert ["reply.retracted", "case.reopened"] == kinds(retract(asked, 3))
    assert CaseStatus.NEW is asked.state.cases["1"].status


def test_nobody_takes_back_a_colleagues_reply(asked: ActingDesk) -> None:
    """The case is in other hands."""
    assert "owned" == code(retract(asked, 2, author="小王"))


def test_an_unknown_reply_is_not_known(desk: ActingDesk) -> None:
    """A slip of a program, not a silent success."""
    assert "no_such_reply" == code(retract(desk, 1, "nonsense"))
    assert "no_such_reply" == code(delay(desk, 1, "nonsense"))


def test_a_reply_that_is_not_confirmed_ends_no_wait_and_waits_for_a_persons_word(asked: ActingDesk) -> None:
    """It is neither sent nor failed for sure."""
    attempt(asked, 2)
    (failed,) = report(asked, 3, delivered=False, unknown=True)

    assert failed.unknown
    assert ["demo:a"] == list(asked.state.cases["1"].waiting)
    assert {"1": failed} == asked.state.unconfirmed
    assert {} == asked.state.outbox


def test_seen_in_the_room_it_is_sent_and_ends_the_wait_then(asked: ActingDesk) -> None:
    """Nobody knows when it came there; the wait ends when somebody knew."""
    report(asked, 3, delivered=False, unknown=True)
    (sent,) = report(asked, 9, delivered=True, author="小王")

    assert ("小李", 9_000) == (sent.by, sent.at)
    assert not asked.state.cases["1"].waiting
    assert {} == asked.state.unconfirmed


def test_not_seen_in_the_room_it_has_failed_for_sure(asked: ActingDesk) -> None:
    """And can be written again."""
    report(asked, 3, delivered=False, unknown=True)
    (failed,) = report(asked, 9, delivered=False, author="小王")

    assert not failed.unknown
    assert {} == asked.state.unconfirmed
    assert "reply.queued" in kinds(asked.reply(10))


@pytest.mark.parametrize("then", ["reply", "host", "dismiss"])
def test_what_is_done_after_it_settles_it(asked: ActingDesk, then: str) -> None:
    """Whoever answers anew, or closes the case, has looked."""
    report(asked, 3, delivered=False, unknown=True)
    match then:
        case "reply":
            asked.reply(4)
        case "host":
            asked.reply(4, "", channel="host")
        case _:
            asked.dismiss(4)

    assert {} == asked.state.unconfirmed


@pytest.mark.parametrize(
    ("sending", "channel", "refused"),
    [
        ("copy", "chat", "switched"),
        ("copy", "dry-run", "switched"),
        ("copy", "copy", ""),
        ("send", "dry-run", "switched"),
        ("send", "copy", ""),  # a feed that takes no replies
        ("send", "chat", ""),
        ("dry-run", "chat", "switched"),
        ("dry-run", "copy", ""),
        ("dry-run", "dry-run", ""),
        ("copy", "host", ""),
    ],
)
def test_nothing_goes_out_by_a_way_that_is_closed(
    desk: ActingDesk, sending: Sending, channel: str, refused: str
) -> None:
    """A console that has not seen the switch turn cannot send past it."""
    desk.ask(0, "a")
    switch(desk, 1, sending)
    answer = desk.reply(2, channel=channel)

    assert refused == (code(answer) if isinstance(answer, Refusal) else "")


def test_turning_the_switch_off_stops_what_waits_and_lets_go_what_is_on_its_way(desk: ActingDesk) -> None:
    """What the platform has it has; the rest stays here."""
    for number, viewer in enumerate("abc", 1):
        desk.ask(0, viewer, f"问题{number}", topic="")
        desk.reply(1, case=str(number), id=f"r{viewer}", channel="copy" if viewer == "c" else "chat")
    attempt(desk, 2, "ra")

    caused = switch(desk, 3, "copy")

    assert ["sending.switched", "reply.retracted"] == kinds(caused)
    assert "rb" == caused[1].reply
    assert ["ra", "rc"] == list(desk.state.outbox)
    assert ["reply.failed"] == kinds(delay(desk, 4, "ra")), "no second attempt behind a switch that is off"
    assert [] == switch(desk, 5, "copy")


def test_a_dry_run_reply_is_shown_and_ends_no_wait(desk: ActingDesk) -> None:
    """It says where it would have gone; nothing waits to be delivered."""
    desk.ask(0, "a")
    switch(desk, 1, "dry-run")
    caused: Any = desk.reply(2, channel="dry-run")

    shown = caused[-1]
    assert isinstance(shown, ReplyRehearsed)
    assert ("main", "dry-run", "dry_run") == (shown.feed, shown.channel, shown.type)
    assert ["demo:a"] == list(desk.state.cases["1"].waiting)
    assert {} == desk.state.outbox
    assert not any(isinstance(event, ReplySent) for event in desk.log)
    assert "reply.rehearsed" in kinds(desk.reply(3, channel="dry-run")), "it may be rehearsed again"


@pytest.mark.parametrize(
    ("length", "channel", "refused"),
    [(10, "chat", False), (11, "chat", True), (11, "copy", False), (11, "host", False)],
)
def test_a_reply_that_is_too_long_is_refused_whole(
    desk: ActingDesk,
    length: int,
    channel: str,
    refused: bool,  # noqa: FBT001 - a table's column
) -> None:
    """The author is told how much too long it is; nothing is ever cut."""
    desk.ask(0, "a")
    command = SendReply(id="r", author="小李", case="1", text="字" * length, channel=channel)
    answer = decide(desk.state, command, 1_000, longest=lambda feed: {"main": 10}[feed])

    assert refused == isinstance(answer, Refusal)
    if isinstance(answer, Refusal):
        assert "too_long" == answer.code
        assert answer.zh.startswith("超出 1 个字")
        assert answer.en.startswith("Too long by 1:")
    else:
        assert "字" * length == getattr(answer[-1], "text", "")
