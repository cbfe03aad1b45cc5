"""Every key of the work itself: what it sends to the desk, seen in the journal and on the screen."""

from connectors.contract import SendError
from connectors.events import CommentReceived
from console.model.cases import CaseStatus
from console.model.commands import Claim, SendReply
from console.model.events import (
    CaseClaimed,
    CaseDismissed,
    CaseReleased,
    CaseResolved,
    ReplyFailed,
    ReplyQueued,
    ReplySent,
)
from tests.screens.stage import AGENT, Stage


async def test_c_claims_and_gives_back(stage: Stage) -> None:
    """The same key, twice."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "c")
        assert AGENT == stage.case().owner
        assert "我在处理" in stage.text()

        await stage.press(pilot, "c")
        assert stage.case().owner is None

    assert ["1"] == [event.case for event in await stage.journalled(CaseClaimed)]
    assert [AGENT] == [event.by for event in await stage.journalled(CaseReleased)]


async def test_a_claim_that_comes_too_late_is_refused_and_the_next_free_case_opens(stage: Stage) -> None:
    """The loser reads who has it, and loses no time."""
    stage.hear("几号发货?", "多少钱?")
    async with stage.screen() as pilot:
        await stage.room.submit(Claim(id="x", author="老王", case="1"))

        await stage.press(pilot, "c")

        assert "老王" == stage.case(1).owner
        assert ["#1 正由 老王 处理。"] == stage.told()
        assert "2" == stage.live.place.current


async def test_a_digit_puts_the_script_into_the_box_and_enter_sends_it(stage: Stage) -> None:
    """Two keys for an answer; the journal knows the script and that nothing was changed."""
    stage.hear("几号发货?", name="小鹿")
    async with stage.screen() as pilot:
        await stage.press(pilot, "1")
        assert "小鹿，付款后 48 小时内从杭州发出" == stage.live.side.box.text
        assert [] == await stage.journalled(ReplyQueued)

        await stage.press(pilot, "enter")
        await stage.until(pilot, lambda: stage.feed.sent)

        assert ["小鹿，付款后 48 小时内从杭州发出"] == [outgoing.text for outgoing in stage.feed.sent]
        assert "✓ 20:00:00 小李 已发送" in stage.text()
        assert "" == stage.live.side.box.text
        assert stage.live.queue.has_focus
    (queued,) = await stage.journalled(ReplyQueued)
    assert ("when-sent", 1, 0.0, "chat", "script") == (
        queued.script,
        queued.script_version,
        queued.edit_ratio,
        queued.channel,
        queued.type,
    )
    assert CaseStatus.ANSWERED == stage.case().status


async def test_a_changed_script_says_how_much_was_changed(stage: Stage) -> None:
    """The share of the text, for the script's figures."""
    stage.hear("几号发货?", name="小鹿")
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "哦", "enter")

    (queued,) = await stage.journalled(ReplyQueued)
    assert "小鹿，付款后 48 小时内从杭州发出哦" == queued.text
    assert 0 < queued.edit_ratio < 0.1


async def test_several_askers_are_answered_together_and_not_by_one_name(stage: Stage) -> None:
    """The script's fallback stands for the name."""
    stage.hear("几号发货?", "发货呢?", "什么时候发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "enter")

    (queued,) = await stage.journalled(ReplyQueued)
    assert queued.text.startswith("亲，")
    assert ("broadcast", 3) == (queued.type, len(queued.viewers))


async def test_a_script_goes_on_a_new_line_after_words_of_ones_own(stage: Stage) -> None:
    """Whoever tries another script first replaces the one she did not touch; her own words are never glued to."""
    stage.hear("几号发货?", name="小鹿")
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "escape", "2")
        assert "小鹿，看到了，马上帮您看" == stage.live.side.box.text

        await stage.press(pilot, "哈", "escape", "1")
        assert "小鹿，看到了，马上帮您看哈\n小鹿，付款后 48 小时内从杭州发出" == stage.live.side.box.text


async def test_an_unedited_script_is_addressed_to_those_who_ask_when_it_is_sent(stage: Stage) -> None:
    """A second asker came after the script was put into the box: nobody is answered by the other's name."""
    stage.hear("几号发货?", name="小鹿")
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, "1")
        assert "小鹿" in stage.live.side.box.text
        assert "发给" not in stage.text()
        stage.hear("发货呢?", name="晴天")
        await stage.settle(pilot)
        assert "Enter 发给 2 人" in stage.text()

        await stage.press(pilot, "enter")
        assert "" == stage.live.side.box.text

    (queued,) = await stage.journalled(ReplyQueued)
    assert ("亲，付款后 48 小时内从杭州发出", 0.0, 2) == (queued.text, queued.edit_ratio, len(queued.viewers))


