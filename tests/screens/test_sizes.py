"""The screen at its sizes, as plain text. A few states only; `LIVEDESK_GOLDEN=write` writes the files anew."""

from collections.abc import Callable

import pytest

from connectors.events import ExplainStarted, FeedGap
from connectors.language import Language, use
from console.model.commands import Claim, SendReply
from tests.screens.stage import AGENT, START, Stage


async def busy(stage: Stage) -> None:
    """Let a broadcast be under way: questions, a complaint, an answer that is asked again, a gap."""
    stage.tell(ExplainStarted(at=START, feed="抖音", product="P1", product_title="加绒直筒牛仔裤"))
    stage.hear("几号发货?", name="小鹿不吃草")
    await stage.room.submit(
        SendReply(id="r1", author=AGENT, case="1", text="亲，今天 18 点前付款的今天发出", channel="host")
    )
    stage.wait(20)
    stage.hear("主播好美", "666", "有没有 XL 码?", "M 码适合多少斤?")
    stage.wait(15)
    stage.hear("多少钱?", "多少钱呀?", "到底多少钱?", name="糖糖")
    stage.tell(
        FeedGap(at=stage.now, feed="抖音", since=stage.now - 6_000, until=stage.now, cause="断线", lost=8)
    )
    stage.hear("退款一直不到账!", name="晴天")
    stage.hear("冲冲冲", "👍🏽❤️", "发货?")
    await stage.room.submit(Claim(id="c1", author="老王", case="2"))
    stage.wait(17)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (200, 60)])
async def test_a_busy_broadcast(
    stage: Stage, golden: Callable[[str, str], None], width: int, height: int
) -> None:
    """Queue, case, feed and strip at the three sizes people use."""
    await busy(stage)
    async with stage.screen(width, height) as pilot:
        await stage.press(pilot, "j")

        golden(f"busy-{width}x{height}", stage.text())


async def test_a_busy_broadcast_in_english(stage: Stage, golden: Callable[[str, str], None]) -> None:
    """The same desk in the other language."""
    use("en")
    await busy(stage)
    async with stage.screen(120, 40) as pilot:
        await stage.press(pilot, "j")

        golden("busy-english", stage.text())


async def test_writing_a_reply_on_a_small_screen(stage: Stage, golden: Callable[[str, str], None]) -> None:
    """Two rows are left under the box for an input method's window."""
    await busy(stage)
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, "1")

        golden("writing-80x24", stage.text())
        box = stage.live.side.box.region
        assert 24 - 2 >= box.bottom


async def test_reading_the_comments_on_a_small_screen(
    stage: Stage, golden: Callable[[str, str], None]
) -> None:
    """The feed takes most of the room while it has the keys."""
    await busy(stage)
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, "f", "up")

        golden("reading-80x24", stage.text())


@pytest.mark.parametrize(("width", "height"), [(20, 6), (40, 12), (60, 20), (79, 24), (100, 30), (300, 80)])
async def test_other_sizes_work_as_well(stage: Stage, width: int, height: int) -> None:
    """Nothing breaks, and the open case can be answered."""
    await busy(stage)
    async with stage.screen(width, height) as pilot:
        await stage.press(pilot, "n", "1", "enter")

        assert width == max(strip.cell_length for strip in stage.live._compositor.render_strips())
        await stage.until(pilot, lambda: stage.feed.sent)


async def test_a_resized_terminal_is_drawn_anew(stage: Stage) -> None:
    """From wide to narrow and back, without a key."""
    await busy(stage)
    async with stage.screen(120, 40) as pilot:
        before = stage.text()
        await pilot.resize_terminal(80, 24)
        await stage.settle(pilot)
        assert 80 >= max(map(len, stage.text().splitlines()))

        await pilot.resize_terminal(120, 40)
        await stage.settle(pilot)
        assert before == stage.text()


async def test_the_language_changes_at_a_key(stage: Stage) -> None:
    """Everything on the screen, at once."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "L")
        text = stage.text()
        assert "Queue 1" in text
        assert "r writes a reply" in text
        assert "待处理" not in text

        await stage.press(pilot, "L")
        assert "待处理 1" in stage.text()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_way_to_all_keys_is_always_in_sight(stage: Stage, language: Language) -> None:
    """However little room the last row has."""
    use(language)
    await busy(stage)
    async with stage.screen(60, 20):
        assert stage.text().splitlines()[-1].endswith("? Help" if language == "en" else "? 帮助")


async def test_a_long_reply_is_always_seen_where_it_is_written(stage: Stage) -> None:
    """The box scrolls with the text, and the terminal's cursor with it."""
    stage.hear("几号发货?")
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, "r")
        stage.live.side.box.write("字" * 62)
        await stage.press(pilot, "末")
        assert "末" in stage.text()

        await pilot.resize_terminal(120, 40)
        await stage.settle(pilot)
        assert stage.live.side.box.cursor_screen_offset == pilot.app.cursor_position


async def test_words_in_english(stage: Stage) -> None:
    """Answered is not yet done, free is not new, and nothing is said twice."""
    use("en")
    stage.hear("几号发货?", "退款不到账!")
    async with stage.screen(160, 40) as pilot:
        await stage.press(pilot, "j")
        assert "unclaimed · douyin" in stage.text()

        await stage.press(pilot, "h")
        text = stage.text()

    assert "? answered" in text
    assert "Complaint · complaint" not in text


async def test_overdue_people_and_cases_are_named_where_there_is_room(stage: Stage) -> None:
    """Bare numbers only on a small screen."""
    use("en")
    stage.hear("几号发货?", "发货?", "多少钱?")
    stage.wait(100)
    async with stage.screen(160, 40) as pilot:
        assert "Overdue 3 people (2 cases)▲" in stage.text()

        await pilot.resize_terminal(80, 24)
        await stage.settle(pilot)
        assert "Late 3 (2)▲" in stage.text()


async def test_the_pace_is_told_once(stage: Stage) -> None:
    """In the strip; the usual pace only when there has been time for one."""
    stage.hear(*["666"] * 40)
    stage.wait(60)
    async with stage.screen(160, 40) as pilot:
        assert 1 == stage.text().count("/分")
        assert "平时" not in stage.text()

        stage.wait(70)
        stage.hear("666")
        await stage.settle(pilot)
        assert "平时" in stage.text()


@pytest.mark.parametrize(("width", "height"), [(59, 24), (80, 15)])
async def test_a_window_too_small_to_work_in_says_so(stage: Stage, width: int, height: int) -> None:
    """With the size it takes."""
    async with stage.screen(width, height):
        assert stage.text().startswith(" △ 窗口太小，请放大到 60×16")


async def test_the_smallest_window_is_not_too_small(stage: Stage) -> None:
    """At exactly that size the heading stands there."""
    async with stage.screen(60, 16):
        assert stage.text().startswith(" livedesk")
