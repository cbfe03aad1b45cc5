"""Where the platform takes no replies: copy, paste by hand, mark as sent."""

import base64
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from console.model.events import CaseResolved, ReplyQueued, ReplyRetracted, ReplySent
from console.screens import clipboard
from tests.screens.stage import AGENT, Stage

on_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for the clipboard is a shell script"
)


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Put a stand-in in place of the machine's clipboard tool; return what reads the clipboard."""
    file = tmp_path / "board"
    for name in ("xclip", "pbcopy"):
        tool = tmp_path / "bin" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(f"#!/bin/sh\ncat > '{file}'\n")
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin:/usr/bin")
    monkeypatch.setenv("DISPLAY", ":99")
    return lambda: file.read_text(encoding="utf-8") if file.exists() else ""


@on_posix
async def test_the_reply_is_copied_and_waits_for_m(stage: Stage, board: Callable[[], str]) -> None:
    """The clipboard has it, the journal has it, nobody's wait has ended yet."""
    stage.feed.can_send = False
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        assert "回复会复制，自己粘贴发送" in stage.text()
        await stage.press(pilot, "r", *"今天发", "enter")

        assert ["已复制，粘贴发送后按 m 标记"] == stage.told()
        assert "今天发" == board()
        assert "已复制，粘贴发送后按 m" in stage.text()
        assert 1 == len(stage.case().waiting)

        await stage.press(pilot, "m")
        assert "✓ 20:00:00 小李 已发送" in stage.text()
    assert {} == stage.case().waiting
    assert ["copy"] == [event.channel for event in await stage.journalled(ReplySent)]
    assert [] == stage.feed.sent


async def test_u_withdraws_a_copied_reply(stage: Stage) -> None:
    """The asker goes on waiting, and the answer may be written anew."""
    stage.feed.can_send = False
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", *"今天发", "enter", "u")

        assert "已撤回，没有发出" in stage.text()
        await stage.press(pilot, "r", *"明天发", "enter")
    assert 1 == len(stage.case().waiting)
    assert [AGENT] == [event.by for event in await stage.journalled(ReplyRetracted)]
    assert ["今天发", "今天发明天发"] == [event.text for event in await stage.journalled(ReplyQueued)]


async def test_resolving_a_copied_reply_takes_it_as_sent(stage: Stage) -> None:
    """Closing the case is the agent's word that it was pasted."""
    stage.feed.can_send = False
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", *"今天发", "enter", "e")

        assert "#1 已把复制的回复记为已发送" == stage.told()[-1]
    assert 1 == len(await stage.journalled(ReplySent))
    assert 1 == len(await stage.journalled(CaseResolved))


@on_posix
async def test_y_copies_what_is_at_hand(stage: Stage, board: Callable[[], str]) -> None:
    """The unsent reply; without one what was asked; among comments the comment, as it was typed."""
    stage.hear("几号发货?", "👍🏽666")
    async with stage.screen() as pilot:
        await stage.press(pilot, "y")
        assert "几号发货?" == board()

        await stage.press(pilot, "r", *"今天发", "escape", "y")
        assert "今天发" == board()

        await stage.press(pilot, "f", "y")
        assert "👍🏽666" == board()


async def test_the_terminal_is_told_as_well(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """OSC 52 reaches the agent's own machine through ssh."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        written: list[str] = []
        assert pilot.app._driver is not None
        monkeypatch.setattr(pilot.app._driver, "write", written.append)

        await stage.press(pilot, "y")

    code = base64.b64encode("几号发货?".encode()).decode()
    assert f"\x1b]52;c;{code}\a" in written


@on_posix
async def test_a_tool_that_hangs_does_not_hold_anybody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, board: Callable[[], str]
) -> None:
    """It is ended, and the next one is asked."""
    for name in ("xclip", "pbcopy"):
        (tmp_path / "bin" / name).write_text("#!/bin/sh\nexec sleep 60\n")

    assert not await clipboard.copy("好", patience_s=0.1)
    assert "" == board()


async def test_without_any_tool_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal's own way is left."""
    monkeypatch.setenv("PATH", "")

    assert not await clipboard.copy("好")


async def test_without_a_tool_the_terminal_is_only_asked(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can know whether it did; what was copied is told, shortened."""
    monkeypatch.setenv("PATH", "")
    stage.hear("这件羊毛大衣今天下单的话到底几号才能发货呀请问一下?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "y")

        assert ["已请终端复制：这件羊毛大衣今天下单的话到底几号才…"] == stage.told()


@on_posix
async def test_with_a_tool_it_is_copied_for_sure(stage: Stage, board: Callable[[], str]) -> None:
    """And told so, with what was copied."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "y")

        assert ["已复制：几号发货?"] == stage.told()
    assert "几号发货?" == board()
