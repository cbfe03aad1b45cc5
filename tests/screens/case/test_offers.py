"""The scripts offered for a case: filled, steady, and made anew only when something changed."""

import pytest

from console.model.cases import Ask, Case
from console.playbook import Playbook, Script
from console.screens.case.offers import Offers
from tests.screens.stage import START

WORDINGS = tuple(
    f"说法{number}，{{{{viewer|亲}}}}，{{{{product|这款}}}}，{{{{agent}}}}" for number in range(5)
)
PLAYBOOK = Playbook([Script(id="a", title="回答", texts=WORDINGS, intents=("product",))])


def case(number: int = 1, *askers: str) -> Case:
    """Return a case with its askers."""
    found = Case(
        id=str(number),
        lane="question",
        intent="product",
        topic="",
        product="P1",
        slots=(),
        folded="",
        platform="p",
        feed="f",
        opened_at=START,
        text="?",
    )
    for name in askers:
        found.waiting[name] = Ask(name, name, "c", "?", START, "f")
    return found


@pytest.fixture
def offers() -> Offers:
    """Return offers of an agent."""
    return Offers({"shop": "晴天"}, "小李")


def test_one_asker_is_called_by_name_and_several_are_not(offers: Offers) -> None:
    """With the product's title and the agent's own name."""
    assert offers.of(case(1, "小鹿"), PLAYBOOK, "羊毛大衣", START)[0].text.endswith("，小鹿，羊毛大衣，小李")
    assert offers.of(case(1, "小鹿", "阿花"), PLAYBOOK, "", START + 60_000)[0].text.endswith(
        "，亲，这款，小李"
    )


def test_a_case_keeps_its_wording_and_cases_differ(offers: Offers) -> None:
    """The room does not read one line again and again."""
    texts = [offers.of(case(number), PLAYBOOK, "", START)[0].text for number in range(20)]

    assert texts == [offers.of(case(number), PLAYBOOK, "", START)[0].text for number in range(20)]
    assert 1 < len(set(texts))


def test_the_list_is_made_anew_only_when_something_changed(offers: Offers) -> None:
    """The case, the playbook or the minute: ranking at every frame would be waste."""
    first = offers.of(case(), PLAYBOOK, "", START)
    assert first is offers.of(case(), PLAYBOOK, "", START + 59_000 - START % 60_000)

    changed = case()
    changed.version = 9
    assert first is not offers.of(changed, PLAYBOOK, "", START)
