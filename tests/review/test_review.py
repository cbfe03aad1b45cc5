"""What a review tells programs."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from connectors.events import CommentDeleted, CommentReceived, Truth
from connectors.problem import UserProblem
from console.desk import Targets
from console.journal import Recording, UnknownEvent
from console.metrics import Ledger, strip
from console.model.events import CaseMoved, CaseOpened, SessionStarted
from console.review import Review, open_review
from tests.review.conftest import BEGIN

FIGURE_KEYS = {
    *("id", "version", "name", "rule", "unit", "value", "reason", "numerator", "denominator", "n", "pending"),
    *("censored", "excluded", "clock", "calendar", "window", "filters", "coverage", "as_of", "detail"),
}


def test_figures_are_those_of_the_live_ledger(evening: Any, tmp_path: Path) -> None:
    """Folding the journal afterwards gives what the ledger of the evening gave."""
    live = Ledger()
    for event in evening.events:
        live.add(event)
    review = evening.review(tmp_path)
    assert live.figures(review.as_of) == review.figures
    assert strip(live, review.as_of).reply_rate == review.figures["E3"].value


def test_events_are_the_journals(evening: Any, review: Review) -> None:
    """A reviewer's own program reads every event, in order, as often as it likes."""
    assert evening.events == list(review.events())
    assert evening.events == list(review.events())


def test_questions_that_ask_the_same_are_one(review: Review) -> None:
    """Three askers of one topic make one question, the most asked; who got no answer stands in the numbers."""
    most, nobody, spam = review.questions()
    assert ("什么时候发货？", 3, 3, 0) == (most.text, most.askers, most.answered, most.waiting)
    assert "48 小时内" == most.answer
    assert (1, 0, 1) == (nobody.askers, nobody.answered, nobody.waiting)
    assert (1, 1) == (spam.askers, spam.dismissed)


def test_questions_of_another_size_are_not_the_same(evening: Any, tmp_path: Path) -> None:
    """A topic is merged over cases only with equal slots."""
    evening.events.clear()
    shared: dict[str, Any] = {"lane": "question", "intent": "product", "feed": "f", "platform": "p"}
    for number, size in enumerate(("M", "L", "M")):
        evening.events.append(
            CaseOpened(
                at=number,
                case=str(number),
                viewer=f"v{number}",
                text=f"有{size}码吗",
                asked_at=number,
                topic="product.size",
                slots=(("size", size),),
                comment="c",
                name="n",
                **shared,
            )
        )
    review = evening.review(tmp_path)
    assert [("有M码吗", ["0", "2"]), ("有L码吗", ["1"])] == [(q.text, q.cases) for q in review.questions()]


def test_complaints_stand_apart(review: Review) -> None:
    """A complaint is not among the questions."""
    assert [("发错货了！退钱", 1)] == [(each.text, each.answered) for each in review.complaints()]


def test_a_moved_case_stands_where_it_belongs(evening: Any, tmp_path: Path) -> None:
    """What was corrected to a complaint is listed as one, by what it is about now."""
    case = evening.ask("阿花", 400, "又掉色是吧", "product.fading")
    evening.add(CaseMoved(at=BEGIN + 410_000, by="小雨", case=case, lane="complaint", intent="after_sales"))
    review = evening.review(tmp_path)

    assert "又掉色是吧" not in [each.text for each in review.questions()]
    assert [("又掉色是吧", "")] == [
        (each.text, each.topic) for each in review.complaints() if each.cases == [case]
    ]


def test_waits_tell_who_asked_what_and_who_answered(review: Review) -> None:
    """Each wait with its outcome, in the order of asking."""
    waits = review.waits
    assert ["阿花", "小林", "晚来的人", "没人理", "生气的人", "广告"] == [wait.name for wait in waits]
    assert [60, 45, 10, 510, 18, 10] == [wait.wait_s for wait in waits]
    first = waits[0]
    assert ("answered", "小雨", "ship-48h") == (first.outcome, first.by, first.script)
    assert ("waiting", None) == (waits[3].outcome, waits[3].ended_at)
    assert ("dismissed", "spam") == (waits[5].outcome, waits[5].reason)
    assert sum(wait.outcome == "answered" for wait in waits) == review.figures["E2"].n


def test_a_wait_keeps_its_own_words_and_nudges(evening: Any, tmp_path: Path) -> None:
    """Somebody who nudges, is answered, and asks again later has two waits with what was said in each."""
    case = evening.ask("阿花", 400, "啥时发货", "logistics.when")
    evening.ask("阿花", 410, "到底啥时发货", "logistics.when")
    evening.reply(case, 420, "今晚", script="ship-48h", script_version=2, edit_ratio=0.4)
    evening.ask("阿花", 430, "几点发货", "logistics.when")
    review = evening.review(tmp_path)
    waits = [wait for wait in review.waits if wait.name == "阿花"]
    assert [("什么时候发货？", 0), ("啥时发货", 1), ("几点发货", 0)] == [
        (wait.text, wait.nudges) for wait in waits
    ]
    assert (2, 1) == (review.scripts[0].uses, review.scripts[0].edited)


def test_agents_get_credit_for_what_they_answered(review: Review) -> None:
    """Two people answered by each; only one used a script."""
    told = [(each.agent, each.replies, each.scripted, each.answered) for each in review.agents]
    assert [("小雨", 1, 1, 2), ("阿明", 2, 0, 2)] == told
    use = review.scripts[0]
    assert ("ship-48h", 2, 1, 0, 2) == (use.script, use.version, use.uses, use.edited, use.answered)