async def test_an_edited_script_is_sent_as_it_stands(stage: Stage) -> None:
    """What the agent wrote is hers."""
    stage.hear("几号发货?", name="小鹿")
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "哦")
        stage.hear("发货呢?", name="晴天")
        await stage.press(pilot, "enter")

    (queued,) = await stage.journalled(ReplyQueued)
    assert "小鹿，付款后 48 小时内从杭州发出哦" == queued.text


async def test_there_is_no_ninth_script(stage: Stage) -> None:
    """A digit without a script says so and writes nothing."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "9")

        assert ["没有第 9 条话术"] == stage.told()
        assert "" == stage.live.side.box.text


async def test_r_writes_a_reply_of_ones_own(stage: Stage) -> None:
    """Letters are text now, not keys; Ctrl+J begins a new line."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", "d", "e", "1", "ctrl+j", "q", "enter")

    (queued,) = await stage.journalled(ReplyQueued)
    assert ("de1\nq", None, "human") == (queued.text, queued.script, queued.type)
    assert [] == await stage.journalled(CaseDismissed)


async def test_a_variable_nobody_filled_blocks_sending(stage: Stage) -> None:
    """The cursor goes to it, and typing replaces it."""
    stage.hear("多少钱?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "enter")

        assert "直播间到手价 {{price}} 元" == stage.live.side.box.text
        assert "{{price}}" == stage.live.side.box.selected_text
        assert ["先填好 {{price}} 再发送"] == stage.told()
        assert [] == await stage.journalled(ReplyQueued)

        await stage.press(pilot, "9", "9", "enter")

    assert ["直播间到手价 99 元"] == [queued.text for queued in await stage.journalled(ReplyQueued)]


async def test_an_empty_reply_is_refused_by_the_desk(stage: Stage) -> None:
    """The desk's own sentence is shown."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", "enter")

        assert ["回复内容是空的。"] == stage.told()


async def test_a_failed_reply_is_told_and_its_text_is_in_the_case(stage: Stage) -> None:
    """In the last row with the reason, on the queue's row, and in the open case; the words are a draft again."""
    stage.hear("几号发货?")
    stage.feed.refusal = SendError("平台说太快了", transient=False)
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", "好", "enter")
        await stage.until(pilot, stage.told)

        assert ["#1 回复发送失败：平台说太快了"] == stage.told()
        assert "✗ 20:00:00 小李 发送失败：平台说太快了" in stage.text()
        assert "发送失败 · 有草稿 · 我" in stage.text()
        assert "好" == stage.live.side.box.text
    assert 1 == len(stage.case().waiting)
    assert ["平台说太快了"] == [event.reason for event in await stage.journalled(ReplyFailed)]


async def test_while_a_reply_is_on_its_way_the_screen_says_so(stage: Stage) -> None:
    """Nothing is shown as sent before the platform took it."""
    stage.hear("几号发货?")
    stage.feed.taking.clear()
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "enter")
        assert "… 20:00:00 小李 发送中" in stage.text()
        assert "已发送" not in stage.text()

        stage.feed.taking.set()
        await stage.until(pilot, lambda: stage.feed.sent)
        assert "✓ 20:00:00 小李 已发送" in stage.text()


