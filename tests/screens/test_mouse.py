"""The mouse works everywhere, and is never needed."""

from rich.cells import cell_len
from textual.events import MouseScrollUp

from console.model.events import CaseClaimed, CaseDismissed
from tests.screens.stage import Stage


def wheel_up() -> MouseScrollUp:
    """Return a turn of the wheel over the feed."""
    return MouseScrollUp(None, 3, 3, 0, -1, 0, shift=False, meta=False, ctrl=False)


async def test_a_click_opens_a_case(stage: Stage) -> None:
    """The row under the pointer."""
    stage.hear("几号发货?")
    stage.wait(1)
    stage.hear("多少钱?")
    async with stage.screen() as pilot:
        await pilot.click("#queue", offset=(5, 3))
        await stage.settle(pilot)

        assert "2" == stage.live.place.current


async def test_a_click_takes_a_script(stage: Stage) -> None:
    """On its title or its text."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        row = next(y for y, line in enumerate(stage.text().splitlines()) if "马上看" in line)

        await pilot.click(offset=(90, row))
        await stage.settle(pilot)

        assert stage.live.side.box.text.endswith("看到了，马上帮您看")


async def test_a_click_in_the_last_row_is_its_key(stage: Stage) -> None:
    """Every action there is a button."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        line = stage.text().splitlines()[-1]
        await pilot.click(offset=(cell_len(line[: line.index("领取")]) + 1, 39))
        await stage.settle(pilot)

    assert 1 == len(await stage.journalled(CaseClaimed))


async def test_the_wheel_scrolls_what_is_under_it(stage: Stage) -> None:
    """The feed holds still then; a click on its bar follows again."""
    stage.hear(*(f"评论{number}" for number in range(100)))
    async with stage.screen() as pilot:
        stage.live.feed.post_message(wheel_up())
        await stage.settle(pilot)
        assert not stage.live.feed.window.following

        await pilot.click("#feed", offset=(3, stage.live.feed.size.height - 1))
        await stage.settle(pilot)
        assert stage.live.feed.window.following


async def test_dialogs_can_be_answered_by_mouse(stage: Stage) -> None:
    """A reason, staying, closing the help."""
    stage.hear("几号发货?")
    stage.feed.can_send = False
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "enter", "q")
        await pilot.click("#no")
        await stage.press(pilot, "question_mark")
        await pilot.click(offset=(60, 20))
        await stage.press(pilot, "u", "d")
        await pilot.click("#reason-3")
        await stage.settle(pilot)

    assert ["rhetorical"] == [event.reason for event in await stage.journalled(CaseDismissed)]
