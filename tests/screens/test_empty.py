"""What the screen says where there is nothing: why, and what comes next."""

import pytest

from connectors.contract import FeedState
from connectors.events import StreamEnded
from connectors.language import use
from tests.screens.stage import START, Stage


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (FeedState.WAITING, "还没连上评论流（抖音 未开始）"),
        (FeedState.CONNECTING, "还没连上评论流（抖音 连接中）"),
        (FeedState.LOST, "还没连上评论流（抖音 未连上）"),
        (FeedState.LIVE, "已连接，等第一条评论…"),
        (FeedState.FAILED, "连接失败：看最上面的说明，改好后重开"),
    ],
)
async def test_an_empty_feed_says_why(stage: Stage, state: FeedState, sentence: str) -> None:
    """Not yet connected, connected and quiet, or not to be connected at all."""
    stage.feed.status.state = state
    async with stage.screen(160, 40):
        assert sentence in stage.text()


async def test_an_empty_queue_says_what_will_appear(stage: Stage) -> None:
    """And the case pane says how to find the keys."""
    stage.hear("666")
    async with stage.screen():
        text = stage.text()
        assert "没有待处理" in text
        assert "有人提问或投诉时会出现在这里" in text
        assert "? 看全部按键" in text


async def test_it_is_said_in_english_as_well(stage: Stage) -> None:
    """The same places, the other language."""
    use("en")
    async with stage.screen(160, 40):
        text = stage.text()
        assert "Connected, waiting for the first comment…" in text
        assert "Nothing to do" in text
        assert "? shows every key" in text


async def test_the_end_of_the_stream_is_told(stage: Stage) -> None:
    """With what is left to do."""
    async with stage.screen() as pilot:
        stage.tell(StreamEnded(at=START, feed="抖音"))
        await stage.settle(pilot)

        assert "直播已结束，q 退出" in stage.text()


async def test_a_feed_that_was_never_there_is_not_called_lost(stage: Stage) -> None:
    """Its other end was probably never started: what to do about it stands where comments would be."""
    stage.feed.status.state, stage.feed.status.since = FeedState.LOST, START
    async with stage.screen(120, 40) as pilot:
        text = stage.text()
        assert "▲ 抖音 未连上" in text
        assert "断线" not in text
        assert "启动对应的程序，或检查 url" in text

        await stage.press(pilot, "L")
        text = stage.text()
        assert "not connected yet" in text
        assert "Start the program it reads from" in text


async def test_the_reply_box_names_only_keys_that_work(stage: Stage) -> None:
    """Without a case neither r nor a digit does anything."""
    async with stage.screen(80, 24) as pilot:
        assert "有人提问或投诉后在这里回复" in stage.text()

        stage.hear("几号发货?")
        await stage.settle(pilot)
        assert "按 r 写回复" in stage.text()
