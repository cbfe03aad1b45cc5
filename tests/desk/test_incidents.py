"""Complaints that come in numbers."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.desk import DeskState, apply
from console.model.events import IncidentNoticed, IncidentOver
from console.model.incidents import Incident
from tests.desk.acting import ActingDesk

SOUND: dict[str, Any] = {
    "complaint": True,
    "question": False,
    "intent": "complaint",
    "topic": "complaint.stream",
}


def complain(desk: ActingDesk, at_s: float, viewer: str, **fields: Any) -> list[Any]:
    """Let a viewer complain of the sound; return what that says of an incident."""
    caused = desk.ask(at_s, viewer, f"没声音{viewer}", **{**SOUND, **fields})
    return [event for event in caused if isinstance(event, IncidentNoticed | IncidentOver)]


def burst(desk: ActingDesk, at_s: float, numbers: range, **fields: Any) -> list[Any]:
    """Let the viewers of these numbers complain, one a second."""
    return [
        event
        for second, number in enumerate(numbers)
        for event in complain(desk, at_s + second, f"v{number}", **fields)
    ]


def test_five_viewers_within_a_minute_are_an_incident(desk: ActingDesk) -> None:
    """Noticed once, with what it is about, how many, and since when; every complaint keeps its case."""
    events = burst(desk, 10, range(12))

    assert [IncidentNoticed(at=14_000, topic="complaint.stream", words="", viewers=5, since=10_000)] == events
    assert 12 == len(desk.state.cases)
    assert {
        "complaint.stream": Incident(
            "complaint.stream", "", 10_000, 21_000, {f"demo:v{number}" for number in range(12)}
        )
    } == desk.state.incidents


@pytest.mark.parametrize(
    ("numbers", "apart_s", "fields"),
    [
        (range(4), 1, {}),
        ([0, 1, 2, 3, 0, 1, 2, 3], 1, {}),
        (range(20), 20, {}),
        (range(20), 1, {"complaint": False, "question": True}),
        (range(20), 1, {"intent": "spam"}),
        (range(20), 1, {"confidence": 0.6}),
        (range(20), 1, {"staff": True}),
        (range(20), 1, {"history": True}),
        (range(20), 1, {"topic": "", "reasons": ()}),
    ],
)
def test_less_than_that_is_none(desk: ActingDesk, numbers: Any, apart_s: int, fields: dict[str, Any]) -> None:
    """Four viewers, the same four again, one every 20 seconds, questions, spam, guesses, our own side, backlog, and who knows what."""
    for step, number in enumerate(numbers):
        assert [] == complain(desk, step * apart_s, f"v{number}", **fields)


def test_complaints_of_different_things_are_not_one_incident(desk: ActingDesk) -> None:
    """Each topic is counted by itself."""
    topics = ("complaint.stream", "complaint.fraud", "logistics.not_sent", "after_sales.broken")
    for number in range(16):
        assert [] == complain(desk, number, f"v{number}", topic=topics[number % 4])


def test_without_a_topic_the_words_that_decided_tell_what_it_is_about(desk: ActingDesk) -> None:
    """The longest of them: near-same texts share it."""
    events = [
        event
        for number in range(6)
        for event in complain(desk, number, f"v{number}", topic="", reasons=("太", "离谱")[number % 2 :])
    ]

    assert [("", "离谱", 5)] == [(event.topic, event.words, event.viewers) for event in events]


def test_an_incident_is_over_after_three_quiet_minutes(desk: ActingDesk) -> None:
    """The next comment of any kind says so, with how many it were altogether; another burst is a new incident."""
    burst(desk, 0, range(9))
    assert [] == complain(desk, 100, "late")  # one more is no longer many at once
    assert [] == desk.ask(187, "x", "好看", question=False, intent="chat", topic="")[1:]
    caused = desk.ask(188, "x", "好看", question=False, intent="chat", topic="")

    assert ["comment.received", "incident.over"] == [event.__struct_config__.tag for event in caused]
    assert (10, 0, 8_000) == (caused[1].viewers, caused[1].since, caused[1].last_at)
    assert {} == desk.state.incidents
    assert ["incident.noticed"] == [event.__struct_config__.tag for event in burst(desk, 400, range(20, 28))]


def test_in_a_full_house_it_takes_more(desk: ActingDesk) -> None:
    """One in a hundred of the comments of a minute, at least: some complain of something at any time."""
    for number in range(1_200):
        desk.ask(number / 20, f"x{number}", "666", question=False, intent="chat", topic="")

    assert [12] == [event.viewers for event in burst(desk, 60, range(30))]


def test_what_goes_on_for_ever_is_over_in_the_end(desk: ActingDesk) -> None:
    """Six a minute, all evening: noticed once, usual after a while, and not noticed again."""
    events = [event for number in range(600) for event in complain(desk, number * 10, f"v{number}")]

    assert [IncidentNoticed, IncidentOver] == [type(event) for event in events]
    assert 15 * 60_000 > events[1].at


def test_what_is_usual_is_no_incident(desk: ActingDesk) -> None:
    """Where three complain of it every minute it takes three times as many."""
    for number in range(30):
        assert [] == complain(desk, number * 20, f"usual{number}")

    events = burst(desk, 601, range(40))
    assert [8] == [event.viewers for event in events]


def test_a_repeated_fold_gives_the_same_incidents(desk: ActingDesk) -> None:
    """A restart in the midst of it goes on counting."""
    burst(desk, 0, range(7))
    again = DeskState()
    for event in desk.log:
        apply(again, event)

    assert desk.state == again


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_every_incident_has_its_viewers_and_its_end(seed: int) -> None:
    """Noticed and over take turns for each thing, and never is one noticed with fewer than five viewers in the minute before."""
    chance, desk = random.Random(seed), ActingDesk()
    second = 0.0
    said: list[tuple[float, str, str]] = []
    for _ in range(200):
        second += chance.choice([0, 0.5, 2, 5, 40, 200])
        viewer, topic = f"v{chance.randrange(12)}", chance.choice(["complaint.stream", "complaint.fraud"])
        said.append((second, f"demo:{viewer}", topic))
        for event in complain(desk, second, viewer, topic=topic):
            if isinstance(event, IncidentNoticed):
                assert 5 <= len({who for at, who, about in said if about == event.topic and second - at < 60})
    for topic in ("complaint.stream", "complaint.fraud"):
        turns = [
            type(event)
            for event in desk.log
            if isinstance(event, IncidentNoticed | IncidentOver) and event.topic == topic
        ]
        assert [(IncidentNoticed, IncidentOver)[number % 2] for number in range(len(turns))] == turns


def test_its_memory_is_bounded(desk: ActingDesk) -> None:
    """A flood of made-up accounts and words does not fill it."""
    for number in range(3_000):
        complain(desk, number / 50, f"x{number}", topic="", reasons=(f"词{chr(0x4E00 + number)}",))

    assert 300 == len(desk.state.grievances)
