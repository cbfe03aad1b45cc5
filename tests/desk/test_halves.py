"""A question in two comments: the first half has a case already when the second one comes."""

from typing import Any

from console.desk import DeskState, apply
from tests.desk.acting import ActingDesk

WHOLE: dict[str, Any] = {
    "context": "joined",
    "said": "有没有 小码",
    "folded": "有没有小码",
    "topic": "product.stock",
    "slots": (("size", "小码"),),
}


def halves(desk: ActingDesk) -> list[Any]:
    """Let a viewer ask in two halves, three seconds apart."""
    desk.ask(10, "a", "有没有", topic="")
    return desk.ask(13, "a", "小码", **WHOLE)


def test_the_case_of_the_first_half_gives_way_to_that_of_the_whole(desk: ActingDesk) -> None:
    """One case is left, whose wait began with the first half."""
    caused = halves(desk)

    assert ["comment.received", "comment.classified", "case.dismissed", "case.opened"] == [
        event.__struct_config__.tag for event in caused
    ]
    (case,) = desk.state.open_cases()
    assert ("有没有 小码", 10_000, "completed") == (
        case.text,
        case.oldest_ask_at,
        desk.state.cases["1"].dismiss_reason,
    )


def test_the_whole_joins_those_who_ask_the_same(desk: ActingDesk) -> None:
    """The wait still counts from the first half."""
    desk.ask(5, "b", "有小码吗", topic="product.stock", slots=(("size", "小码"),))
    halves(desk)

    (case,) = desk.state.open_cases()
    assert [5_000, 10_000] == [ask.asked_at for ask in case.waiting.values()]


def test_a_case_that_others_wait_in_or_somebody_works_on_stays(desk: ActingDesk) -> None:
    """Nothing is closed over anybody's head."""
    desk.ask(9, "b", "有没有", topic="")
    halves(desk)
    assert ["1", "2"] == list(desk.state.open_ids)

    desk.ask(20, "c", "能不能", topic="")
    desk.claim(21, "3")
    desk.ask(22, "c", "便宜点", **{**WHOLE, "said": "能不能 便宜点", "folded": "能不能便宜点", "slots": ()})
    assert ["1", "2", "3", "4"] == list(desk.state.open_ids)


def test_the_rest_of_a_question_that_keeps_its_case_is_a_nudge(desk: ActingDesk) -> None:
    """有运费险 + 吗: the same question, and one wait."""
    desk.ask(10, "a", "有运费险", topic="after_sales.freight_insurance")
    desk.ask(
        12,
        "a",
        "吗",
        context="repeat",
        said="有运费险 吗",
        folded="有运费险",
        topic="after_sales.freight_insurance",
    )

    (case,) = desk.state.open_cases()
    assert (1, "有运费险 吗") == (case.waiting["demo:a"].nudges, case.newest)


def test_a_fold_of_the_journal_gives_the_same_desk(desk: ActingDesk) -> None:
    """Also with cases that gave way."""
    halves(desk)
    again = DeskState()
    for event in desk.log:
        apply(again, event)

    assert desk.state == again
