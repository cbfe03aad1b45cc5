"""Personal data on the screen: hidden in every pane, shown for one case on a key, and who looked is written down."""

import sys
from pathlib import Path

import pytest

from connectors.events import CommentReceived
from connectors.language import use
from console.model.events import CaseRevealed
from console.screens.palette import Palette
from tests.screens.stage import AGENT, START, Stage

PHONE = "13800138000"
ASKED = f"订单尾号1234，电话{PHONE}，几号发货?"
SHOWN = "订单尾号**34，电话*********00，几号发货?"


async def test_no_pane_shows_it(stage: Stage) -> None:
    """Not the feed, not the queue, not the case with what its viewer has said before; the journal keeps what was typed."""
    stage.hear(f"我微信{PHONE}", ASKED, viewer="douyin:1")
    async with stage.screen(width=200) as pilot:
        text = stage.text()

        assert PHONE not in text
        assert "1234" not in text
        assert 5 == text.count(SHOWN)  # feed, queue; the case's title, its asker, what she has said before
        assert "我微信*********00" in text
        await stage.press(pilot, "d")
        assert "尾号1234" not in stage.text()
    assert [f"我微信{PHONE}", ASKED] == [event.text for event in await stage.journalled(CommentReceived)]


async def test_an_answer_that_repeats_it_hides_it_too(stage: Stage) -> None:
    """What was sent is shown like what was asked; the reply box shows what its author types."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", *f"打{PHONE}")
        assert f"打{PHONE}" in stage.text()

        await stage.press(pilot, "enter")
        await stage.until(pilot, lambda: stage.feed.sent)
        assert f"打{PHONE}" == stage.feed.sent[0].text
        assert PHONE not in stage.text()
        assert "打*********00" in stage.text()


async def test_a_key_shows_it_once_that_is_written_down(stage: Stage) -> None:
    """In the open case alone; the key again hides it, and every look stands in the journal with its author and time."""
    stage.hear(ASKED)
    async with stage.screen(width=200) as pilot:
        assert "隐去了个人信息，按 v 看原文" in stage.text()
        stage.wait(5)
        await stage.press(pilot, "v")

        assert "正在显示原文，按 v 隐去" in stage.text()
        assert 1 <= stage.text().count(ASKED)
        assert 2 <= stage.text().count(SHOWN)  # feed and queue
        await stage.press(pilot, "v")
        assert ASKED not in stage.text()
        await stage.press(pilot, "v")
        assert ASKED in stage.text()
    looks = [(event.at, event.by, event.case) for event in await stage.journalled(CaseRevealed)]
    assert [(START + 5000, AGENT, "1"), (START + 5000, AGENT, "1")] == looks


async def test_another_case_hides_it_again(stage: Stage) -> None:
    """Whoever goes on and comes back has to ask again."""
    stage.hear(ASKED)
    stage.wait(1)
    stage.hear(f"多少钱，{PHONE}?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "v", "j", "k")

        assert ASKED not in stage.text()
        assert PHONE not in stage.text()


async def test_where_nothing_is_hidden_the_key_says_so(stage: Stage) -> None:
    """And the palette does not offer it."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "v")

        assert ["这里没有隐去的内容"] == stage.told()
        assert "reveal" not in {action.id for action in stage.live.available}
    assert [] == await stage.journalled(CaseRevealed)


async def test_the_palette_offers_it_in_english(stage: Stage) -> None:
    """By what it does, in the language in use."""
    use("en")
    stage.hear(ASKED)
    async with stage.screen() as pilot:
        assert "Personal data is hidden: v shows it" in stage.text()
        await stage.press(pilot, "ctrl+p", *"typed")
        assert isinstance(pilot.app.screen, Palette)
        await stage.until(pilot, lambda: "As typed" in stage.text())
        await stage.press(pilot, "enter")
        await stage.until(pilot, lambda: "Shown as typed" in stage.text())


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the clipboard is a shell script")
async def test_what_is_copied_is_what_is_shown(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Masked, unless the case was asked for; of the feed always."""
    board = tmp_path / "board"
    for name in ("xclip", "pbcopy"):
        tool = tmp_path / name
        tool.write_text(f"#!/bin/sh\ncat > '{board}'\n")
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setenv("DISPLAY", ":99")

    def read() -> str:
        return board.read_text(encoding="utf-8")

    stage.hear(ASKED)
    async with stage.screen() as pilot:
        await stage.press(pilot, "y")
        assert SHOWN == read()
        await stage.press(pilot, "v", "y")
        assert ASKED == read()
        assert PHONE not in stage.told()[-1]
        await stage.press(pilot, "f", "y")
        assert SHOWN == read()
