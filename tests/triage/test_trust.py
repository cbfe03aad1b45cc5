"""Marks that a comment earns in company: floods, shills, and what becomes of verdicts."""

import time
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.events import CommentReceived, viewer_key
from console.model.marks import Mark
from console.model.verdict import Verdict
from console.triage import Triage, fold
from console.triage.floods import MOST_VIEWERS, Floods
from console.triage.lures import Lures
from console.triage.shills import MOST_TEXTS, Shills
from console.triage.trust import Trust


@pytest.fixture(scope="module")
def lures(lexicon_dir: Path) -> Lures:
    """Return the shipped words."""
    return Lures.load(lexicon_dir)


class Live:
    """A live room: comments in, marks out. Times are seconds."""

    def __init__(self, triage: Triage, lures: Lures) -> None:
        self._triage = triage
        self._trust = Trust(lures)
        self._numbers = count(1)

    def read(self, at_s: float, viewer: str, text: str, **more: Any) -> Verdict:
        """Let a viewer comment; return the verdict with its marks."""
        comment = CommentReceived(
            at=round(at_s * 1000),
            feed="f",
            id=f"c{next(self._numbers)}",
            text=text,
            viewer=viewer if ":" in viewer else f"p:{viewer}",
            name=viewer,
            platform="p",
            **more,
        )
        return self._trust.judge(comment, self._triage.read(text))

    def say(self, at_s: float, viewer: str, text: str, **more: Any) -> set[str]:
        """Let a viewer comment; return the kinds of its marks."""
        return {mark.kind for mark in self.read(at_s, viewer, text, **more).marks}


@pytest.fixture
def live(triage: Triage, lures: Lures) -> Live:
    """Return an empty room."""
    return Live(triage, lures)


# Floods


def test_the_same_words_again_and_again_are_a_flood(live: Live) -> None:
    """From the fifth within a minute, whatever is hung on to them; the mark counts them."""
    said = ["主播看看我", "主播看看我啊", "主播看看我!!", "主播看看我呀 111", "主播看看我 222", "看看我 主播"]

    verdicts = [live.read(8 * number, "a", text) for number, text in enumerate(said)]

    assert [(), (), (), ()] == [verdict.marks for verdict in verdicts[:4]]
    assert (Mark(kind="flood", count=5, same=True),) == verdicts[4].marks
    assert (Mark(kind="flood", count=6, same=True),) == verdicts[5].marks


def test_who_asks_again_every_quarter_of_a_minute_is_only_impatient(live: Live) -> None:
    """Four times a minute nobody floods."""
    assert not any(live.say(16 * number, "a", "绒裤什么时候发货") for number in range(12))


def test_a_flood_of_a_question_is_still_a_question(live: Live) -> None:
    """It stays in its lane, marked."""
    verdicts = [live.read(5 * number, "a", "几号发货呀") for number in range(6)]

    assert {"question"} == {verdict.lane for verdict in verdicts}
    assert ("flood",) == tuple(mark.kind for mark in verdicts[-1].marks)


def test_another_number_is_another_question(live: Live) -> None:
    """Who asks for six products one after the other floods nothing."""
    assert not any(live.say(5 * number, "a", f"{number}号链接多少钱") for number in range(1, 7))


def test_short_cheers_may_be_repeated(live: Live) -> None:
    """666 five times a minute is how people cheer; ten times is a flood."""
    marks = [live.say(5 * number, "a", "666") for number in range(11)]

    assert not any(marks[:9])
    assert {"flood"} == marks[10]


def test_far_too_fast_is_a_flood_whatever_is_said(live: Live) -> None:
    """Eight comments within eight seconds come from a machine."""
    said = ["好看", "这是什么面料", "来了来了", "红色真美", "主播晚上好", "我家也有", "天气不错", "哈哈笑死"]

    marks = [live.say(number * 0.9, "a", text) for number, text in enumerate(said)]

    assert {"flood"} == marks[-1]
    assert not any(marks[:-1])
    assert not any(live.say(100 + number * 2, "b", text) for number, text in enumerate(said))


def test_many_viewers_are_no_flood(live: Live) -> None:
    """At the end of a sale hundreds type the same."""
    assert not any(live.say(number / 10, f"v{number}", "多少钱") for number in range(60))


