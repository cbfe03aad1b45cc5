"""Why a comment was read so, and saying what it really is: one key each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from connectors.language import use
from console.model.events import CaseDismissed, CaseMoved, CaseOpened, CommentCorrected
from console.model.labels import Labels
from console.opening import load_triage
from console.settings.load import Loaded
from console.settings.schema import Settings
from console.triage import Triage
from tests.screens.stage import AGENT, START, Stage


@pytest_asyncio.fixture
async def reading(tmp_path: Path) -> AsyncIterator[Stage]:
    """Return a stage with the shipped word lists, and no model, in the place of the reader played by hand."""
    triage = Triage(load_triage(Loaded(Settings(), None)).rules)
    stage = Stage(tmp_path, triage=triage)
    yield stage
    await stage.close()


def boxed(stage: Stage) -> str:
    """Return what stands in the dialog."""
    return "\n".join(line.split("│")[1] for line in stage.text().splitlines() if line.count("│") > 1)


async def test_w_shows_the_reasons_of_the_open_case(reading: Stage) -> None:
    """Every answer with who gave it, the words that decided, what it names."""
    reading.hear("M码还有吗")
    async with reading.screen() as pilot:
        await reading.press(pilot, "w")
        text = reading.text()

        assert "为什么这样识别" in text
        assert "提问      是              规则" in text
        assert "意图      商品            规则" in text
        assert "依据的词  还有吗" in text
        assert "提到      尺码 M" in text
        assert "上下文" not in text

        await reading.press(pilot, "escape")
        assert reading.live.is_current


async def test_w_among_comments_explains_the_one_under_the_cursor(reading: Stage) -> None:
    """Also plain chat."""
    reading.hear("M码还有吗", "主播好美")
    async with reading.screen() as pilot:
        await reading.press(pilot, "f", "w")

        assert "提问      否              规则" in reading.text()
        assert "意图      闲聊" in reading.text()


async def test_the_words_that_decided_are_marked_in_the_text(reading: Stage) -> None:
    """In the viewer's own words."""
    reading.hear("M码还有吗")
    async with reading.screen() as pilot:
        await reading.press(pilot, "w")
        assert reading.app is not None
        marked = [
            segment.text
            for strip in reading.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.style.reverse
        ]

        assert "还有吗" in "".join(marked)


async def test_nobodys_number_is_shown(reading: Stage) -> None:
    """Neither with the reasons nor above the answers."""
    reading.hear("我电话13800138000，M码还有吗")
    async with reading.screen() as pilot:
        await reading.press(pilot, "w")
        assert "我电话" in boxed(reading)
        assert "13800138000" not in boxed(reading)

        await reading.press(pilot, "x")
        assert "更正：我电话" in boxed(reading)
        assert "13800138000" not in boxed(reading)


async def test_x_in_the_reasons_goes_on_to_the_correction(reading: Stage) -> None:
    """Who sees that it is wrong says so at once."""
    reading.hear("M码还有吗")
    async with reading.screen() as pilot:
        await reading.press(pilot, "w", "x")

        assert "更正：M码还有吗" in reading.text()
        assert "q  提问 ✓" in reading.text()
        assert "1  商品 ✓" in reading.text()


