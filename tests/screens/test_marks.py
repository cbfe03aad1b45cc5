"""Marks of low trust on the screen: a word beside what was said, and a reason in the open case."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from connectors.events import CommentReceived
from connectors.language import Language, use
from console.desk import Targets
from console.model.cases import Ask, Case
from console.model.marks import Mark
from console.model.verdict import Verdict
from console.recent import Line
from console.screens.feed.rows import feed_row
from console.screens.queue.filter import LONGEST_SENTENCE, Filter, Standing
from console.triage import Trust
from tests.screens.stage import AGENT, START, Stage

LEXICON = Path(__file__).parents[2] / "config" / "lexicon"
FLOOD = Mark(kind="flood", count=5, same=True)
BAIT = Mark(kind="contact_bait", words="加微信")
NOW = Standing(START, Targets(), AGENT)


def line(*marks: Mark, question: bool = False) -> Line:
    """Return a comment's line with marks."""
    comment = CommentReceived(
        at=START, feed="抖音", id="c", text="几号发货", viewer="v", name="小鹿", platform="douyin"
    )
    read = Verdict(
        question=question,
        complaint=False,
        intent="logistics",
        emotion="neutral",
        confidence=1,
        folded="几号发货",
        marks=marks,
    )
    return Line(0, comment, read)


def case(*marks: tuple[Mark, ...]) -> Case:
    """Return a case with one asker for each group of marks."""
    made = Case(
        id="1",
        lane="question",
        intent="logistics",
        topic="",
        product=None,
        slots=(),
        folded="几号发货",
        platform="douyin",
        feed="抖音",
        opened_at=START,
        text="几号发货",
    )
    for number, of_one in enumerate(marks):
        made.waiting[f"v{number}"] = Ask(f"v{number}", "小鹿", "c", "几号发货", START, "抖音", marks=of_one)
    return made


@pytest.mark.parametrize(("language", "word"), [("zh", "[刷屏、引流]"), ("en", "[flood, contact bait]")])
def test_a_line_of_the_feed_names_its_marks(language: Language, word: str) -> None:
    """In words, between the name and what was said; a question keeps its sign."""
    use(language)

    assert f"? 小鹿 {word} 几号发货" == feed_row(line(FLOOD, BAIT, question=True), 60).text[9:].strip()
    assert f"小鹿 {word} 几号发货" == feed_row(line(FLOOD, BAIT), 60).text[9:].strip()
    assert "小鹿 几号发货" == feed_row(line(), 60).text[9:].strip()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("标记:刷屏", True),
        ("mark:flood", True),
        ("mark:any", True),
        ("标记:有", True),
        ("mark:shill", False),
        ("-标记:有", False),
        ("-mark:shill", True),
    ],
)
def test_marks_can_be_filtered_for_and_away(typed: str, *, kept: bool) -> None:
    """In the feed and in the queue alike."""
    wanted = Filter(typed)

    assert "" == wanted.problem
    assert kept is wanted.keeps_line(line(FLOOD))
    assert kept is wanted.keeps_case(case((FLOOD,)), NOW)


def test_filtering_marks_away_never_hides_an_honest_asker() -> None:
    """A case in which one of three bears no mark is shown."""
    assert Filter("-标记:有").keeps_case(case((FLOOD,), (BAIT,), ()), NOW)
    assert not Filter("-标记:有").keeps_case(case((FLOOD,), (BAIT,)), NOW)
    assert Filter("-标记:有").keeps_line(line())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_mark_that_does_not_exist_is_told(language: Language) -> None:
    """With those that do, in one row."""
    use(language)
    problem = Filter("mark:xyz").problem

    assert "xyz" in problem
    assert LONGEST_SENTENCE >= cell_len(problem)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_flood_and_bait_are_told_and_stay_where_they_are(stage: Stage, language: Language) -> None:
    """The feed has the word, the queue says that the case is doubtful, the open case says why; nothing is hidden."""
    use(language)
    stage.room._trust = Trust.load(LEXICON)
    word, doubtful, why = {
        "zh": ("[刷屏]", "可疑：刷屏", "可疑：刷屏 同样的话发了 6 遍"),
        "en": ("[flood]", "doubtful: flood", "Doubtful: flood the same words 6 times"),
    }[language]
    bait = {"zh": "[引流]", "en": "[contact bait]"}[language]
    async with stage.screen(160, 50) as pilot:
        for _ in range(6):
            stage.hear("几号发货呀?", viewer="douyin:7", name="小红")
            stage.wait(4)
        stage.hear("+V聊聊", viewer="douyin:bait")
        await stage.press(pilot, "down", "enter")
        shown = stage.text()

        assert word in shown
        assert doubtful in shown
        assert why in shown
        assert f"{bait} +V聊聊" in shown
        assert "question" == stage.case().lane
        assert 1 == len(stage.room.state.open_ids)

        await stage.press(pilot, "slash", *"mark:flood", "enter")
        assert "几号发货" in stage.text()
        assert "+V聊聊" not in stage.text()


async def test_an_honest_asker_takes_the_doubt_away(stage: Stage) -> None:
    """As soon as somebody without a mark asks the same."""
    async with stage.screen(160, 50) as pilot:
        for _ in range(5):
            stage.hear("几号发货呀?", viewer="douyin:7", name="小红")
        await stage.settle(pilot)
        assert "可疑：刷屏" in stage.text()

        stage.hear("几号发货呀?", viewer="douyin:8", name="小蓝")
        await stage.settle(pilot)
        assert "可疑：刷屏" not in stage.text()
