"""Drawing costs what is in sight, and nothing where nothing changed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.desk import Lateness, Targets
from console.model.cases import Ask, Case, ViewerCard
from console.model.events import ReplyFailed
from console.playbook import Script
from console.screens.case.offers import Offer
from console.screens.case.rows import Sheet, sheet_rows
from console.screens.painted import Painted
from console.screens.pulse import Pulse
from console.screens.queue import pane as queue_pane
from console.screens.queue.rows import Look, case_rows
from tests.screens.stage import AGENT, START, Stage

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["👨‍👩‍👧‍👦" * 9, "\x1b]52;c;a\x07", "什么时候发货" * 9, "e\u0301" * 50]),
)


def case_of(text: str) -> Case:
    """Return a case in which everything is this text."""
    case = Case(
        id="1",
        lane="complaint",
        intent="product",
        topic="",
        product=text,
        slots=(("size", text),),
        folded=text,
        platform=text,
        feed=text,
        opened_at=START,
        text=text,
        owner=text,
        asker_count=12,
        answer=text,
        answered_by=text,
        answered_at=START,
        late=True,
    )
    case.waiting[text] = Ask(text, text, "c", text, START, text, emotion="angry", nudges=3)
    failed = ReplyFailed(
        at=START,
        by=text,
        reply="r",
        case="1",
        feed=text,
        text=text,
        channel="chat",
        type="human",
        reason=text,
    )
    case.replies.append(failed)
    return case


@given(texts, st.integers(20, 200), st.booleans())
def test_every_row_of_a_case_has_its_width(text: str, width: int, short: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """In the queue and in the open case, whatever was written."""
    case = case_of(text)
    look = Look(61_000, Lateness.OVERDUE, AGENT, text, text, draft=True, sending=text, busy=True)
    card = ViewerCard(text, text, START, 3, 1, [(START, text)])
    offer = Offer(Script(id="s", title=text, texts=(text,)), text, text)
    sheet = Sheet(case, card, [offer], text, AGENT, START + 61_000, Targets())

    strips = [row.strip for row in sheet_rows(sheet, width, brief=short)]
    strips += case_rows(case, look, width, tall=not short, chosen=None)

    assert {width} == {cell_len(strip.text) for strip in strips}


async def test_only_cases_in_sight_are_made_into_rows(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds may be open; a screenful is drawn."""
    for number in range(300):
        stage.hear(f"有没有{number}码?")
    made: list[Case] = []

    def counting(case: Case, *args: Any, **more: Any) -> Any:
        made.append(case)
        return case_rows(case, *args, **more)

    async with stage.screen(120, 40):
        monkeypatch.setattr(queue_pane, "case_rows", counting)
        stage.live.frame()

    assert 18 == len(made)


async def test_a_frame_without_news_paints_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a thin link that is most of the frames."""
    stage.hear("几号发货?", "666")
    async with stage.screen() as pilot:
        await stage.settle(pilot)
        painted: list[Painted] = []
        monkeypatch.setattr(Painted, "refresh", lambda self, *_, **__: painted.append(self))
        stage.live.frame()
        assert [] == painted

        stage.wait(1)
        stage.live.frame()
        assert {"queue", "case", "status"} == {widget.id for widget in painted}


async def test_a_dialog_keeps_the_keys_and_the_screen_is_drawn_after_it(stage: Stage) -> None:
    """What happened behind it is there at once."""
    async with stage.screen() as pilot:
        await stage.press(pilot, "question_mark")
        stage.hear("几号发货?")
        await stage.press(pilot, "escape")

        assert "几号发货?" in stage.text()


def test_the_pulse_is_the_set_pace() -> None:
    """Four frames a second, not more."""
    pulse = Pulse(0.25)
    pulse.drawn_at = 10.0

    assert not pulse.due(10.1, focused=True)
    assert pulse.due(10.25, focused=True)


def test_typing_goes_first_but_not_for_ever() -> None:
    """A frame waits for the key's own paint; whoever types without a break still sees the clocks run."""
    pulse = Pulse(0.25)
    pulse.drawn_at = 10.0
    pulse.typed_at = 10.24
    assert not pulse.due(10.25, focused=True)
    assert pulse.due(10.33, focused=True)

    pulse.typed_at = 10.49
    assert pulse.due(10.5, focused=True)


def test_nobody_looking_is_once_a_second() -> None:
    """A terminal in the background needs no more."""
    pulse = Pulse(0.25)
    pulse.drawn_at = 10.0

    assert not pulse.due(10.9, focused=False)
    assert pulse.due(11.0, focused=False)
