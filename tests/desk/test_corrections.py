"""A correction is noted, and the comment is served as what it is, without a wait being lost or begun anew."""

from typing import Any

import pytest

from connectors.events import CommentReceived
from console.desk import DeskState, Heard, apply, in_order
from console.model.cases import CaseStatus
from console.model.commands import Correct, Refusal
from console.model.events import (
    CaseDismissed,
    CaseMerged,
    CaseMoved,
    CaseOpened,
    CaseReopened,
    CommentCorrected,
)
from console.model.labels import Labels
from tests.desk.acting import ActingDesk, verdict

CHAT: dict[str, Any] = {"question": False, "intent": "chat", "topic": "", "product": None}


def comment(number: int, viewer: str, text: str, at_s: float, **more: Any) -> CommentReceived:
    """Return the comment as the acting desk made it."""
    return CommentReceived(
        at=int(at_s * 1000),
        feed="main",
        id=f"c{number}",
        text=text,
        viewer=f"demo:{viewer}",
        name=viewer,
        platform="demo",
        **more,
    )


def corrected(
    desk: ActingDesk,
    at_s: float,
    about: CommentReceived,
    was: dict[str, Any],
    *,
    author: str = "小李",
    **now: Any,
) -> list[Any]:
    """Correct a comment that was read as `was` to `now`."""
    before = verdict(folded=about.text, **was)
    command = Correct(
        id="x",
        author=author,
        comment=about,
        was=Labels.of(before),
        verdict=Labels.of(verdict(**{**was, **now})).put_on(before),
    )
    answer = desk.do(at_s, command)
    assert not isinstance(answer, Refusal)
    return answer


def kinds(events: list[Any]) -> list[type]:
    """Return the kinds of events."""
    return [type(event) for event in events]


def test_what_is_as_it_was_said_to_be_needs_no_correction(desk: ActingDesk) -> None:
    """Nothing is written down."""
    desk.ask(0, "a")

    assert [] == corrected(desk, 5, comment(1, "a", "会掉色吗", 0), {})


def test_a_correction_says_who_when_what_it_was_and_what_it_is(desk: ActingDesk) -> None:
    """Everything a training line needs stands in the one event; the desk remembers the last."""
    desk.ask(0, "a", "好家伙", **CHAT)
    about = comment(1, "a", "好家伙", 0)

    (event,) = corrected(desk, 5, about, CHAT, emotion="negative")
    assert (
        CommentCorrected(
            at=5_000,
            by="小李",
            id="c1",
            viewer="demo:a",
            text="好家伙",
            was=Labels(),
            now=Labels(emotion="negative"),
        )
        == event
    )
    assert event is desk.state.corrected["c1"]


def test_chat_that_is_a_question_gets_a_case_with_its_own_clock(desk: ActingDesk) -> None:
    """The wait began when the comment came, not when somebody noticed."""
    desk.ask(3, "a", "小个子", **CHAT)

    _, opened = corrected(desk, 40, comment(1, "a", "小个子", 3), CHAT, question=True, intent="product")

    assert isinstance(opened, CaseOpened)
    assert (40_000, 3_000, "question", "product", "c1") == (
        opened.at,
        opened.asked_at,
        opened.lane,
        opened.intent,
        opened.comment,
    )
    assert 3_000 == desk.state.cases["1"].oldest_ask_at


def test_chat_that_asks_what_others_ask_joins_them_in_the_order_of_their_waits(desk: ActingDesk) -> None:
    """Who was overlooked has waited longest."""
    desk.ask(0, "a", "掉色不", **CHAT)
    desk.ask(10, "b")
    topic = {**CHAT, "topic": "product.fading", "product": "1"}

    events = corrected(desk, 20, comment(1, "a", "掉色不", 0), topic, question=True, intent="product")

    assert [CommentCorrected, CaseMerged] == kinds(events)
    case = desk.state.cases["1"]
    assert ["demo:a", "demo:b"] == list(case.waiting)
    assert (0, 10_000) == (case.oldest_ask_at, case.last_asked_at)


def test_an_answered_case_that_is_joined_is_open_again(desk: ActingDesk) -> None:
    """As if the question had been seen at once."""
    desk.ask(0, "a", "掉色不", **CHAT)
    desk.ask(10, "b")
    desk.answer(15)
    topic = {**CHAT, "topic": "product.fading", "product": "1"}

    events = corrected(desk, 20, comment(1, "a", "掉色不", 0), topic, question=True, intent="product")

    assert [CommentCorrected, CaseMerged, CaseReopened] == kinds(events)


