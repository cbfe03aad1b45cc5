"""Sentences in the last row."""

from connectors.contract import SendError
from console.screens.notices import Notices, Severity
from tests.screens.stage import Stage


def test_a_sentence_has_its_time() -> None:
    """Then the keys are shown again."""
    notices = Notices()
    notices.add("已复制", "information", 10.0)

    shown = [notices.current(at) for at in (10.0, 13.9, 14.0)]

    assert ["已复制", "已复制", None] == [notice and notice.text for notice in shown]


def test_the_newest_is_shown_but_never_over_a_worse_one() -> None:
    """A failed reply is not hidden by the next copy."""
    notices = Notices()
    shown = []
    severity: Severity
    for at, text, severity in (
        (1.0, "一", "information"),
        (2.0, "二", "warning"),
        (3.0, "失败", "error"),
        (4.0, "三", "warning"),
    ):
        notices.add(text, severity, at)
        shown.append(notices.current(at))
    shown.append(notices.current(12.9))

    assert ["一", "二", "失败", "失败", "失败"] == [notice.text for notice in shown if notice is not None]


async def test_it_stands_in_the_last_row_and_hides_nothing_else(stage: Stage) -> None:
    """Not over the reply box, where somebody may be writing."""
    stage.hear("几号发货?")
    stage.feed.refusal = SendError("平台说太快了", transient=False)
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, "r", *"今天发", "enter")
        await stage.until(pilot, stage.told)
        lines = stage.text().splitlines()

        assert " ✗ #1 回复发送失败：平台说太快了" == lines[-1]
        assert "今天发" in lines[-4]
