"""How the console ends."""

import asyncio

from connectors.language import use
from tests.screens.stage import Stage


async def test_q_quits_at_once_when_nothing_is_under_way(stage: Stage) -> None:
    """The cause goes to the caller."""
    async with stage.screen() as pilot:
        await pilot.press("q")
    assert stage.app is not None
    assert "quit" == stage.app.return_value


async def test_q_asks_while_replies_are_on_their_way(stage: Stage) -> None:
    """`n` stays, `y` leaves."""
    stage.hear("几号发货?")
    stage.feed.taking.clear()
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "enter", "q")
        assert "1 条回复还在发送" in stage.text()
        await stage.press(pilot, "n")
        assert stage.live.is_current

        await pilot.press("q")
        await pilot.pause(0.1)
        await pilot.press("y")
        await pilot.pause(0.1)
    assert stage.app is not None
    assert "quit" == stage.app.return_value


async def test_a_copied_reply_that_is_not_marked_is_asked_about(stage: Stage) -> None:
    """It may still be on the clipboard only."""
    stage.hear("几号发货?")
    stage.feed.can_send = False
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "enter", "q")

        assert "1 条复制的回复还没标记已发送" in stage.text()


async def test_ctrl_c_only_says_how_to_leave(stage: Stage) -> None:
    """It is a reflex when copying."""
    async with stage.screen() as pilot:
        await stage.press(pilot, "ctrl+c")

        assert ["按 q 退出"] == stage.told()
        assert pilot.app.is_running


async def test_ctrl_q_leaves_from_the_middle_of_a_sentence(stage: Stage) -> None:
    """While a `q` is just a letter. What was written is nowhere else, so it is asked about."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", "q")
        assert "q" == stage.live.side.box.text
        await stage.press(pilot, "ctrl+q")
        assert "1 条草稿没有发出，退出就没有了" in stage.text()
        await pilot.press("y")
        await pilot.pause(0.1)
    assert stage.app is not None
    assert "quit" == stage.app.return_value


async def test_a_draft_of_a_closed_case_is_not_asked_about(stage: Stage) -> None:
    """Nobody waits for it any more."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", "x", "escape", "h", "e", "q")
    assert stage.app is not None
    assert "quit" == stage.app.return_value


async def test_a_signal_ends_it_with_its_own_cause(stage: Stage) -> None:
    """The caller exits it, whatever is on the screen."""
    async with stage.screen() as pilot:
        await stage.press(pilot, "question_mark")
        pilot.app.exit("signal")
        await asyncio.sleep(0)
    assert stage.app is not None
    assert "signal" == stage.app.return_value


async def test_one_reply_is_one_reply(stage: Stage) -> None:
    """Also in English."""
    use("en")
    stage.hear("几号发货?", "多少钱?")
    stage.feed.taking.clear()
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", "x", "enter", "q")
        assert "1 reply is still being sent" in stage.text()

        await stage.press(pilot, "n", "j", "r", "y", "enter", "q")
        assert "2 replies are still being sent" in stage.text()
