"""Every key that moves the eye and not the desk."""

from connectors.events import FeedGap
from tests.screens.stage import START, Stage


async def test_j_and_k_and_the_arrows_move_through_the_queue(stage: Stage) -> None:
    """The open case is the one the cursor is on."""
    for text in ("几号发货?", "多少钱?", "有货吗?"):
        stage.hear(text)
        stage.wait(1)
    async with stage.screen() as pilot:
        places = []
        for key in ("j", "down", "down", "k", "up"):
            await stage.press(pilot, key)
            places.append(stage.live.place.current)

        assert ["2", "3", "3", "2", "1"] == places


async def test_the_selection_follows_the_case_not_the_row(stage: Stage) -> None:
    """A complaint goes to the top; the agent stays with her case."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        assert ">?  0:00  几号发货?" in stage.text()
        stage.wait(5)
        stage.hear("退款不到账!", "质量太差!")
        await stage.settle(pilot)

        assert "1" == stage.live.place.current
        assert ">?  0:05  几号发货?" in stage.text()
        assert "#1 提问" in stage.text()


async def test_n_opens_the_most_urgent_case(stage: Stage) -> None:
    """Complaints before questions; without another one it says so."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "n")
        assert ["没有别的待处理咨询单"] == stage.told()

        stage.hear("多少钱?", "退款不到账!")
        await stage.press(pilot, "n")
        assert "3" == stage.live.place.current


async def test_n_does_not_go_round_between_ones_own_cases(stage: Stage) -> None:
    """Who has claimed two finds the third one, which nobody has."""
    for text in ("几号发货?", "多少钱?", "有货吗?"):
        stage.hear(text)
        stage.wait(1)
    async with stage.screen() as pilot:
        await stage.press(pilot, "c", "j", "c", "n")

        assert "3" == stage.live.place.current


async def test_f_holds_the_feed_and_end_follows_it_again(stage: Stage) -> None:
    """While somebody reads, nothing moves, and a bar counts what comes."""
    stage.hear(*(f"评论{number}" for number in range(60)))
    async with stage.screen() as pilot:
        await stage.press(pilot, "f", "up", "up")
        top = stage.live.feed.window.top
        stage.hear("666", "几号发货?", "退款!")
        await stage.settle(pilot)

        assert "+3 条新评论 1 投诉 1 提问" in stage.text()
        assert top == stage.live.feed.window.top
        assert "退款!" not in stage.text().split("▏")[0]

        await stage.press(pilot, "end")
        assert "条新评论" not in stage.text()
        assert stage.live.feed.window.following


async def test_the_feed_scrolls_by_pages(stage: Stage) -> None:
    """Page up from the newest, page down back to it."""
    stage.hear(*(f"评论{number}" for number in range(300)))
    async with stage.screen() as pilot:
        await stage.press(pilot, "f", "pageup", "pageup")
        assert not stage.live.feed.window.following
        assert "评论299" not in stage.text()

        await stage.press(pilot, "pagedown", "pagedown", "pagedown")
        assert stage.live.feed.window.following


