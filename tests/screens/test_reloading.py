"""Scripts edited while the broadcast runs."""

import os

from tests.screens.stage import SCRIPTS, Stage


def edit(stage: Stage, text: str) -> None:
    """Write the scripts anew and let the console look at them, as it does every second."""
    before = stage.playbook_file.stat().st_mtime_ns
    stage.playbook_file.write_text(text, encoding="utf-8")
    os.utime(stage.playbook_file, ns=(before, before + 1_000_000_000))
    stage.live._reload()


async def test_an_edit_is_taken_over(stage: Stage) -> None:
    """The next case is offered the new text; a short word says so."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        edit(stage, SCRIPTS.replace("48 小时", "24 小时"))
        await stage.settle(pilot)

        assert ["话术已更新"] == stage.told()
        assert "付款后 24 小时内从杭州发出" in stage.text()


async def test_a_broken_edit_keeps_the_last_good_scripts_and_says_where(stage: Stage) -> None:
    """In red, with file and line, until it is mended."""
    stage.hear("几号发货?")
    async with stage.screen(200, 40) as pilot:
        edit(stage, SCRIPTS.replace("title: 发货时间", "titel: 发货时间"))
        await stage.settle(pilot)
        text = stage.text()
        assert "话术有误，仍用上一版：scripts.yaml:2" in text
        assert "付款后 48 小时内从杭州发出" in text

        edit(stage, SCRIPTS)
        await stage.settle(pilot)
        assert "话术有误" not in stage.text()
