"""Folding: what is made equal, what is kept apart, and that nothing breaks it."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.triage import fold
from console.triage.fold import LONGEST
from console.triage.spellings import AMONG_CHINESE, MAYBE_UNUSUAL, UNUSUAL

SURROUNDINGS = re.compile(r"\(.*?\)")
UNUSUAL_WORDS = [
    (word, usual) for usual, patterns in UNUSUAL.items() for word in SURROUNDINGS.sub("", patterns).split("|")
]

ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=60)  # lone surrogates included
AWKWARD = st.text(
    alphabet='aA哈[]捂脸\u200d\u0301\u030c\u1100\u1161 \t麼麽發xXJＸ6６😭🔗\ufe0fがｶﾞ.。…？?\ud800ﷺ!~"“@:_()^T啊吗么',
    max_size=20,
)
OF_UNUSUAL_WORDS = st.lists(
    st.sampled_from(
        [
            *(word for word, _ in UNUSUAL_WORDS),
            *AMONG_CHINESE,
            "u",
            *"有没你我好求费发退包健的吗么货链接多少钱? ,~1",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("绒裤怎么还没给我发?", "絨 褲 怎 麼 還 沒 給 我 發？？？？"),
        ("哈哈", "哈哈哈哈哈哈"),
        ("6666", "６６６６"),
        ("xxxl码还有吗", "XXXL 码 还有吗"),
        ("iphone 15有货吗", "iPhone 15  有货吗"),
        ("多少钱", "多少💰😭"),
        ("求绒裤链接", "[捂脸]求绒裤🔗"),
        ("3号链接", "3️⃣号链接"),
        ("3号链接", "❸号链接"),
        ("掉色吗", "掉\u200b色\u00ad吗"),
        ("how much", "  HOW\tMUCH "),
        ("好,多少钱?", "好，多少钱？"),
        ("", "👍🏻❤️"),
        ("有货", "有货！！！～～"),
        ("有货吗", "有货吗？！"),
        ("好看", "[666]好看[吃瓜群众][OK]"),
        ("hi", ":face-blue-smiling: hi"),
        ("没抢到", "T_T 没抢到(๑•̀ㅂ•́)و"),
        ("多少钱", "@小店助理 多少钱"),
        ("多少钱", "多少钱，多少钱，多少钱！"),
        ("price", "price price price"),
        ("加绒的有吗", "➕绒的🈶吗"),
        ("急用", "「急用」"),
    ],
)
def test_what_looks_different_and_means_the_same_folds_to_one_form(expected: str, text: str) -> None:
    """Width, case, script, spacing, repeats, marks at the end and pictures make no difference; digits and sizes stay."""
    assert expected == fold(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("怎么还没有发货啊", "肿么还木有发或啊啊啊"),
        ("你们非常好", "泥萌灰常好"),
        ("领券", "领劵"),
        ("优惠券咋用", "优惠卷咋用"),
        ("啥时候才退款给我呢", "啥时候才退宽给我呢"),
        ("求链接", "求连接"),
        ("6号链接", "6号lj"),
        ("可以退吗", "可以退么？"),
        ("好的", "好哒"),
        ("多少钱", "DSQ"),
        ("有没有优惠券", "ymy yhq"),
        ("发货了吗", "fh了吗"),
        ("怎么买", "zenme买"),
        ("where are you thanks", "where r u thx"),
        ("i don't like it", "i dont like it"),
    ],
)
def test_unusual_spellings_fold_to_the_usual_one(expected: str, text: str) -> None:
    """Spellings for fun, slips of the pen, initials, pinyin and the English of chats."""
    assert expected == fold(text)


@pytest.mark.parametrize(
    "text",
    [
        "这个实木有味道吗",
        "蓝牙连接不上",
        "瑞士卷好吃吗",
        "刀片卷起来了",
        "酱紫色有吗",
        "中介个人都行",
        "什么",
        "怎么",
        "就这么",
        "特么",
        "一滴",
        "包油条吗",
        "辣鸡翅",
        "发获得的奖",
        "退或换都行",
        "u型枕",
        "the th of it",
        "r&b",
        "1212",
        "6666",
        "穿什么穿什么",
        "haha haha",
        "好看!真好看",
    ],
)
def test_what_only_looks_unusual_stays(text: str) -> None:
    """A word that means something where it stands is no slip of the pen."""
    assert text == fold(text)


def test_putting_right_comes_to_an_end() -> None:
    """Every unusual word is found at a glance, and holds a character that no usual one brings back."""
    brought = set("".join(UNUSUAL))
    for word, _ in UNUSUAL_WORDS:
        assert MAYBE_UNUSUAL.search(word)
        assert set(word) - brought
    assert all(usual == fold(usual) for usual in UNUSUAL)


@given(ANY_TEXT | AWKWARD | OF_UNUSUAL_WORDS)
@settings(max_examples=500)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folded form, whatever was typed."""
    assert fold(text) == fold(fold(text))


@given(ANY_TEXT | OF_UNUSUAL_WORDS)
def test_a_folded_text_is_bounded(text: str) -> None:
    """However long a text becomes on the way, no more than `LONGEST` characters are left, and they are folded."""
    folded = fold(text * 20)
    assert LONGEST >= len(folded)
    assert folded == fold(folded)


@given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="[(_:"), max_size=40))
def test_plain_ascii_folds_as_any_text_does(text: str) -> None:
    """The short road for ASCII gives what the long one gives."""
    assert fold(text) == fold(text + "\u200b")


@pytest.mark.parametrize(
    "nested", ["[捂" * 66 + "脸]" * 66, "(^" * 90 + "^)" * 90, "木有" * 100, "@a " * 70, "多少钱" * 70]
)
def test_what_is_nested_or_piled_up_folds_in_a_millisecond(nested: str) -> None:
    """Every layer that falls off may uncover another; best of five, the machine may be busy."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        fold(nested)
        times.append(time.perf_counter() - begun)
    assert 0.001 > min(times)