def test_what_was_said_in_two_comments_is_corrected_as_one(desk: ActingDesk) -> None:
    """The case bears the whole, and so does the training line."""
    joined = {"said": "那个 红色的有没有", "context": "joined"}
    desk.ask(0, "a", "红色的有没有", **joined)
    desk.ask(1, "b", "红色的有没有", **joined)

    events = corrected(desk, 5, comment(1, "a", "红色的有没有", 0), joined, question=False, intent="chat")

    assert [CommentCorrected, CaseDismissed] == kinds(events)
    assert "那个 红色的有没有" == events[0].text


def test_a_question_that_is_none_leaves_the_queue(desk: ActingDesk) -> None:
    """Its asker waits for nothing."""
    desk.ask(0, "a", "怎么这么好看")

    events = corrected(desk, 5, comment(1, "a", "怎么这么好看", 0), {}, question=False, intent="chat")

    assert [CommentCorrected, CaseDismissed] == kinds(events)
    assert "not_a_question" == desk.state.cases["1"].dismiss_reason
    assert [] == in_order(desk.state)
    assert {} == desk.state.waiting_in


def test_spam_is_dismissed_as_spam(desk: ActingDesk) -> None:
    """The reason is the one the review counts."""
    desk.ask(0, "a", "要不要加微信")

    corrected(desk, 5, comment(1, "a", "要不要加微信", 0), {}, question=False, intent="spam")

    assert "spam" == desk.state.cases["1"].dismiss_reason


def test_a_question_that_is_a_complaint_moves_and_keeps_its_clock(desk: ActingDesk) -> None:
    """The case stays the same case, in another lane; the next one who complains so joins it."""
    desk.ask(0, "a", "怎么又掉色")
    now: dict[str, Any] = {"complaint": True, "intent": "after_sales", "emotion": "angry"}

    events = corrected(desk, 5, comment(1, "a", "怎么又掉色", 0), {}, **now)

    case = desk.state.cases["1"]
    assert [CommentCorrected, CaseMoved] == kinds(events)
    assert ("complaint", "after_sales", "", 0, "angry") == (
        case.lane,
        case.intent,
        case.topic,
        case.oldest_ask_at,
        case.waiting["demo:a"].emotion,
    )
    assert [CaseMerged] == kinds(desk.ask(9, "b", "怎么又掉色", topic="", **now)[2:])
    assert [CaseOpened] == kinds(desk.ask(9, "c", "会掉色吗")[2:])


def test_a_moved_case_takes_no_other_cases_place(desk: ActingDesk) -> None:
    """Who says so later joins the one that was there first."""
    now: dict[str, Any] = {"complaint": True, "intent": "after_sales", "topic": ""}
    desk.ask(0, "a", "怎么又掉色", **now)
    desk.ask(1, "b", "怎么又掉色")

    corrected(desk, 5, comment(2, "b", "怎么又掉色", 1), {}, **now)

    merged = desk.ask(9, "c", "怎么又掉色", **now)[-1]
    assert "1" == merged.case


def test_another_intent_in_the_same_lane_changes_the_subject_alone(desk: ActingDesk) -> None:
    """Scripts are offered by it."""
    desk.ask(0, "a")

    corrected(desk, 5, comment(1, "a", "会掉色吗", 0), {}, intent="price")

    case = desk.state.cases["1"]
    assert ("question", "price", "") == (case.lane, case.intent, case.topic)


def test_the_same_subject_with_another_feeling_moves_nothing(desk: ActingDesk) -> None:
    """The asker's feeling is shown as it is."""
    desk.ask(0, "a")

    events = corrected(desk, 5, comment(1, "a", "会掉色吗", 0), {}, emotion="anxious")

    assert [CommentCorrected] == kinds(events)
    assert "anxious" == desk.state.cases["1"].waiting["demo:a"].emotion


def test_a_case_follows_its_own_wording_with_everybody_in_it(desk: ActingDesk) -> None:
    """They said the same; whoever reads the case and corrects it means all of them."""
    desk.ask(0, "a", "谁懂啊会掉色吗")
    desk.ask(1, "b", "谁懂啊会掉色吗")

    corrected(desk, 5, comment(1, "a", "谁懂啊会掉色吗", 0), {}, question=False, intent="chat")

    assert CaseStatus.DISMISSED is desk.state.cases["1"].status