async def test_a_question_that_is_none_leaves_the_queue(stage: Stage) -> None:
    """What it was and what it is stand in the journal, with who said so; the next case opens."""
    stage.hear("怎么这么好看?", "多少钱?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "x", "q", "9", "enter")

        assert ["已更正，#1 已忽略"] == stage.told()
        assert "2" == stage.live.place.current
        assert "? 观众1" not in stage.text()
    (event,) = await stage.journalled(CommentCorrected)
    assert (AGENT, START, "c1", "怎么这么好看?", Labels(question=True, intent="product"), Labels()) == (
        event.by,
        event.at,
        event.id,
        event.text,
        event.was,
        event.now,
    )
    assert ["not_a_question"] == [event.reason for event in await stage.journalled(CaseDismissed)]


async def test_chat_that_is_a_question_is_found_in_the_feed(stage: Stage) -> None:
    """Two keys and Enter: it has a case, its clock runs since it came, and the feed marks it."""
    stage.hear("小个子")
    stage.wait(20)
    async with stage.screen() as pilot:
        await stage.press(pilot, "f", "x", "q", "enter")

        assert ["已更正，新开 #1"] == stage.told()
        assert "? 观众1 小个子" in stage.text()
        assert START == stage.case().oldest_ask_at
    assert ["question"] == [event.lane for event in await stage.journalled(CaseOpened)]


async def test_a_question_that_is_a_complaint_changes_lanes(stage: Stage) -> None:
    """Its intent and the asker's feeling with it."""
    stage.hear("发货了吗?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "x", "c", "a", "enter")

        assert ["已更正，#1 现在是投诉"] == stage.told()
        assert "#1 投诉" in stage.text()
        assert "生气" in stage.text()
    assert ["complaint"] == [event.lane for event in await stage.journalled(CaseMoved)]


async def test_a_slip_is_taken_back_with_escape_and_no_change_is_no_correction(stage: Stage) -> None:
    """Nothing is written down."""
    stage.hear("多少钱?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "x", "q", "escape", "x", "enter")

        assert ["没有改动"] == stage.told()
    assert [] == await stage.journalled(CommentCorrected)


async def test_a_correction_is_shown_and_can_be_corrected(reading: Stage) -> None:
    """The reasons say who corrected it, and what was theirs; the dialog begins with what holds now."""
    reading.hear("M码还有吗")
    async with reading.screen() as pilot:
        await reading.press(pilot, "x", "2", "enter", "w")
        text = reading.text()
        assert "意图      价格            人工更正（规则：商品）" in text
        assert f"更正      {AGENT} 20:00:00" in text

        await reading.press(pilot, "x")
        assert "2  价格 ✓" in reading.text()
        await reading.press(pilot, "3", "enter")
    events = await reading.journalled(CommentCorrected)
    assert ["price", "order"] == [event.now.intent for event in events]
    assert ["product", "price"] == [event.was.intent for event in events]


async def test_an_old_comment_is_still_at_hand_by_its_case(stage: Stage) -> None:
    """Also when the feed has long let go of it."""
    stage.hear("多少钱?", *["666"] * 5_000)
    async with stage.screen() as pilot:
        await stage.press(pilot, "x", "q", "9", "enter")

        assert ["已更正，#1 已忽略"] == stage.told()
    assert ["c1"] == [event.id for event in await stage.journalled(CommentCorrected)]


async def test_the_answers_can_be_clicked(stage: Stage) -> None:
    """A click outside cancels."""
    stage.hear("多少钱?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "x")
        await pilot.click("#key-c")
        assert "c  投诉 ✓" in stage.text()

        await pilot.click(offset=(0, 0))
        await stage.settle(pilot)
        assert stage.live.is_current
    assert [] == await stage.journalled(CommentCorrected)


async def test_both_fit_a_small_screen_in_both_languages(reading: Stage) -> None:
    """80×24: every answer and the last line are in sight."""
    reading.hear("M码还有吗，" + "很长的评论" * 30)
    async with reading.screen(80, 24) as pilot:
        await reading.press(pilot, "f", "w")
        assert "x 更正 · 其他键关闭" in reading.text()
        await reading.press(pilot, "x")
        assert all(
            text in reading.text() for text in ("c  投诉", "0  广告", "a  生气", "Enter 记下 · Esc 取消")
        )

        use("en")
        await reading.press(pilot, "escape", "w")
        assert "Question  no" in reading.text()
        assert "x corrects it" in reading.text()
        await reading.press(pilot, "x")
        assert "Is it a" in reading.text()
        assert "Enter notes it" in reading.text()


async def test_where_there_is_no_comment_the_keys_say_so(stage: Stage) -> None:
    """Nothing is open, nothing is chosen."""
    async with stage.screen() as pilot:
        await stage.press(pilot, "w", "x")

        assert ["没有打开的咨询单，也没有选中评论"] == stage.told()[:1]


async def test_rules_alone_are_told_quietly(reading: Stage) -> None:
    """On top, in either language."""
    async with reading.screen() as pilot:
        assert "· 仅规则" in reading.text()

        use("en")
        await reading.settle(pilot)
        assert "· rules alone" in reading.text()
