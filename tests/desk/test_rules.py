"""Rules that hold for every sequence of comments and commands."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.desk import DeskState, apply
from console.model.commands import AttemptReply, ReportDelay, ReportDelivery, Retract, SwitchSending
from console.model.events import ReplySent
from tests.desk.acting import ActingDesk

VIEWERS = st.sampled_from("abcde")
TOPICS = st.sampled_from(["product.fading", "product.stock", "logistics.not_sent", "chat.call", ""])
SIZES = st.sampled_from([(), (("size", "M"),), (("size", "L"),)])
CASES = st.integers(1, 6).map(str)
REPLIES = st.integers(1, 8).map("r{}".format)
STEPS = st.one_of(
    st.tuples(st.just("ask"), VIEWERS, TOPICS, SIZES, st.booleans()),
    st.tuples(st.just("claim"), CASES, st.sampled_from(["小李", "小王"])),
    st.tuples(st.just("reply"), CASES, st.sampled_from(["chat", "chat", "copy", "host", "dry-run"])),
    st.tuples(st.just("attempt"), REPLIES),
    st.tuples(st.just("delay"), REPLIES),
    st.tuples(st.just("retract"), REPLIES),
    st.tuples(st.just("deliver"), REPLIES, st.sampled_from(["sent", "failed", "unknown"])),
    st.tuples(st.just("switch"), st.sampled_from(["send", "send", "copy", "dry-run"])),
    st.tuples(st.just("resolve"), CASES),
    st.tuples(st.just("dismiss"), CASES),
)

# An unconfirmed reply may be told of again, by a person who has looked.
ORDERLY = re.compile(
    r"(queued (attempted delayed )*(attempted )?(unknown )*((sent|failed|retracted) )?|sent |rehearsed )"
)


def play(steps: list[Any]) -> ActingDesk:
    """Play random steps, a second apart, on a new desk."""
    desk = ActingDesk()
    number = 0
    for at, (what, *rest) in enumerate(steps):
        match what:
            case "ask":
                viewer, topic, slots, complaint = rest
                desk.ask(at, viewer, f"{topic}{slots}", topic=topic, slots=slots, complaint=complaint)
            case "claim":
                desk.claim(at, rest[0], rest[1])
            case "reply":
                number += 1
                desk.reply(at, case=rest[0], channel=rest[1], id=f"r{number}")
            case "attempt":
                desk.do(at, AttemptReply(id="x", author="outbox", reply=rest[0]))
            case "delay":
                desk.do(at, ReportDelay(id="x", author="outbox", reply=rest[0]))
            case "retract":
                desk.do(at, Retract(id="x", author="小李", reply=rest[0]))
            case "deliver":
                delivered, unknown = rest[1] == "sent", rest[1] == "unknown"
                desk.do(
                    at,
                    ReportDelivery(
                        id="x", author="outbox", reply=rest[0], delivered=delivered, unknown=unknown
                    ),
                )
            case "switch":
                desk.do(at, SwitchSending(id="x", author="小李", sending=rest[0]))
            case "resolve":
                desk.resolve(at, rest[0])
            case _:
                desk.dismiss(at, case=rest[0])
    return desk


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=60))
def test_the_state_is_the_fold_of_its_events(steps: list[Any]) -> None:
    """Folding the log again gives the very same desk: what a restart relies on."""
    desk = play(steps)

    again = DeskState()
    for event in desk.log:
        apply(again, event)
    assert desk.state == again


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=60))
def test_nobody_is_lost(steps: list[Any]) -> None:
    """Whoever asked waits in an open case or one whose reply is on its way, was answered, or was dismissed; counts agree."""
    desk = play(steps)
    state = desk.state

    for case in state.cases.values():
        assert case.is_open == (case.id in state.open_ids)
        on_its_way = {
            viewer for reply in state.outbox.values() if reply.case == case.id for viewer in reply.viewers
        }
        assert case.is_open or on_its_way.issuperset(case.waiting)
        for viewer in case.waiting:
            assert case.id in state.waiting_in[viewer]
    waiting = sum(len(case.waiting) for case in state.cases.values())
    assert waiting == sum(map(len, state.waiting_in.values()))


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=60))
def test_a_case_never_spans_two_slots_and_waits_are_never_negative(steps: list[Any]) -> None:
    """Every ask of a case had the case's slots, and nobody was answered before asking."""
    desk = play(steps)

    texts: dict[str, set[str]] = {}
    for event in desk.log:
        tag = event.__struct_config__.tag
        if tag in {"case.opened", "case.merged"} and not event.text.startswith(("chat", "()", "((")):
            texts.setdefault(event.case, set()).add(event.text)
    assert all(1 == len(found) for found in texts.values())
    assert all(
        ask.answered_at is not None and ask.answered_at >= ask.asked_at
        for case in desk.state.cases.values()
        for ask in case.served
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(STEPS, max_size=60))
def test_a_reply_goes_one_way_and_ends_once(steps: list[Any]) -> None:
    """Queued, attempted, delayed, attempted …, then one end, which only an unconfirmed reply gets a second time."""
    desk = play(steps)

    ways: dict[str, list[str]] = {}
    for event in desk.log:
        if hasattr(event, "reply"):
            tag = str(event.__struct_config__.tag).removeprefix("reply.")
            ways.setdefault(event.reply, []).append("unknown" if getattr(event, "unknown", False) else tag)
    for way in ways.values():
        assert ORDERLY.fullmatch(" ".join(way) + " "), way
    assert desk.state.attempted <= desk.state.outbox.keys()
    assert desk.state.delayed.keys() <= desk.state.outbox.keys()
    assert all(case == failed.case for case, failed in desk.state.unconfirmed.items())


@settings(max_examples=200, deadline=None)
@given(st.lists(STEPS, max_size=60))
def test_only_a_sent_reply_or_a_dismissal_ends_a_wait(steps: list[Any]) -> None:
    """What was taken back, shown only, or is not known to have arrived has answered nobody."""
    desk = play(steps)

    answered = {
        (event.case, viewer) for event in desk.log if isinstance(event, ReplySent) for viewer in event.viewers
    }
    for case in desk.state.cases.values():
        assert {(case.id, ask.viewer) for ask in case.served} <= answered
