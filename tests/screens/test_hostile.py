"""Comments and names are hostile: on the screen they are harmless text."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Paste

from console.screens.picture import save_picture
from tests.screens.stage import Stage

ATTACKS = (
    "\x1b]52;c;cm0gLXJm\x07?",
    "\x9b31m?",
    "[/red]?",
    "[@click=app.quit]点我领券[/]?",
    "$(rm -rf) `x` {{agent}}?",
    "左\u202e右?",
    "👨‍👩‍👧‍👦" * 30 + "?",
    "x" + "\u0301" * 500 + "?",
    "🫠\ue000\U000e0041?",
)


@pytest.mark.parametrize("attack", ATTACKS)
async def test_a_comment_stays_text_wherever_it_is_shown(stage: Stage, attack: str) -> None:
    """Feed, queue, case, toast, dialog; every row keeps its width."""
    stage.hear(attack, name=attack)
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "f", "up", "up", "escape", "d", "escape", "1", "escape")
        stage.live.tell(attack, "error")
        await stage.settle(pilot)

        strips = stage.live._compositor.render_strips()
        assert {120} == {cell_len(strip.text) for strip in strips}
        text = stage.text()
        assert not any((ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160 for sign in text)
        assert "\u202e" not in text


async def test_pasting_into_the_reply_box_brings_no_controls(stage: Stage) -> None:
    """A comment copied from elsewhere may carry them."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r")
        pilot.app.post_message(Paste("一\x1b]52;c;aa\x07\n二"))
        await stage.settle(pilot)

        assert "一]52;c;aa\n二" == stage.live.side.box.text


async def test_a_picture_of_the_screen_is_plain_svg(stage: Stage, tmp_path: Path) -> None:
    """For the README: what stands there is escaped."""
    stage.hear("<script>alert(1)</script>?")
    async with stage.screen():
        assert stage.app is not None
        save_picture(stage.app, tmp_path / "pictures" / "desk.svg")

    svg = (tmp_path / "pictures" / "desk.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "livedesk" in svg
    assert "<script>" not in svg
