"""How replies go out as the agent sees it: held, taken back, at the platform's pace, not confirmed, or only shown."""

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from connectors.contract import SendError, SendLimits
from connectors.language import use
from console.model.events import (
    ReplyQueued,
    ReplyRehearsed,
    ReplyRetracted,
    ReplySent,
    Sending,
    SendingSwitched,
)
from tests.screens.stage import AGENT, Stage


@pytest.fixture
async def staged(tmp_path: Path) -> AsyncIterator[Callable[..., Stage]]:
    """Return what makes a stage whose room sends as the test says."""
    made: list[Stage] = []

    def make(sending: Sending = "send", undo_s: float = 0.0, limits: SendLimits | None = None) -> Stage:
        stage = Stage(tmp_path, sending=sending, undo_s=undo_s, limits=limits)
        made.append(stage)
        return stage

    yield make
    for stage in made:
        await stage.close()


def switch_of(stage: Stage) -> str:
    """Return where the room's switch stands now."""
    return stage.room.state.sending


async def test_a_held_reply_says_when_it_goes_and_u_makes_it_a_draft_again(
    staged: Callable[..., Stage],
) -> None:
    """Its script with it; the asker waits on, and nothing reached the platform."""
    stage = staged(undo_s=30)
    stage.hear("几号发货?", name="小鹿")
    async with stage.screen(200, 40) as pilot:
        await stage.press(pilot, "1", "enter")
        text = stage.text()
        assert "秒后发出，按 u 撤回" in text
        assert "30 秒后发出 · 我" in text
        assert "u 撤回" in text.splitlines()[-1]

        await stage.press(pilot, "u")
        assert "× 20:00:00 小李 已撤回，没有发出" in stage.text()
        assert "小鹿，付款后 48 小时内从杭州发出" == stage.live.side.box.text
        assert ["#1 的回复已撤回"] == stage.told()

        await stage.press(pilot, "r", "enter")
    first, second = await stage.journalled(ReplyQueued)
    assert ("when-sent", 0.0) == (second.script, second.edit_ratio)
    assert [first.reply] == [event.reply for event in await stage.journalled(ReplyRetracted)]
    assert 1 == len(stage.case().waiting)
    assert [] == stage.feed.sent


async def test_u_takes_back_the_last_reply_also_from_the_next_case(staged: Callable[..., Stage]) -> None:
    """Enter and `e` in one go, and then the second thought."""
    stage = staged(undo_s=30)
    stage.hear("几号发货?")
    stage.wait(1)
    stage.hear("多少钱?")
    async with stage.screen(200, 40) as pilot:
        await stage.press(pilot, "r", *"今天", "enter", "e")
        assert "2" == stage.live.place.current

        await stage.press(pilot, "u")
        assert "1" == stage.live.place.current
        assert "今天" == stage.live.side.box.text
        assert stage.case().is_open


async def test_what_was_written_meanwhile_stays(staged: Callable[..., Stage]) -> None:
    """The words taken back stand above it."""
    stage = staged(undo_s=30)
    stage.hear("几号发货?")
    async with stage.screen(200, 40) as pilot:
        await stage.press(pilot, "r", *"今天", "enter", "r", *"明天", "escape", "u")

        assert "今天\n明天" == stage.live.side.box.text


async def test_u_is_too_late_once_the_platform_has_it(staged: Callable[..., Stage]) -> None:
    """There is nothing to take back, and that is said."""
    stage = staged()
    stage.hear("几号发货?")
    stage.feed.taking.clear()
    async with stage.screen(200, 40) as pilot:
        await stage.press(pilot, "r", *"今天", "enter")
        await stage.until(pilot, lambda: stage.room.state.attempted)
        await stage.press(pilot, "u")

        assert ["没有可以撤回的回复"] == stage.told()
        stage.feed.taking.set()
        await stage.until(pilot, lambda: stage.feed.sent)


async def test_behind_others_a_reply_knows_its_turn(staged: Callable[..., Stage]) -> None:
    """Its number and the expected wait, in the case and in the queue."""
    stage = staged(limits=SendLimits(count=1, per_s=60))
    stage.hear("几号发货?", "多少钱?", "退款?")
    async with stage.screen(200, 40) as pilot:
        for _ in range(3):
            await stage.press(pilot, "r", "好", "enter", "j")
        await stage.until(pilot, lambda: len(stage.room.turns()) == 2)
        text = stage.text()

        assert re.search("排第 2，约 1[012][0-9] 秒，按 u 撤回", text)
        assert "60 秒后发出" in text
        assert 1 == len(stage.feed.sent)