async def test_e_resolves_and_opens_the_next_in_order(stage: Stage) -> None:
    """Also where an answered case has sunk to the end of the queue."""
    stage.hear("几号发货?")
    stage.wait(1)
    stage.hear("多少钱?")
    stage.wait(1)
    stage.hear("退款?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "j", "2", "enter")
        await stage.until(pilot, lambda: stage.feed.sent)
        await stage.press(pilot, "e")

        assert "3" == stage.live.place.current
    assert ["2"] == [event.case for event in await stage.journalled(CaseResolved)]


async def test_e_with_somebody_waiting_is_refused(stage: Stage) -> None:
    """Nobody is forgotten by a slip; the case stays open."""
    stage.hear("几号发货?", "多少钱?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "e")

        assert ["#1 还有 1 人在等：先回复，或写明原因后忽略。"] == stage.told()
        assert "1" == stage.live.place.current
    assert [] == await stage.journalled(CaseResolved)


async def test_h_notes_that_the_host_has_said_it(stage: Stage) -> None:
    """The waits end, nothing goes to the platform."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "h")

        assert "✓ 20:00:00 小李 主播已口头回答" in stage.text()
    (sent,) = await stage.journalled(ReplySent)
    assert ("host", "host_spoken", True) == (sent.channel, sent.type, sent.meaningful)
    assert {} == stage.case().waiting
    assert [] == stage.feed.sent


async def test_h_keeps_the_draft_and_records_no_words_the_host_never_said(stage: Stage) -> None:
    """What was being written is not what was said on air."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", *"今天发", "escape", "h")

        assert "今天发" == stage.live.side.box.text
    assert [""] == [event.text for event in await stage.journalled(ReplySent)]


async def test_d_dismisses_with_the_reason_of_a_digit(stage: Stage) -> None:
    """The list is short; the next case opens."""
    stage.hear("几号发货?", "多少钱?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "d")
        assert "4  广告刷屏" in stage.text()

        await stage.press(pilot, "4")
        assert "2" == stage.live.place.current
    assert [("1", "spam")] == [(event.case, event.reason) for event in await stage.journalled(CaseDismissed)]


async def test_a_slip_of_d_is_taken_back_with_escape(stage: Stage) -> None:
    """Other keys do nothing there."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "d", "8", "e", "escape")

        assert stage.live.is_current
    assert [] == await stage.journalled(CaseDismissed)


async def test_late_askers_get_the_earlier_answer_with_one_key(stage: Stage) -> None:
    """It is offered first, and keeps its script."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "enter")
        await stage.until(pilot, lambda: stage.feed.sent)
        await stage.press(pilot, "e")
        stage.hear("几号发货?")
        await stage.settle(pilot)
        text = stage.text()
        assert "答过，又有人问" in text
        assert text.index("= 小李 20:00:00") < text.index("1 发货时间")

        await stage.press(pilot, "equals_sign")
        await stage.until(pilot, lambda: len(stage.feed.sent) == 2)

    first, second = await stage.journalled(ReplyQueued)
    assert first.text == second.text
    assert "when-sent" == second.script
    assert ("douyin:2",) == second.viewers


async def test_s_does_the_same_as_the_equals_sign(stage: Stage) -> None:
    """Within reach of the left hand."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "1", "enter")
        await stage.until(pilot, lambda: stage.feed.sent)
        stage.hear("几号发货?")

        await stage.press(pilot, "s")

    assert 2 == len(await stage.journalled(ReplyQueued))


async def test_somebody_elses_case_is_not_answered_by_accident(stage: Stage) -> None:
    """r, a digit, h and d say who has it."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.room.submit(Claim(id="x", author="老王", case="1"))

        await stage.press(pilot, "r", "1", "h", "d")

        assert ["#1 正由 老王 处理。"] * 4 == stage.told()
        assert "" == stage.live.side.box.text
        assert stage.live.is_current


async def test_an_answer_by_somebody_else_in_the_meantime_is_told(stage: Stage) -> None:
    """The draft stays, and the agent decides."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", "好")
        await stage.room.submit(SendReply(id="x", author="老王", case="1", text="48 小时内", channel="host"))

        await stage.press(pilot, "enter")

        assert ["#1 正由 老王 处理。"] == stage.told()
        assert "1" == stage.live.place.current
        assert "好" == stage.live.side.box.text


async def test_the_answer_goes_to_the_room_the_question_came_from(stage: Stage) -> None:
    """And the row under the reply box names it."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        assert "→ 回复发到 抖音" in stage.text()
        await stage.press(pilot, "1", "enter")

    assert ["抖音"] == [event.feed for event in await stage.journalled(ReplyQueued)]
    assert 1 == len(await stage.journalled(CommentReceived))


async def test_what_is_pressed_right_after_e_is_meant_for_the_next_case(stage: Stage) -> None:
    """Nobody waits for the disk; the case itself stays in the queue until its end is durable."""
    stage.hear("几号发货?")
    stage.wait(1)
    stage.hear("多少钱?")
    async with stage.screen() as pilot:
        assert stage.app is not None
        await stage.press(pilot, "h")
        for key in ("e", "r", "9", "9", "元"):
            stage.app.simulate_key(key)
        await stage.settle(pilot)

        assert "2" == stage.live.place.current
        assert "99元" == stage.live.side.drafts.of("2").text
    assert CaseStatus.RESOLVED == stage.case(1).status


async def test_keys_pressed_in_a_burst_go_where_each_of_them_belongs(stage: Stage) -> None:
    """What follows `r` at once is text, what follows `d` at once is the reason: never keys of the desk."""
    stage.hear("几号发货?", "多少钱?")
    async with stage.screen() as pilot:
        assert stage.app is not None
        for key in ("r", "d", "e", "c", "h"):
            stage.app.simulate_key(key)
        await stage.settle(pilot)
        assert "dech" == stage.live.side.box.text

        await stage.press(pilot, "escape")
        for key in ("d", "1"):
            stage.app.simulate_key(key)
        await stage.settle(pilot)

    assert [("1", "not_a_question")] == [
        (event.case, event.reason) for event in await stage.journalled(CaseDismissed)
    ]


async def test_the_title_stays_the_first_wording_and_the_newest_is_told(stage: Stage) -> None:
    """A title that changes under an agent's eyes makes her answer the wrong question."""
    stage.hear("几号发货?", *(f"发货{number}?" for number in range(9)))
    async with stage.screen():
        text = stage.text()

    assert ">?  0:00  ×10 几号发货?" in text
    assert "最新：发货8?" in text
