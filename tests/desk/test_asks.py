"""Comments become cases, asks and nudges."""

from typing import Any

import pytest

from console.model.cases import CaseStatus
from tests.desk.acting import ActingDesk


def kinds(events: Any) -> list[str]:
    """Return the kinds of events in order."""
    return [event.__struct_config__.tag for event in events]


def test_plain_chat_causes_nothing_but_itself(desk: ActingDesk) -> None:
    """A comment that needs no answer is recorded and opens no case."""
    caused = desk.ask(1, "a", "666", question=False, intent="chat", topic="")

    assert ["comment.received"] == kinds(caused)
    assert {} == desk.state.cases


def test_a_question_opens_a_case_with_a_clock(desk: ActingDesk) -> None:
    """The first ask opens a case whose wait begins at the comment's receipt."""
    caused = desk.ask(5, "a")

    assert ["comment.received", "comment.classified", "case.opened"] == kinds(caused)
    assert 5000 == desk.state.cases["1"].oldest_ask_at
    assert CaseStatus.NEW is desk.state.cases["1"].status


def test_spam_is_classified_and_opens_nothing(desk: ActingDesk) -> None:
    """A comment that is neither chat nor in need of an answer is labelled only."""
    caused = desk.ask(1, "a", "加我微信", question=False, intent="spam", topic="")

    assert ["comment.received", "comment.classified"] == kinds(caused)


def test_the_same_question_from_another_viewer_joins_the_case(desk: ActingDesk) -> None:
    """Two wordings of one topic about one product make one case with two clocks."""
    desk.ask(1, "a", "会掉色吗")
    caused = desk.ask(4, "b", "洗了掉不掉色")

    assert "case.merged" in kinds(caused)
    assert 1 == len(desk.state.cases)
    assert [1000, 4000] == [ask.asked_at for ask in desk.state.cases["1"].waiting.values()]
    assert 2 == desk.state.cases["1"].asker_count