def test_timeline_adds_up_to_the_figures(review: Review) -> None:
    """Ten minutes whose sums are the figures; two of them are unknown, not silent."""
    minutes = review.timeline()
    assert 10 == len(minutes)
    assert review.figures["I1"].value == sum(minute.comments or 0 for minute in minutes)
    assert review.figures["I4"].numerator == sum(minute.questions for minute in minutes)
    assert review.figures["E2"].n == sum(minute.answered for minute in minutes)
    assert [3, 4] == [index for index, minute in enumerate(minutes) if minute.comments is None]
    assert 0 == minutes[5].comments
    assert 120 == sum(minute.lost_s for minute in minutes)


def test_what_was_deleted_leaves_the_timeline_too(evening: Any, tmp_path: Path) -> None:
    """The minute in which a deleted question was asked holds one comment and one question less."""
    before = evening.review(tmp_path / "before")
    asked = next(event for event in evening.events if isinstance(event, CommentReceived))
    evening.events.append(CommentDeleted(at=before.as_of, feed="f", id=asked.id))
    first, now = before.timeline()[0], evening.review(tmp_path / "after").timeline()[0]
    assert (first.questions - 1, first.comments) == (now.questions, (now.comments or 0) + 1)


def test_triage_is_judged_against_the_demos_truth(review: Review) -> None:
    """Four real questions, four said, three of them right."""
    accuracy = review.accuracy
    assert accuracy is not None
    assert 6 == accuracy.comments
    assert (4, 4, 3) == (accuracy.question.said, accuracy.question.really, accuracy.question.both)
    assert (0.75, 0.75) == (accuracy.question.precision, accuracy.question.recall)
    assert accuracy.complaint.precision is None


def test_backlog_and_damaged_rows_change_nothing(evening: Any, tmp_path: Path) -> None:
    """A replayed comment is no test of triage; a row nobody can read has no time to count from."""
    before = evening.review(tmp_path)
    comment = CommentReceived(
        at=before.as_of, feed="f", id="old", text="", viewer="v", name="n", platform="p", history=True
    )
    comment.truth = Truth(question=True)
    recording = Recording(broadcast=before.broadcast, last_at=before.as_of, events=0, stop_cause="ended")
    damaged = UnknownEvent(kind="", at=0, body=b"?")
    after = Review(recording, lambda: iter([damaged, *evening.events, comment]))
    assert before.accuracy == after.accuracy
    assert before.figures["D1"].window == after.figures["D1"].window


def test_json_is_deterministic_and_names_nobody(evening: Any, tmp_path: Path) -> None:
    """The same journal gives the same bytes, without viewers and telephone numbers."""
    first = evening.review(tmp_path).to_json()
    assert open_review(tmp_path).to_json() == first
    text = first.decode()
    assert "13800138000" not in text
    for name in ("阿花", "没人理", "p:"):
        assert name not in text
    told = msgspec.json.decode(first)
    assert 1 == told["figures"]["E3"]["value"]
    assert {"dismissed:spam": 1, "feed_gap": 1} == told["figures"]["E3"]["excluded"]
    assert ["时限内回复率", "Reply rate within T"] == told["figures"]["E3"]["name"]
    assert 6 == len(told["waits"])
    assert first.endswith(b"}\n")


def test_every_figure_carries_everything_it_rests_on(review: Review) -> None:
    """Not one key is left out where it is empty: a program tells 0 from unknown without knowing our defaults."""
    told = msgspec.json.decode(review.to_json())
    assert 16 == len(told["figures"])
    for figure in told["figures"].values():
        assert FIGURE_KEYS == set(figure)


def test_json_holds_people_when_asked(review: Review) -> None:
    """For a use inside the shop names and texts come as they are."""
    told = msgspec.json.decode(review.to_json(people=True))
    assert ("阿花", "p:阿花") == (told["waits"][0]["name"], told["waits"][0]["viewer"])
    assert any("13800138000" in wait["text"] for wait in told["waits"])


def test_the_shops_own_limits_count(evening: Any, tmp_path: Path) -> None:
    """T and the overdue limits are those of the settings."""
    evening.write(tmp_path)
    targets = Targets(question_red_s=1000)
    review = open_review(tmp_path, targets=targets, within_ms=50_000)
    assert (0.6, 50) == (review.figures["E3"].value, review.figures["E3"].filters["T_s"])
    assert 0 == review.figures["E7"].value


def test_a_broadcast_of_which_nothing_was_recorded(evening: Any, tmp_path: Path) -> None:
    """An empty broadcast opens, with dashes."""
    evening.events.clear()
    review = evening.review(tmp_path)
    assert [] == review.timeline()
    assert review.figures["D1"].value is None
    assert review.to_json()


def test_times_from_another_world_are_refused(evening: Any, tmp_path: Path) -> None:
    """A file that claims a broadcast of fifty years must not fill the memory with its minutes."""
    evening.events.insert(0, SessionStarted(at=5, broadcast="night", room="shop", title=""))
    with pytest.raises(UserProblem, match="make no sense"):
        evening.review(tmp_path)


@pytest.mark.parametrize("at", [-1, 2**60])
def test_times_no_clock_shows_are_refused(evening: Any, tmp_path: Path, at: int) -> None:
    """The same goes for a broadcast before 1970 or after 2100."""
    comment = CommentReceived(at=at, feed="f", id="1", text="", viewer="v", name="n", platform="p")
    evening.events[:] = [comment]
    with pytest.raises(UserProblem, match="make no sense"):
        evening.review(tmp_path)


def test_no_broadcast_is_a_problem_a_person_can_mend(tmp_path: Path) -> None:
    """An empty folder gives a sentence and a next step."""
    with pytest.raises(UserProblem):
        open_review(tmp_path)
