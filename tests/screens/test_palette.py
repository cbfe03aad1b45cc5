"""The palette finds what makes sense now, in either language."""

from typing import Any

import pytest
from textual.command import CommandList
from textual.pilot import Pilot

from connectors.language import use
from console.model.events import CaseClaimed
from tests.screens.stage import Stage


async def offered(stage: Stage, pilot: Pilot[Any], typed: str) -> list[str]:
    """Return the labels the palette offers for what was typed, best first."""
    await pilot.press("ctrl+p")
    await pilot.pause(0.1)
    await pilot.press(*typed)
    await pilot.pause(0.1)
    await pilot.app.workers.wait_for_complete()
    commands = pilot.app.screen.query_one(CommandList)
    return [str(option.prompt).split("  ")[0] for option in commands.options]


@pytest.mark.parametrize("typed", ["领取", "Claim", "claim", "放回"])
async def test_an_action_is_found_by_chinese_english_and_id(stage: Stage, typed: str) -> None:
    """Whatever comes to mind first."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        assert "领取" == (await offered(stage, pilot, typed))[0]


async def test_labels_are_in_the_language_in_use(stage: Stage) -> None:
    """Found by 中文, shown in English."""
    use("en")
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        assert "Claim" == (await offered(stage, pilot, "领取"))[0]


async def test_what_makes_no_sense_now_is_not_offered(stage: Stage) -> None:
    """Without a case there is nothing to claim."""
    async with stage.screen() as pilot:
        labels = await offered(stage, pilot, "")

        assert "领取" not in labels
        assert "筛选" in labels
        assert "帮助" in labels


async def test_a_choice_is_carried_out(stage: Stage) -> None:
    """As if its key had been pressed."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await offered(stage, pilot, "领取")
        await pilot.press("enter")
        await pilot.pause(0.1)
        await stage.settle(pilot)

        assert ["1"] == [event.case for event in await stage.journalled(CaseClaimed)]