def test_one_of_many_takes_nobody_along(desk: ActingDesk) -> None:
    """Another wording that was merged by its meaning: the others go on waiting."""
    desk.ask(0, "a", "会掉色吗")
    desk.ask(1, "b", "谁懂啊掉色吗")

    events = corrected(desk, 5, comment(2, "b", "谁懂啊掉色吗", 1), {}, question=False, intent="chat")

    assert [CommentCorrected] == kinds(events)
    assert ["demo:a", "demo:b"] == list(desk.state.cases["1"].waiting)


def test_one_of_many_who_complains_is_heard_as_one_who_complains(desk: ActingDesk) -> None:
    """A case of its own in the lane of complaints, since the moment the comment came."""
    desk.ask(0, "a", "会掉色吗")
    desk.ask(1, "b", "又掉色是吗")
    now: dict[str, Any] = {"complaint": True, "intent": "after_sales"}

    events = corrected(desk, 5, comment(2, "b", "又掉色是吗", 1), {}, **now)

    assert [CommentCorrected, CaseOpened] == kinds(events)
    assert ("complaint", 1_000) == (events[1].lane, events[1].asked_at)
    assert [CommentCorrected] == kinds(
        corrected(desk, 6, comment(2, "b", "又掉色是吗", 1), now, emotion="angry")
    )


def test_what_somebody_else_holds_stays_as_it_is(desk: ActingDesk) -> None:
    """The correction counts all the same."""
    desk.ask(0, "a")
    desk.claim(1, author="小王")

    events = corrected(desk, 5, comment(1, "a", "会掉色吗", 0), {}, question=False, intent="chat")

    assert [CommentCorrected] == kinds(events)
    assert desk.state.cases["1"].is_open


def test_a_case_with_a_reply_under_way_is_not_dismissed(desk: ActingDesk) -> None:
    """As it cannot be dismissed by hand."""
    desk.ask(0, "a")
    desk.reply(1)

    assert [CommentCorrected] == kinds(
        corrected(desk, 5, comment(1, "a", "会掉色吗", 0), {}, question=False, intent="chat")
    )


def test_what_was_answered_is_not_asked_again(desk: ActingDesk) -> None:
    """Only as something else: an answered question that is a complaint still waits to be heard as one."""
    desk.ask(0, "a")
    desk.answer(2)
    about = comment(1, "a", "会掉色吗", 0)

    assert [CommentCorrected] == kinds(corrected(desk, 5, about, {}, intent="price"))
    assert [CommentCorrected] == kinds(corrected(desk, 6, about, {}, question=False, intent="chat"))
    assert [CommentCorrected, CaseOpened] == kinds(
        corrected(desk, 7, about, {}, complaint=True, intent="after_sales")
    )


@pytest.mark.parametrize("kind", ["history", "staff"])
def test_backlog_and_the_hosts_own_side_are_never_clocked(desk: ActingDesk, kind: str) -> None:
    """They can be corrected, for the training file."""
    about = comment(1, "a", "有货吗", 0, **{kind: True})
    desk.hear(Heard(about, verdict(**CHAT)))

    assert [CommentCorrected] == kinds(corrected(desk, 5, about, CHAT, question=True, intent="product"))


def test_a_correction_can_be_corrected(desk: ActingDesk) -> None:
    """The last one holds, for the desk and for the case."""
    desk.ask(0, "a", "小个子", **CHAT)
    about = comment(1, "a", "小个子", 0)
    question = {**CHAT, "question": True, "intent": "product"}

    corrected(desk, 5, about, CHAT, question=True, intent="product")
    corrected(desk, 6, about, question, question=False, intent="chat")

    assert Labels() == desk.state.corrected["c1"].now
    assert CaseStatus.DISMISSED is desk.state.cases["1"].status


def test_corrections_fold_to_the_same_desk(desk: ActingDesk) -> None:
    """What a restart reads back is the desk as it stood."""
    desk.ask(0, "a", "小个子", **CHAT)
    desk.ask(1, "b")
    corrected(desk, 5, comment(1, "a", "小个子", 0), CHAT, question=True, intent="product")
    corrected(desk, 6, comment(2, "b", "会掉色吗", 1), {}, complaint=True, intent="after_sales")
    again = DeskState()
    for event in desk.log:
        apply(again, event)

    assert desk.state == again


def test_labels_leave_a_topic_that_still_fits() -> None:
    """And only that one."""
    before = verdict()

    assert "product.fading" == Labels(question=True, intent="product").put_on(before).topic
    assert "" == Labels(question=True, intent="price").put_on(before).topic
