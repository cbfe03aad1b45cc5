"""The filter line's little language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from connectors.events import CommentReceived, FeedGap
from connectors.language import Language, use
from console.desk import Targets
from console.model.cases import Ask, Case
from console.model.verdict import Verdict
from console.recent import Line
from console.screens.queue.filter import LONGEST_SENTENCE, Filter, Standing
from console.triage import fold
from tests.screens.stage import AGENT, START

NOW = Standing(START + 90_000, Targets(), AGENT)


def make(text: str = "什么时候发货", *, name: str = "小鹿", owner: str | None = None, **more: object) -> Case:
    """Return a case with one asker."""
    case = Case(
        id="1",
        lane="question",
        intent="logistics",
        topic="",
        product="P1",
        slots=(),
        folded=fold(text),
        platform="douyin",
        feed="抖音",
        opened_at=START,
        text=text,
        owner=owner,
        version=1,
    )
    case.waiting["v"] = Ask("v", name, "c", text, START, "抖音")
    for key, value in more.items():
        setattr(case, key, value)
    return case


@pytest.mark.parametrize(
    "typed",
    [
        "发货",
        "小鹿",
        "类型:提问",
        "lane:question",
        "lane：q",
        "是:超时",
        "is:late",
        "is:free",
        "-is:mine",
        "商品:p1",
        "观众:小鹿",
        "意图:物流",
        "intent:logistics",
        "平台:抖音",
        "feed:douyin",
        "发货 -退款",
        '"时候发货"',
        "“时候发货”",
        "",
        "   ",
    ],
)
def test_it_keeps_what_was_asked_for(typed: str) -> None:
    """Words, fields in both languages, negation, quotes."""
    assert Filter(typed).keeps_case(make(), NOW)


@pytest.mark.parametrize(
    "typed",
    [
        "退款",
        "-发货",
        "类型:投诉",
        "is:mine",
        "-is:late",
        "is:什么",
        "商品:P2",
        "观众:小明",
        "12:30",
        "发货 退款",
    ],
)
def test_it_hides_the_rest(typed: str) -> None:
    """Every condition has to hold."""
    assert not Filter(typed).keeps_case(make(), NOW)


def test_it_follows_a_case_that_changes() -> None:
    """A later asker's words count as soon as they are there."""
    case, wanted = make(), Filter("顺丰")
    assert not wanted.keeps_case(case, NOW)

    case.waiting["w"] = Ask("w", "阿花", "c2", "发顺丰吗", START, "抖音")
    case.version += 1

    assert wanted.keeps_case(case, NOW)


def test_the_agents_own_cases() -> None:
    """`is:mine` is about the name in the journal."""
    assert Filter("是:我的").keeps_case(make(owner=AGENT), NOW)
    assert not Filter("是:未领取").keeps_case(make(owner="老王"), NOW)
    assert Filter("是:迟到").keeps_case(make(late=True), NOW)


@given(st.text(max_size=40))
def test_any_text_is_a_filter(typed: str) -> None:
    """Half-typed quotes and stray signs never fail."""
    wanted = Filter(typed)

    assert wanted.keeps_case(make(), NOW) in {True, False}
    assert bool(wanted.terms) == bool(wanted)


def of_comment(text: str, *, complaint: bool = False) -> Line:
    """Return the line of a comment."""
    comment = CommentReceived(
        at=START, feed="抖音", id="c", text=text, viewer="v", name="小鹿", platform="douyin"
    )
    read = Verdict(
        question=False,
        complaint=complaint,
        intent="complaint" if complaint else "chat",
        emotion="neutral",
        confidence=1,
        folded=fold(text),
    )
    return Line(0, comment, read)


def test_it_filters_the_feed_with_the_same_words() -> None:
    """Text, name, lane; what is about cases alone narrows nothing here."""
    angry = of_comment("退款一直不到", complaint=True)

    assert Filter("退款").keeps_line(angry)
    assert Filter("类型:投诉").keeps_line(angry)
    assert Filter("观众:小鹿 意图:投诉 平台:抖音").keeps_line(angry)
    assert Filter("is:mine").keeps_line(angry)
    assert not Filter("类型:提问").keeps_line(angry)
    assert not Filter("商品:P1").keeps_line(angry)
    assert not Filter("类型:投诉").keeps_line(of_comment("666"))


def test_gaps_are_never_hidden() -> None:
    """What may be missing must stay in sight."""
    gap = Line(0, FeedGap(at=START, feed="f", since=0, until=1, cause="x"), None)

    assert Filter("发货").keeps_line(gap)
    assert Filter("-发货").keeps_line(gap)


def test_a_product_is_found_by_its_title() -> None:
    """Nobody knows the codes by heart."""
    assert Filter("商品:大衣", {"P1": "羊毛大衣"}).keeps_case(make(), NOW)
    assert not Filter("商品:大衣", {"P2": "羊毛大衣"}).keeps_case(make(), NOW)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("抖音", "douyin"),
        ("快手", "kuaishou"),
        ("淘宝", "taobao"),
        ("视频号", "wechat-channels"),
        ("小红书", "xiaohongshu"),
    ],
)
def test_a_platform_is_found_by_its_name(name: str, code: str) -> None:
    """Whatever the shop has called its feed."""
    assert Filter(f"平台:{name}").keeps_case(make(feed="一号", platform=code), NOW)
    assert not Filter(f"平台:{name}").keeps_case(make(feed="一号", platform="relay"), NOW)


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        ("is:foo", "是没有“foo”，只有：超时 我的 未领取 迟到", "No is:foo. Known: late mine free again"),
        ("类型:售后", "类型没有“售后”，只有：提问 投诉", "No lane:售后. Known: question complaint"),
        ("lane:q 是:超时 商品:没有", "", ""),
    ],
)
def test_a_value_that_means_nothing_is_told_with_those_that_do(typed: str, zh: str, en: str) -> None:
    """In the language in use."""
    assert zh == Filter(typed).problem
    use("en")
    assert en == Filter(typed).problem


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sentence_fits_the_smallest_screen(language: Language) -> None:
    """However long what was typed is, and the list of what may be."""
    use(language)

    assert LONGEST_SENTENCE >= cell_len(Filter("intent:" + "字" * 60).problem) > 0
