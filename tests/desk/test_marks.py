"""Marks of low trust: what the desk does about them, which is to tell and to hide nothing."""

from itertools import product
from typing import get_args

import msgspec
import pytest

from connectors.language import in_use, use
from console.model.events import AnyEvent, CaseOpened, CommentClassified
from console.model.marks import MARK_NAMES, Mark, MarkKind, mark_names
from tests.desk.acting import ActingDesk

BAIT = Mark(kind="contact_bait", words="加微信")
FLOOD = Mark(kind="flood", count=5, same=True)


def test_a_marked_question_is_served_like_any_other(desk: ActingDesk) -> None:
    """It opens its case with its clock, and the mark goes with it into the journal."""
    *_, classified, opened = desk.ask(5, "a", marks=(BAIT,))

    assert isinstance(classified, CommentClassified)
    assert isinstance(opened, CaseOpened)
    assert ((BAIT,), (BAIT,)) == (classified.marks, opened.marks)
    assert 5000 == desk.state.cases["1"].oldest_ask_at


def test_chat_with_a_mark_is_written_down(desk: ActingDesk) -> None:
    """A plain comment leaves one row; one with a mark leaves its mark as well, and no case."""
    caused = desk.ask(1, "a", "666", question=False, intent="chat", topic="", marks=(FLOOD,))

    assert [(), (FLOOD,)] == [getattr(event, "marks", ()) for event in caused]
    assert {} == desk.state.cases


def test_one_honest_asker_makes_it_an_honest_case(desk: ActingDesk) -> None:
    """A case is doubted while everybody who waits in it is."""
    marks = []
    for second, asked_with in enumerate([(BAIT,), (FLOOD,), ()]):
        desk.ask(second, f"v{second}", marks=asked_with)
        marks.append(desk.state.cases["1"].marks)

    assert [(BAIT,), (BAIT,), ()] == marks


def test_who_asks_again_too_often_is_marked_and_keeps_the_mark(desk: ActingDesk) -> None:
    """The mark of a nudge goes to the ask; a quiet nudge afterwards does not take it away."""
    desk.ask(1, "a")
    desk.ask(2, "a", marks=(FLOOD,))
    desk.ask(90, "a")

    assert (FLOOD,) == desk.state.cases["1"].waiting["demo:a"].marks


def test_a_served_case_is_not_doubted(desk: ActingDesk) -> None:
    """Where nobody waits there is nobody to doubt."""
    desk.ask(1, "a", marks=(BAIT,))
    desk.answer(2)

    assert () == desk.state.cases["1"].marks


def test_journals_from_before_there_were_marks_are_read(desk: ActingDesk) -> None:
    """An event without marks has none, and its bytes are what they always were."""
    for event in desk.ask(1, "a"):
        written = msgspec.json.encode(event)
        assert b"marks" not in written
        assert event == msgspec.json.decode(written, type=AnyEvent)


def test_marks_survive_the_journal(desk: ActingDesk) -> None:
    """With their words and counts."""
    for event in desk.ask(1, "a", marks=(BAIT, FLOOD)):
        assert event == msgspec.json.decode(msgspec.json.encode(event), type=AnyEvent)


@pytest.mark.parametrize(("kind", "same"), list(product(get_args(MarkKind), [True, False])))
def test_every_mark_says_why_in_both_languages(kind: MarkKind, *, same: bool) -> None:
    """A name and a reason, which differ by language where they are not the viewer's own words."""
    mark = Mark(kind=kind, words="加微信", count=5, same=same)
    told = {}
    before = in_use()
    for language in ("zh", "en"):
        use(language)
        told[language] = (mark.reason, mark_names((mark, BAIT)))
    use(before)
    assert told["zh"] != told["en"]
    assert ("5" if kind in {"flood", "shill"} else "加微信") in told["zh"][0]
    assert kind in MARK_NAMES
