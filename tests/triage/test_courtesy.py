"""Empty acknowledgements, which neither open nor close a wait."""

import time

import pytest

from console.triage import fold, is_courtesy


@pytest.mark.parametrize(
    "text",
    [
        "谢谢",
        "好的亲",
        "在的亲",
        "收到，谢谢啦~",
        "亲，您好",
        "嗯嗯好的",
        "稍等一下哦",
        "不客气",
        "OK",
        "Thanks!",
        "ok thanks a lot",
        "好的好的 谢谢主播",
    ],
)
def test_an_empty_acknowledgement_is_known(text: str) -> None:
    """Thanks, greetings and "one moment" say nothing to the question."""
    assert is_courtesy(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "亲",
        "哈哈哈",
        "在吗亲",
        "好的，绒裤今天发",
        "谢谢，几号发",
        "收到货了",
        "ok how much",
        "M码",
        "好看",
        "稍等，还有货",
        "你好多少钱",
    ],
)
def test_what_says_something_is_none(text: str) -> None:
    """An answer or a question behind the thanks counts."""
    assert not is_courtesy(fold(text))


def test_a_long_run_of_overlapping_words_is_judged_at_once() -> None:
    """好的好的… can be cut up in many ways; not all of them are tried."""
    begun = time.perf_counter()
    is_courtesy("好的呢嗯嗯" * 4 + "么")
    assert 0.05 > time.perf_counter() - begun
