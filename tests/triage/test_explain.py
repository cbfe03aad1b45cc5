"""Who gave an answer, and where the words stand that decided."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.model.labels import Labels
from console.model.marks import Mark
from console.triage import Triage
from console.triage.explain import explain, places
from console.triage.model import Reading


class Learned:
    """A model that takes everything for a question about the price, in a good mood."""

    def read(self, folded: str, hints: list[str]) -> Reading:
        """Return always the same."""
        return Reading(True, False, "price", "positive", 0.9)  # noqa: FBT003 - as a model answers

    def words(self, folded: str, grams: object, output: str) -> list[tuple[int, int]]:
        """Return the first character."""
        return [(0, 1)]


@pytest.fixture
def learned(triage: Triage) -> Triage:
    """Triage with that model."""
    return Triage(triage.rules, cast("Any", Learned()))


def parts(told: list[Any]) -> dict[str, str]:
    """Return who gave each answer."""
    return {each.job: each.part for each in told}


def test_without_a_model_the_rules_gave_every_answer(triage: Triage) -> None:
    """Each job, in the order in which they are shown."""
    rules = Triage(triage.rules)
    told = explain(rules, "多少钱", rules.read("多少钱"))

    assert {"question": "rules", "complaint": "rules", "intent": "rules", "emotion": "rules"} == parts(told)
    assert [True, False, "price", "neutral"] == [each.answer for each in told]


def test_the_model_is_named_where_the_rules_say_something_else(learned: Triage) -> None:
    """And what they say."""
    told = explain(learned, "哈哈哈", learned.read("哈哈哈"))

    assert {"question": "model", "complaint": "both", "intent": "model"} == {
        job: part for job, part in parts(told).items() if job != "emotion"
    }
    assert ["chat"] == [each.by_rules for each in told if each.job == "intent"]


def test_what_the_room_had_to_do_with_it_is_told(triage: Triage) -> None:
    """Where the comment by itself would be read otherwise."""
    verdict = replace(triage.read("红色的有没有"), question=False)

    assert "context" == parts(explain(triage, "红色的有没有", verdict))["question"]


def test_what_somebody_corrected_is_theirs(triage: Triage) -> None:
    """What they left as it was is not."""
    was = triage.read("多少钱")
    now = replace(was, question=False, intent="chat")

    told = parts(explain(triage, "多少钱", now, Labels.of(was)))

    assert ["person", "person"] == [told["question"], told["intent"]]
    assert told["complaint"] != "person"


def test_spam_that_a_mark_gave_away_was_found_by_rules(triage: Triage) -> None:
    """The words that cost trust are word lists too; spam without a mark is what the room made of it."""
    chat = triage.read("哈哈哈")
    spam = replace(chat, intent="spam", marks=(Mark(kind="advert", words="主页"),))

    assert "rules" == parts(explain(triage, "哈哈哈", spam))["intent"]
    assert "context" == parts(explain(triage, "哈哈哈", replace(spam, marks=())))["intent"]


def test_words_are_found_wherever_they_stand() -> None:
    """Capitals or not; overlapping ones become one place after the other; what is not there is nowhere."""
    assert [(0, 2), (5, 7)] == places("XL 有没xl", ["xl"])
    assert [(0, 3), (3, 4)] == places("有没有货", ["没有货", "有没有"])
    assert [] == places("有没有", ["", "发货"])


@given(st.text(), st.lists(st.text(max_size=3)))
def test_places_never_overlap_and_stay_inside(text: str, words: list[str]) -> None:
    """Whatever the text and the words, also where small letters are longer than capitals."""
    reached = 0
    for start, end in places(text, words):
        assert reached <= start < end <= len(text.lower())
        reached = end
