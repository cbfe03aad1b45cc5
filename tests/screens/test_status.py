"""The strip on top."""

import pytest

from connectors.contract import FeedState
from connectors.events import ExplainStarted
from connectors.language import Language, use
from connectors.problem import BrokenProblem
from console.model.commands import SendReply
from tests.screens.stage import AGENT, START, Stage


async def test_the_six_numbers(stage: Stage) -> None:
    """Longest wait, overdue people and cases, reply rate with n, complaints, pace, feed with its lag."""
    stage.hear("几号发货?", "发货?", "多少钱?")
    await stage.room.submit(
        SendReply(id="r", author=AGENT, case="2", text="今天下单明天发出", channel="host")
    )
    stage.wait(200)
    stage.hear("退款不到账!", "666")
    async with stage.screen():
        top = "\n".join(stage.text().splitlines()[:2])

    for part in (
        "最长等待 3:20",
        "超时 2人(1单)▲",
        "3分钟回复率 33% n=3",
        "未结投诉 1",
        "● 抖音 0.3s",
        "✓ 已保存",
    ):
        assert part in top


async def test_what_is_on_air_is_named(stage: Stage) -> None:
    """Questions without a product are probably about it."""
    stage.tell(ExplainStarted(at=START, feed="抖音", product="P1", product_title="羊毛大衣"))
    async with stage.screen():
        assert "讲解中 羊毛大衣" in stage.text()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (FeedState.STALLED, "△ 抖音 没有新消息 0:12"),
        (FeedState.LOST, "▲ 抖音 断线重连中 0:12"),
        (FeedState.ENDED, "■ 抖音 已结束"),
    ],
)
async def test_a_feed_that_is_not_well_is_told_apart_by_words_and_sign(
    stage: Stage, state: FeedState, words: str
) -> None:
    """Connected but silent is not the same as lost."""
    stage.feed.status.last_event_at = START
    stage.feed.status.state, stage.feed.status.since = state, START
    stage.wait(12)
    async with stage.screen():
        assert words in stage.text()


async def test_a_feed_that_needs_somebody_gets_a_red_sentence(stage: Stage) -> None:
    """What the connector says about it."""
    stage.feed.status.state, stage.feed.status.problem = FeedState.FAILED, "令牌过期了，换一个"
    async with stage.screen():
        assert " ✗ 抖音: 令牌过期了，换一个" == stage.text().splitlines()[2]


async def test_while_the_journal_cannot_write_nothing_is_shown_as_done(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The strip says what is wrong and how much is not saved; the draft is cleared only when the reply is."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:

        def refuse(*_: object) -> None:
            raise BrokenProblem("磁盘满了", "记录写不进去。", "清理磁盘。")

        await stage.press(pilot, "1")
        with monkeypatch.context() as patch:
            patch.setattr(stage.room.journal._writer._database, "write", refuse)
            await pilot.press("enter")
            while stage.room.journal.failure is None:
                await pilot.pause(0.01)
            stage.live.frame()
            await pilot.pause(0)

            text = stage.text()
            assert text.splitlines()[2].startswith(" ✗ 磁盘满了: 记录写不进去。")
            assert "△ 未保存" in text
            assert "… 保存中" in text
            assert stage.live.side.box.text
            assert [] == stage.feed.sent
        await stage.until(pilot, lambda: stage.feed.sent)

        assert "✓ 已保存" in stage.text()
        assert "" == stage.live.side.box.text


async def test_the_bell_rings_once_when_somebody_becomes_overdue(stage: Stage) -> None:
    """More overdue askers than before, at most every twenty seconds."""
    stage.hear("几号发货?")
    sight_now = stage.now
    async with stage.screen():
        sight = stage.live.sight
        assert not sight.rings(sight_now)
        assert sight.rings(sight_now + 61_000)
        assert not sight.rings(sight_now + 62_000)


async def test_clocks_change_sign_as_they_run(stage: Stage) -> None:
    """Fresh, due soon, overdue: never by colour alone."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        assert " 0:00  几号发货?" in stage.text()
        stage.wait(31)
        await stage.settle(pilot)
        assert " 0:31△ 几号发货?" in stage.text()
        stage.wait(30)
        await stage.settle(pilot)
        assert " 1:01▲ 几号发货?" in stage.text()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_it_fits_the_smallest_screen(stage: Stage, language: Language) -> None:
    """All six at 80 columns."""
    use(language)
    stage.hear(*["几号发货?"] * 120)
    stage.wait(723)
    async with stage.screen(80, 24):
        assert stage.text().splitlines()[1].endswith("/min" if language == "en" else "/分")


async def test_clocks_stand_still_when_the_stream_has_ended(stage: Stage) -> None:
    """Nobody waits in an empty room: no case turns red while the queue is cleared."""
    stage.hear("几号发货?")
    async with stage.screen() as pilot:
        stage.wait(10)
        stage.room._over()
        stage.wait(300)
        await stage.settle(pilot)

        text = stage.text()
        assert "最长等待 0:10" in text
        assert ">?  0:10  几号发货?" in text
        assert 3 == text.count("0:10 ")