async def test_enter_among_comments_opens_the_viewers_case(stage: Stage) -> None:
    """From what was read to what can be done."""
    stage.hear("几号发货?", "666", "多少钱?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "f", "enter")
        assert "2" == stage.live.place.current

        await stage.press(pilot, "escape", "f", "up", "enter")
        assert ["这位观众没有咨询单"] == stage.told()


async def test_enter_gives_the_keys_to_the_case_and_escape_takes_them_back(stage: Stage) -> None:
    """The arrows then turn its pages."""
    stage.hear(*(f"几号发货{number}?" for number in range(30)))
    for number in range(6):
        stage.hear(f"说了{number}", viewer="douyin:1")
    async with stage.screen(80, 24) as pilot:
        assert "说了0" not in stage.text()
        await stage.press(pilot, "enter", *["down"] * 20)
        assert stage.live.side.pane.has_focus
        assert "1" == stage.live.place.current
        assert "说了3" in stage.text().split("#1")[1]

        await stage.press(pilot, "up", "escape")
        assert stage.live.queue.has_focus


async def test_page_keys_turn_the_open_case_from_the_queue(stage: Stage) -> None:
    """No need to give it the keys first."""
    stage.hear(*["几号发货?"] * 5)
    for number in range(6):
        stage.hear(f"说了{number}", viewer="douyin:1")
    async with stage.screen(80, 20) as pilot:
        before = stage.text()
        await stage.press(pilot, "pagedown")
        assert before != stage.text()

        await stage.press(pilot, "pageup")
        assert before == stage.text()


async def test_the_filter_narrows_queue_and_feed_and_says_what_it_hides(stage: Stage) -> None:
    """While it is typed; Enter keeps it, Escape clears it."""
    stage.hear("几号发货?", "666", "多少钱?", "退款!")
    async with stage.screen() as pilot:
        await stage.press(pilot, "slash", *"发货", "enter")
        text = stage.text()
        assert "待处理 1" in text
        assert "筛掉 2 · Esc 清除" in text
        assert "666" not in text
        assert stage.live.queue.has_focus

        await stage.press(pilot, "escape")
        assert "待处理 3" in stage.text()
        assert "666" in stage.text()


async def test_enter_opens_the_first_match(stage: Stage) -> None:
    """Keys act on what is listed; `j` goes on from there, Escape brings the whole queue back."""
    for text in ("几号发货?", "多少钱?", "什么价?", "还有什么价?"):
        stage.hear(text)
        stage.wait(1)
    async with stage.screen() as pilot:
        await stage.press(pilot, "slash", *"价", "enter")
        assert "3" == stage.live.place.current
        await stage.press(pilot, "j")
        assert "4" == stage.live.place.current


async def test_a_filter_without_a_match_leaves_no_case_open(stage: Stage) -> None:
    """So that no key acts on what is not shown."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "slash", *"没有这个", "enter", "h")

        assert 1 == len(stage.case().waiting)
        assert ["先打开一个还没关闭的咨询单"] == stage.told()


async def test_a_case_that_has_left_the_filter_is_named_when_it_is_served(stage: Stage) -> None:
    """It stays open; whoever presses a key reads which case it was for."""
    stage.hear("几号发货?", "多少钱?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "slash", *"是:未领取", "enter", "c", "h")

        assert ["已处理 #1，它不在筛选结果里"] == stage.told()


async def test_a_filter_value_that_means_nothing_is_told(stage: Stage) -> None:
    """The line stays open, to be mended."""
    stage.hear("几号发货?")
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, "slash", *"is:foo", "enter")

        assert "! 是没有“foo”，只有：超时 我的 未领取 迟到" in stage.text()
        assert stage.live.filter_box.has_focus


async def test_a_filter_that_hides_everything_says_so(stage: Stage) -> None:
    """In both panes, with the way out."""
    stage.hear("几号发货?", "666")
    async with stage.screen() as pilot:
        await stage.press(pilot, "slash", *"没有这个", "enter")

        assert "筛选隐藏了 1 个咨询单，按 Esc 清除" in stage.text()
        assert "筛选隐藏了 2 条评论，按 Esc 清除" in stage.text()


async def test_letters_in_the_filter_are_text(stage: Stage) -> None:
    """No quitting by q, no dismissing by d."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "slash", "q", "d", "e")

        assert "qde" == stage.live.filter_box.value
        assert stage.live.is_current


async def test_drafts_survive_looking_elsewhere(stage: Stage) -> None:
    """Half a sentence waits where it was written, and the queue shows where that is."""
    stage.hear("几号发货?")
    stage.wait(1)
    stage.hear("多少钱?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", *"等等", "escape", "j")
        assert "" == stage.live.side.box.text
        assert "有草稿" in stage.text()

        await stage.press(pilot, "r", *"看看", "escape", "k")
        assert "等等" == stage.live.side.box.text
        await stage.press(pilot, "j")
        assert "看看" == stage.live.side.box.text


async def test_a_gap_stands_in_the_feed(stage: Stage) -> None:
    """What may be missing is seen where it is missing."""
    stage.hear("666")
    stage.tell(FeedGap(at=START, feed="抖音", since=START - 9_000, until=START, cause="断线"))
    async with stage.screen(200, 40):
        assert "── 20:00:00 断流 9 秒：断线" in stage.text()


async def test_keys_that_make_no_sense_do_nothing(stage: Stage) -> None:
    """Without a case there is nothing to claim, answer or close."""
    async with stage.screen() as pilot:
        await stage.press(pilot, *"c1redhymu=sjkn", "enter", "escape", "end", "pagedown")

        assert stage.live.is_current
        assert "没有待处理" in stage.text()


async def test_a_key_that_does_not_apply_says_why(stage: Stage) -> None:
    """One sentence in the last row, never silence."""
    async with stage.screen() as pilot:
        await stage.press(pilot, "h", "m", "n", "j", "enter", "escape")

        assert [
            "先打开一个还没关闭的咨询单",
            "这个咨询单没有要你确认的回复",
            "队列是空的",
            "队列是空的",
            "没有打开的咨询单",
            "已经在队列里",
        ] == stage.told()
        assert stage.text().splitlines()[-1].startswith(" ! 已经在队列里")


async def test_letters_of_a_reply_are_never_told_off(stage: Stage) -> None:
    """While typing, a letter is a letter."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        await stage.press(pilot, "r", *"umn", "up")

        assert [] == stage.told()


async def test_an_answered_case_does_not_take_the_queue_along_to_its_end(stage: Stage) -> None:
    """The most urgent cases stay in sight."""
    for number in range(60):
        stage.hear(f"有没有{number}码?")
        stage.wait(0.1)
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, "h")
        assert "有没有1码" in stage.text()
        assert "#1 提问" in stage.text()

        await stage.press(pilot, "e")
        assert "2" == stage.live.place.current


async def test_the_most_urgent_cases_stay_in_sight_while_others_come(stage: Stage) -> None:
    """The open case may be pushed out of the queue's pane; it stays open beside it."""
    stage.hear("几号发货?")
    async with stage.screen(80, 24) as pilot:
        stage.hear(*(f"质量太差{number}!" for number in range(40)))
        await stage.settle(pilot)
        assert "质量太差0!" in stage.text()
        assert "#1 提问" in stage.text()

        await stage.press(pilot, "k")
        assert "质量太差39!" in stage.text()


async def test_further_down_the_rows_stand_still(stage: Stage) -> None:
    """Somebody who works her way down is not thrown about by what comes in above."""
    for number in range(60):
        stage.hear(f"有没有{number}码?")
        stage.wait(0.1)
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, *["j"] * 30)
        row = next(y for y, line in enumerate(stage.text().splitlines()) if line.startswith(">"))

        stage.hear("退款!", "太差!", "骗人!")
        await stage.settle(pilot)

        assert stage.text().splitlines()[row].startswith(">?")
        assert "31" == stage.live.place.current