def test_strangers_are_not_one_person(live: Live) -> None:
    """Where a feed tells neither id nor name, nobody knows who repeats himself."""
    stranger = viewer_key("p", "", "") + "x"
    assert not any(live.say(number, stranger, "主播看看我啊") for number in range(12))


# Shills

PRAISE = "这个真的太好用了我已经回购三次了"


def test_praise_in_the_same_words_by_many_is_a_shills(live: Live) -> None:
    """From the fourth viewer on, small changes or not."""
    said = [
        PRAISE,
        PRAISE + "啊",
        "这个真的太好用了！我已经回购三次了👍",
        "这个真的太好用了我都已经回购3次了",
        PRAISE,
    ]

    marks = [live.read(30 * number, f"v{number}", text).marks for number, text in enumerate(said)]

    assert [(), (), ()] == marks[:3]
    assert (Mark(kind="shill", count=4, same=True),) == marks[3]
    assert (Mark(kind="shill", count=5, same=True),) == marks[4]


def test_english_shills_are_seen_as_well(live: Live) -> None:
    """The same rule in letters."""
    said = "this changed my life honestly the best serum ever"
    assert ["", "", "", "shill"] == ["".join(live.say(9 * n, f"v{n}", said + "!" * n)) for n in range(4)]


def test_one_viewer_who_repeats_praise_is_no_shill(live: Live) -> None:
    """It takes different people."""
    assert not any("shill" in live.say(30 * number, "a", PRAISE) for number in range(8))


@pytest.mark.parametrize("text", ["好看", "嗓音好美", "质量真好", "太便宜了吧", "买它买它", "这个好看"])
def test_short_praise_is_everybodys(live: Live, text: str) -> None:
    """Two people say 好看 without a script."""
    assert not any(live.say(3 * number, f"v{number}", text) for number in range(30))


def test_a_popular_question_is_no_shills(live: Live) -> None:
    """However many ask in the same words, and whatever they praise in it."""
    said = "这件羊毛大衣质量好不好会不会起球啊有人买过吗"
    assert not any(live.say(number, f"v{number}", said) for number in range(20))


def test_many_who_complain_in_the_same_words_are_no_shills(live: Live) -> None:
    """They are an incident."""
    said = "上周买的大衣到现在还没有发货客服也没有人理太差了"
    assert not any(live.say(number, f"v{number}", said) for number in range(20))


def test_the_password_of_a_draw_is_no_shills(live: Live) -> None:
    """Where everybody is meant to type the same: by its words, or because the host's side has said it."""
    password = "双十一福袋冲冲冲品质好物带回家"
    assert not any(live.say(number, f"v{number}", password) for number in range(20))
    asked = "想要的姐妹公屏打:闭眼入的羊绒大衣真的太值了"
    assert not live.say(30, "host", asked, staff=True)
    assert not any(live.say(31 + number, f"w{number}", "闭眼入的羊绒大衣真的太值了") for number in range(20))


def test_copies_of_a_long_text_are_a_shills(live: Live) -> None:
    """Also without praise; beyond some dozens of viewers they were asked to type it."""
    said = "我昨天晚上从另外一个直播间过来今天打算在这里坐一个晚上"
    marks = [live.say(number, f"v{number}", said) for number in range(60)]

    assert not any(marks[:3])
    assert {"shill"} == marks[3] == marks[39]
    assert set() == marks[59]


def test_the_same_lines_in_the_same_order_are_a_script(live: Live) -> None:
    """Three viewers who say the same two things one after the other, too short to tell by one alone."""
    marks = []
    for number in range(3):
        live.say(100 * number, f"v{number}", "刚刚收到货啦")
        marks.append(live.read(100 * number + 20, f"v{number}", "质量真的很不错").marks)

    assert [(), (), (Mark(kind="shill", count=3),)] == marks


def test_what_was_said_long_ago_makes_no_shill(live: Live) -> None:
    """Ten minutes are remembered."""
    assert not any(live.say(301 * number, f"v{number}", PRAISE) for number in range(8))


# Verdicts


def test_disguised_bait_that_asks_nothing_becomes_spam(live: Live) -> None:
    """Triage took it for chat; nobody has to answer it, and the figures leave it out."""
    verdict = live.read(1, "a", "🅥🅧 77889911")

    assert ("spam", None) == (verdict.intent, verdict.lane)