async def test_a_delayed_reply_says_why(staged: Callable[..., Stage]) -> None:
    """And when the next attempt is made."""
    stage = staged()
    stage.hear("几号发货?")
    stage.feed.refusal = SendError("太快了。", transient=True, after_s=50)
    async with stage.screen(200, 40) as pilot:
        await stage.press(pilot, "r", "好", "enter")
        await stage.until(pilot, lambda: stage.room.turns() and stage.room.state.delayed)

        assert "50 秒后再试（太快了），按 u 撤回" in stage.text()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_an_unconfirmed_reply_asks_for_a_look_at_the_room(
    staged: Callable[..., Stage], language: str
) -> None:
    """It is neither sent nor failed: not a draft again, flagged in the queue, and two keys say what was seen."""
    use("en" if language == "en" else "zh")
    stage = staged()
    stage.hear("几号发货?")
    stage.feed.refusal = SendError("网断了", transient=False, unknown=True)
    async with stage.screen(240, 40) as pilot:
        await stage.press(pilot, "r", *"今天", "enter")
        await stage.until(pilot, stage.told)
        text = stage.text()

        told = {
            "zh": (
                "未确认，请看直播间：看到了按 m，没有按 u（网断了）",
                "#1 的回复未确认，请看直播间：网断了",
                "未确认 · 我",
            ),
            "en": (
                "not confirmed, look at the room: m it is there, u it is not (网断了)",
                "Reply to #1 not confirmed, look at the room: 网断了",
                "not confirmed · me",
            ),
        }[language]
        assert all(sentence in text for sentence in told)
        assert "" == stage.live.side.box.text


async def test_m_says_that_it_is_in_the_room(staged: Callable[..., Stage]) -> None:
    """The wait ends; nothing is sent again."""
    stage = staged()
    stage.hear("几号发货?")
    stage.feed.refusal = SendError("网断了", transient=False, unknown=True)
    async with stage.screen(240, 40) as pilot:
        await stage.press(pilot, "r", *"今天", "enter")
        await stage.until(pilot, stage.told)
        await stage.press(pilot, "m")

        assert "✓ 20:00:00 小李 已发送" in stage.text()
    assert 1 == len(await stage.journalled(ReplySent))
    assert {} == stage.case().waiting


async def test_u_says_that_it_is_not_in_the_room(staged: Callable[..., Stage]) -> None:
    """Now it has failed for sure, and is a draft again."""
    stage = staged()
    stage.hear("几号发货?")
    stage.feed.refusal = SendError("网断了", transient=False, unknown=True)
    async with stage.screen(240, 40) as pilot:
        await stage.press(pilot, "r", *"今天", "enter")
        await stage.until(pilot, stage.told)
        await stage.press(pilot, "u")

        assert "发送失败：看过直播间，没有发出" in stage.text()
        assert "今天" == stage.live.side.box.text
    assert 1 == len(stage.case().waiting)


async def test_too_long_is_seen_while_writing_and_refused_whole(staged: Callable[..., Stage]) -> None:
    """With how much too long it is; the words stay in the box."""
    stage = staged(limits=SendLimits(characters=5))
    stage.hear("几号发货?")
    async with stage.screen(200, 40) as pilot:
        await stage.press(pilot, "r", *"一二三四五")
        assert "超 " not in stage.text()
        await stage.press(pilot, "六")
        assert "超 1 字" in stage.text()

        await stage.press(pilot, "enter")
        assert ["超出 1 个字：抖音 一条最多 5 个字，请删短再发。"] == stage.told()
        assert "一二三四五六" == stage.live.side.box.text
    assert [] == await stage.journalled(ReplyQueued)


async def test_a_dry_run_shows_what_would_go_where(staged: Callable[..., Stage]) -> None:
    """Said on top, under the box and on the reply; nobody's wait ends."""
    stage = staged("dry-run")
    stage.hear("几号发货?")
    async with stage.screen(200, 40) as pilot:
        assert "试运行，不发送" in stage.text().splitlines()[0]
        assert "→ 试运行：回复不会真的发到 抖音" in stage.text()
        await stage.press(pilot, "r", *"今天")
        assert "Enter 试运行" in stage.text()

        await stage.press(pilot, "enter")
        text = stage.text()
        assert "○ 20:00:00 小李 试运行：会发到 抖音，没有真发" in text
        assert "试运行 · 我" in text
        assert "" == stage.live.side.box.text
    (shown,) = await stage.journalled(ReplyRehearsed)
    assert ("今天", "抖音", "dry-run") == (shown.text, shown.feed, shown.channel)
    assert 1 == len(stage.case().waiting)
    assert [] == stage.feed.sent


