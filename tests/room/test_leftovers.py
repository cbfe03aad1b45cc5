"""What was on its way when livedesk ended: sent by the next run, told as unsent, or told as unknown."""

import pytest

from console.desk import apply
from console.model.commands import Retract
from console.model.events import ReplyAttempted, ReplyDelayed, Sending, SendingSwitched
from console.outbox.leftovers import FRESH_MS, at_begin, at_end
from tests.desk.acting import ActingDesk


def left(*, attempted: bool = False, channel: str = "chat") -> ActingDesk:
    """Return a desk with one reply on its way since second 1."""
    desk = ActingDesk()
    desk.ask(0, "a")
    desk.reply(1, id="r", channel=channel)
    if attempted:
        apply(desk.state, ReplyAttempted(at=1_500, reply="r", case="1"))
    return desk


def takes(_feed: str) -> bool:
    """Return that every feed takes replies."""
    return True


def test_what_was_never_handed_over_is_sent_by_a_run_that_follows_at_once() -> None:
    """It was acknowledged, nobody can have read it, and it still fits."""
    to_send, reports = at_begin(left().state, 1_000 + FRESH_MS, takes)

    assert (["r"], []) == ([reply.reply for reply in to_send], reports)


def test_what_the_platform_may_have_is_never_sent_again() -> None:
    """Only a look at the room can tell."""
    to_send, (report,) = at_begin(left(attempted=True).state, 2_000, takes)

    assert [] == to_send
    assert (False, True) == (report.delivered, report.unknown)


def test_an_attempt_that_sent_nothing_counts_as_none() -> None:
    """It was waiting for the next one."""
    desk = left(attempted=True)
    apply(desk.state, ReplyDelayed(at=1_600, reply="r", case="1", reason="断线"))

    assert ["r"] == [reply.reply for reply in at_begin(desk.state, 2_000, takes)[0]]


@pytest.mark.parametrize("sending", ["copy", "dry-run"])
def test_with_the_switch_turned_nothing_is_sent(sending: Sending) -> None:
    """The settings of the new run hold, also for what the last one left."""
    desk = left()
    apply(desk.state, SendingSwitched(at=2_000, sending=sending))
    to_send, (report,) = at_begin(desk.state, 2_000, takes)

    assert [] == to_send
    assert (False, False) == (report.delivered, report.unknown)


def test_without_its_feed_nothing_is_sent() -> None:
    """The room may have other feeds now."""
    to_send, (report,) = at_begin(left().state, 2_000, lambda _: False)

    assert ([], False) == (to_send, report.unknown)


def test_what_is_stale_is_not_sent() -> None:
    """An answer minutes late no longer fits what is on the screen of the room."""
    to_send, (report,) = at_begin(left().state, 1_001 + FRESH_MS, takes)

    assert ([], False) == (to_send, report.unknown)


def test_a_run_that_ends_tells_what_it_leaves() -> None:
    """Unsent, or unknown where it was being sent at that moment; a copied reply is its author's."""
    assert [False] == [report.unknown for report in at_end(left().state)]
    assert [True] == [report.unknown for report in at_end(left(attempted=True).state)]
    assert [] == at_end(left(channel="copy").state)


def test_what_was_taken_back_is_no_leftover() -> None:
    """Nothing is told of it again."""
    desk = left()
    desk.do(2, Retract(id="x", author="小李", reply="r"))

    assert ([], []) == at_begin(desk.state, 2_000, takes)
    assert [] == at_end(desk.state)