def test_what_asks_keeps_its_lane_and_its_subject(live: Live, triage: Triage) -> None:
    """A mark never takes a question out of the queue."""
    text = "什么时候发货 急的话加我微信kk889900"
    verdict, before = live.read(1, "a", text), triage.read(text)

    assert ("question", before.intent, before.topic) == (verdict.lane, verdict.intent, verdict.topic)
    assert "contact_bait" in {mark.kind for mark in verdict.marks}


def test_backlog_and_the_hosts_side_bear_no_mark(live: Live) -> None:
    """What is replayed came all at once, and a shop may tell its own address."""
    assert not any(live.say(1, "a", "加我微信有惊喜", history=True) for _ in range(10))
    assert not any(live.say(1, "a", "加我微信有惊喜", staff=True) for _ in range(10))


def test_a_comment_without_a_mark_keeps_its_verdict(live: Live, triage: Triage) -> None:
    """The very same object: nothing is copied for most comments."""
    assert triage.read("多少钱") is live.read(1, "a", "多少钱")


def test_without_words_floods_are_still_seen(triage: Triage) -> None:
    """Where no lexicon is at hand."""
    live = Live(triage, Lures.load(Path(__file__).parents[2] / "config" / "lexicon"))
    live._trust = Trust()
    marks = [live.say(number, "a", "加我微信有惊喜") for number in range(6)]
    assert (set(), {"flood"}) == (marks[0], marks[-1])


# Properties

COMMENTS = st.lists(
    st.tuples(
        st.integers(min_value=-10, max_value=2**45),
        st.sampled_from(["p:a", "p:b", "p:@c", "p:@#x"]),
        st.sampled_from([PRAISE, "666", "多少钱", "加v 77889911aa", ""]) | st.text(max_size=60),
        st.booleans(),
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(COMMENTS)
def test_any_comments_are_judged_and_always_alike(
    triage: Triage, lures: Lures, comments: list[tuple[int, str, str, bool]]
) -> None:
    """No text, time or order raises; the same comments get the same marks; nothing leaves its lane."""

    def told() -> list[Verdict]:
        live = Live(triage, lures)
        return [live.read(at / 1000, viewer, text, staff=staff) for at, viewer, text, staff in comments]

    verdicts = told()
    assert verdicts == told()
    for verdict, (_, _, text, _) in zip(verdicts, comments, strict=True):
        assert triage.read(text).lane == verdict.lane
        assert all(mark.reason for mark in verdict.marks)


HOSTILE = [
    "微-信 " * 2_500,
    "加v1" * 2_500,
    "1 " * 5_000,
    "好用" * 5_000,
    "ab" * 5_000,
    "加群领系统提示恭喜您中奖请点击" * 600,
    "🅥🅧➕🐧" * 2_500,
    "😭" * 10_000,
    "\ud800" * 10_000,
    "a-b-c-" * 1_600,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_takes_long(triage: Triage, lures: Lures, text: str) -> None:
    """Ten thousand characters of anything, from many viewers, are judged in 2 ms each (the quickest of twenty; the machine may be busy)."""
    trust, verdict = Trust(lures), triage.read(text)
    times = []
    for number in range(20):
        viewer = f"p:{number % 3}"
        comment = CommentReceived(
            at=number, feed="f", id=str(number), text=text, viewer=viewer, name="a", platform="p"
        )
        begun = time.perf_counter()
        trust.judge(comment, verdict)
        times.append(time.perf_counter() - begun)
    assert 0.002 > min(times[10:])


def test_memory_is_bounded() -> None:
    """However many viewers there are, and however much they say."""
    floods, shills = Floods(), Shills()
    for number in range(30_000):
        text = f"第{number}个人说这个{number}真的太好用了我已经回购{number}次了"
        viewer = f"p:{number % 20_000}"
        floods.hear(number, viewer, fold(text), laned=False)
        shills.hear(number, viewer, fold(text), praises=True)
        shills.follow(number, viewer, f"{number}前面的那一句", fold(text))
    for number in range(10_000):
        shills.hear(number, f"p:{number}", fold(PRAISE), praises=True)
        floods.hear(number, "p:1", "666", laned=False)
    assert 2 * MOST_VIEWERS >= len(floods)
    assert 2 * MOST_TEXTS >= len(shills)
    assert 100 > max(len(text.sayers) for text in shills._texts.values())
    assert 20 > max(map(len, floods._now.values()))
