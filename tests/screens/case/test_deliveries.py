"""A reply that fails is told, once, wherever the agent is looking."""

from console.desk import DeskState, apply
from console.model.events import CaseOpened, ReplyFailed, ReplyQueued, ReplySent
from console.screens.case.deliveries import Deliveries
from tests.screens.stage import START


def opened() -> DeskState:
    """Return a desk with one case."""
    state = DeskState()
    apply(
        state,
        CaseOpened(
            at=START,
            case="1",
            lane="question",
            intent="chat",
            comment="c",
            viewer="v",
            name="n",
            text="?",
            asked_at=START,
            platform="p",
            feed="f",
        ),
    )
    return state


def stage(kind: type[ReplyQueued] | type[ReplySent], reply: str = "r") -> ReplyQueued | ReplySent:
    """Return a stage of a reply."""
    return kind(
        at=START, reply=reply, case="1", feed="f", text="好", channel="chat", type="human", viewers=("v",)
    )


def failure(reply: str = "r") -> ReplyFailed:
    """Return the failure of a reply."""
    return ReplyFailed(
        at=START, reply=reply, case="1", feed="f", text="好", channel="chat", type="human", reason="太快"
    )


def test_a_failure_is_told_once() -> None:
    """At the look after it happened."""
    state, deliveries = opened(), Deliveries()
    apply(state, stage(ReplyQueued))
    assert [] == deliveries.unsent(state)

    apply(state, failure())

    assert ["太快"] == [getattr(unsent.ending, "reason", "") for unsent in deliveries.unsent(state)]
    assert [] == deliveries.unsent(state)


def test_a_failure_between_two_looks_is_told_as_well() -> None:
    """The reply was never seen in the outbox, but it was expected."""
    state, deliveries = opened(), Deliveries()
    queued = stage(ReplyQueued)
    assert isinstance(queued, ReplyQueued)
    apply(state, queued)
    apply(state, failure())

    deliveries.expect([queued])

    assert 1 == len(deliveries.unsent(state))


def test_a_delivered_reply_is_no_failure() -> None:
    """Silence is good news."""
    state, deliveries = opened(), Deliveries()
    apply(state, stage(ReplyQueued))
    deliveries.unsent(state)

    apply(state, stage(ReplySent))

    assert [] == deliveries.unsent(state)