@pytest.mark.parametrize(
    "other",
    [
        {"slots": (("size", "L"),)},
        {"product": "9"},
        {"topic": "product.material"},
        {"feed": "second"},
        {"complaint": True},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_differs_is_never_merged(desk: ActingDesk, other: dict[str, Any]) -> None:
    """Another size, product, topic, feed or lane is another case."""
    base = {"slots": (("size", "M"),), "product": "3"}
    desk.ask(1, "a", "M码有吗", **base)
    desk.ask(2, "b", "L码有吗", **{**base, **other})

    assert 2 == len(desk.state.cases)


def test_broad_topics_never_merge_by_meaning(desk: ActingDesk) -> None:
    """Two different questions about functions stay two cases; the very same words still merge."""
    desk.ask(1, "a", "能投屏吗", topic="product.function")
    desk.ask(2, "b", "多大功率", topic="product.function")
    desk.ask(3, "c", "能投屏吗", topic="product.function")

    assert [2, 1] == [case.asker_count for case in desk.state.cases.values()]


def test_asking_for_a_size_and_asking_whether_it_is_in_stock_is_one_question(desk: ActingDesk) -> None:
    """“有没有小码” and “小码有吗” share a case; without a size the two topics do not."""
    small = (("size", "小码"),)
    desk.ask(1, "a", "有没有小码", topic="product.size", slots=small)
    desk.ask(2, "b", "小码有吗", topic="product.stock", slots=small)
    desk.ask(3, "c", "有什么尺码", topic="product.size")
    desk.ask(4, "d", "还有货吗", topic="product.stock")

    assert [2, 1, 1] == [case.asker_count for case in desk.state.cases.values()]


def test_looks_are_no_stock(desk: ActingDesk) -> None:
    """“黑色显胖吗” names a colour and does not ask whether it is to be had."""
    black = ("colour", "黑色")
    desk.ask(1, "a", "黑色还有吗", topic="product.stock", slots=(black,))
    desk.ask(2, "b", "黑色显胖吗", topic="product.colour", slots=(black, ("trait", "显胖")))
    desk.ask(3, "c", "有黑色吗", topic="product.colour", slots=(black,))

    assert [2, 1] == [case.asker_count for case in desk.state.cases.values()]


@pytest.mark.parametrize("topic", ["price.how_much", "product.stock", "product.size", "product.fading"])
def test_without_a_product_goods_are_merged_by_meaning_only_close_together(
    desk: ActingDesk, topic: str
) -> None:
    """Two minutes later the host may be at another product; a named thing and the same words are surer."""
    nobody_knows: dict[str, Any] = {"topic": topic, "product": None}
    desk.ask(1, "a", "第一种说法", **nobody_knows)
    desk.ask(120, "b", "另一种说法", **nobody_knows)
    desk.ask(240, "c", "再一种说法", **nobody_knows)
    desk.ask(241, "d", "第一种说法", **nobody_knows)
    desk.ask(242, "e", "毛衣第一种说法", slots=(("item", "毛衣"),), **nobody_knows)
    desk.ask(600, "f", "毛衣另一种说法", slots=(("item", "毛衣"),), **nobody_knows)
    desk.ask(601, "g", "几点抽", topic="price.draw", product=None)
    desk.ask(900, "h", "什么时候抽奖", topic="price.draw", product=None)

    assert [3, 1, 2, 2] == [case.asker_count for case in desk.state.cases.values()]


def test_equal_text_merges_without_a_topic(desk: ActingDesk) -> None:
    """Where no topic was recognised, the same folded text is the same question."""
    desk.ask(1, "a", "这个咋弄", topic="")
    desk.ask(2, "b", "这个咋弄", topic="")
    desk.ask(3, "c", "那个咋弄", topic="")

    assert [2, 1] == [case.asker_count for case in desk.state.cases.values()]


def test_asking_again_while_waiting_is_a_nudge(desk: ActingDesk) -> None:
    """A nudge is counted and shows the newest wording, and the clock does not move."""
    desk.ask(1, "a", "会掉色吗")
    caused = desk.ask(40, "a", "到底会不会掉色")

    ask = desk.state.cases["1"].waiting["demo:a"]
    assert (1000, 1, "到底会不会掉色") == (ask.asked_at, ask.nudges, ask.text)
    assert caused[-1].nudge
    assert 1 == desk.state.cases["1"].asker_count


def test_a_cases_title_stays_and_the_newest_wording_is_beside_it(desk: ActingDesk) -> None:
    """A title that changed under an agent's eyes would make her answer the wrong question."""
    desk.ask(1, "a", "什么时候发货", topic="logistics.when_sent")
    desk.ask(2, "b", "拍了多久发", topic="logistics.when_sent")

    assert ("什么时候发货", "拍了多久发") == (desk.state.cases["1"].text, desk.state.cases["1"].newest)


@pytest.mark.parametrize("topic", ["chat.call", "complaint.no_answer"])
def test_impatience_is_a_nudge_on_the_newest_open_ask(desk: ActingDesk, topic: str) -> None:
    """“人呢” from somebody who waits is about what they asked, whatever lane it was read as."""
    desk.ask(1, "a", "会掉色吗")
    desk.ask(2, "a", "有没有小码", topic="product.stock")
    desk.ask(30, "a", "人呢", topic=topic, complaint=topic.startswith("complaint"))

    assert 2 == len(desk.state.cases)
    assert 1 == desk.state.cases["2"].waiting["demo:a"].nudges


def test_impatience_from_somebody_new_is_a_case(desk: ActingDesk) -> None:
    """“在吗” from a viewer who has not asked anything still needs an answer."""
    desk.ask(1, "a", "在吗", topic="chat.call")

    assert 1 == len(desk.state.open_ids)


def test_the_hosts_own_side_never_asks(desk: ActingDesk) -> None:
    """A moderator's "有没有小码？" is recorded and opens nothing."""
    caused = desk.ask(1, "moderator", staff=True)

    assert ["comment.received"] == kinds(caused)


def test_history_is_never_clocked(desk: ActingDesk) -> None:
    """A backlog replayed on connecting is recorded and opens no case."""
    caused = desk.ask(1, "a", history=True)

    assert ["comment.received"] == kinds(caused)


def test_thanks_open_no_wait(desk: ActingDesk) -> None:
    """An empty acknowledgement opens nothing, even if it was read as a question."""
    desk.ask(1, "a", "好的谢谢", courtesy=True)

    assert {} == desk.state.cases