async def test_without_a_word_in_the_settings_replies_are_copied(staged: Callable[..., Stage]) -> None:
    """Though the feed could send."""
    stage = staged("copy")
    stage.hear("几号发货?")
    async with stage.screen(200, 40) as pilot:
        assert "→ 回复会复制，自己粘贴发送" in stage.text()
        await stage.press(pilot, "r", *"今天")
        assert "Enter 复制" in stage.text()
        await stage.press(pilot, "enter")

    assert ["copy"] == [event.channel for event in await stage.journalled(ReplyQueued)]
    assert [] == stage.feed.sent


async def test_sending_is_turned_on_from_the_palette_after_a_question(staged: Callable[..., Stage]) -> None:
    """`n` changes nothing, `y` does, and who did it stands in the journal."""
    stage = staged("copy", undo_s=3)
    async with stage.screen(200, 40) as pilot:
        stage.live.action_table("sending_send")
        await stage.settle(pilot)
        text = stage.text()
        assert "按 Enter 后回复会发到 抖音，所有观众都看得到。" in text
        assert "发出前有 3 秒可以按 u 撤回。" in text
        await stage.press(pilot, "n")
        assert "copy" == switch_of(stage)

        stage.live.action_table("sending_send")
        await stage.press(pilot, "y")
        assert "send" == switch_of(stage)
        assert ["现在直接发送回复"] == stage.told()
    (switched,) = await stage.journalled(SendingSwitched)
    assert (AGENT, "send") == (switched.by, switched.sending)


async def test_turning_sending_off_takes_back_what_waits(staged: Callable[..., Stage]) -> None:
    """At once, without a question; the words are drafts again."""
    stage = staged(undo_s=30)
    stage.hear("几号发货?")
    async with stage.screen(200, 40) as pilot:
        await stage.press(pilot, "r", *"今天", "enter")
        stage.live.action_table("sending_dry_run")
        await stage.settle(pilot)

        assert "dry-run" == switch_of(stage)
        assert "今天" == stage.live.side.box.text
        assert ["#1 的回复已撤回", "现在试运行：只显示，不发送"] == sorted(stage.told())

        stage.live.action_table("sending_copy")
        await stage.settle(pilot)
        assert "copy" == switch_of(stage)
        stage.live.action_table("sending_copy")
        assert "现在就是复制" == stage.told()[-1]


async def test_where_no_feed_sends_nothing_can_be_turned_on(staged: Callable[..., Stage]) -> None:
    """The palette does not offer it, and says why to whoever asks."""
    stage = staged("copy")
    stage.feed.can_send = False
    async with stage.screen():
        assert not {"sending_send", "sending_dry_run"} & {action.id for action in stage.live.available}
        stage.live.action_table("sending_send")

        assert ["没有能发送的评论流，回复只能复制"] == stage.told()


async def test_a_case_with_two_ways_out_is_told_in_english(staged: Callable[..., Stage]) -> None:
    """The same words in the other language."""
    use("en")
    stage = staged(undo_s=30)
    stage.hear("几号发货?")
    async with stage.screen(200, 40) as pilot:
        await stage.press(pilot, "r", "x", "enter")
        assert "goes out in 30 s; u takes it back" in stage.text()
        await stage.press(pilot, "u")
        assert "taken back, not sent" in stage.text()


async def test_on_a_narrow_screen_every_word_of_it_is_there(staged: Callable[..., Stage]) -> None:
    """What is to be done about an unconfirmed reply is never cut off."""
    stage = staged()
    stage.hear("几号发货?")
    stage.feed.refusal = SendError("网断了", transient=False, unknown=True)
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, "r", "好", "enter")
        await stage.until(pilot, stage.told)
        pane = "".join(line.rpartition("▏")[2] for line in stage.text().splitlines())

        assert "未确认，请看直播间：看到了按m，没有按u（网断了）" in pane.replace(" ", "")
