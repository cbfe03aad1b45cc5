"""The little language of the word lists."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.triage.fold import fold
from console.triage.matcher import Matcher
from console.triage.patterns import PatternError, read_pattern

GROUPS = {"很": ("太", "真"), "件": ("件", "瓶")}


def found(pattern: str, text: str, groups: Mapping[str, Sequence[str]] = GROUPS) -> list[str]:
    """Return the parts of a text a single pattern finds."""
    cues = (("word", cue) for cue in read_pattern(pattern, groups))
    folded = fold(text)
    return [folded[hit.start : hit.end] for hit in Matcher({"layer": cues}).find(folded)[0]]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("掉色", "这件會掉色吗", ["掉色"]),
        ("(什么|啥)时候", "啥时候轮到发我的", ["啥时候"]),
        ("(能|)退货", "退货吗", ["退货"]),
        ("<很>贵", "也太贵了", ["太贵"]),
        ("(<很>|不)贵", "不贵", ["不贵"]),
        ("怎么…发货", "怎么还没给我发货", ["怎么还没给我发货"]),
        ("怎么...发货", "怎么还没给我发货", ["怎么还没给我发货"]),
        ("怎么…发货", "怎么回事,发货了吗", []),
        ("怎么…发货", "怎么一二三四五六七八九发货", []),
        ("怎么…发货", "发货怎么", []),
        ("when…ship", "when are you going to ship", ["when are you going to ship"]),
        ("满#减", "满300减40", ["满300减"]),
        ("满#减", "满减", []),
        ("#斤", "我140斤", ["140斤"]),
        ("身高#", "身高165的", ["身高165"]),
        ("^价格$", "价格?", ["价格"]),
        ("^价格$", "亲,价格", ["价格"]),
        ("^价格$", "这个价格", []),
        ("^价格", "主播价格呢", ["价格"]),
        ("发$", "还没发!", ["发"]),
        ("发$", "发货", []),
        ("refund", "a refund please", ["refund"]),
        ("refund", "refunded", []),
        ("refund*", "refunded", ["refunded"[:6]]),
        ("m码", "xm码", []),
        ("m码", "要m码", ["m码"]),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, expected: list[str]) -> None:
    """Each sign of the language means what the lists' heading says."""
    assert expected == found(pattern, text)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^$",
        "(掉色",
        "掉色)",
        "掉|色",
        "…发货",
        "怎么…",
        "😭",
        "a^b",
        "掉$色",
        "<哪>贵",
        "(见<很>|好)",
        "#",
        "<很>" * 20,
    ],
)
def test_a_slip_of_the_pen_is_refused_in_both_languages(pattern: str) -> None:
    """A line that cannot be read says why, in 中文 and in English."""
    with pytest.raises(PatternError) as caught:
        read_pattern(pattern, GROUPS)
    assert caught.value.zh
    assert caught.value.en


def test_an_unknown_group_names_the_closest_one() -> None:
    """A mistyped group comes back with the one that was probably meant."""
    with pytest.raises(PatternError, match="远方"):
        read_pattern("<远方们>发货", {"远方": ("新疆",)})


def test_a_longer_word_silences_those_it_covers() -> None:
    """Of two words over the same characters the longer one is meant; the very same characters may mean two things."""
    lines = {"praise": "没有毛边", "fault": "毛边", "other": "没有毛边"}
    matcher = Matcher({"layer": [(name, cue) for name, line in lines.items() for cue in read_pattern(line)]})
    assert ["other", "praise"] == sorted(hit.name for hit in matcher.find("没有毛边")[0])
    assert ["fault"] == [hit.name for hit in matcher.find("有毛边")[0]]


def test_a_gap_silences_only_what_begins_or_ends_with_it() -> None:
    """还…呢 takes the 呢 with it, and leaves the 哪里 between alone."""
    lines = {"none": "还…呢", "ask": "呢", "which": "哪里"}
    matcher = Matcher({"layer": [(name, cue) for name, line in lines.items() for cue in read_pattern(line)]})
    assert ["none", "which"] == sorted(hit.name for hit in matcher.find("还在哪里呢")[0])


@given(st.text(alphabet="掉色(|)<>很…#^$*.a 货😭", max_size=12))
def test_any_line_is_read_or_refused(pattern: str) -> None:
    """Nothing a shop may type ends in anything but cues or a reason."""
    try:
        cues = read_pattern(pattern, GROUPS)
    except PatternError:
        return
    assert cues
    assert all(cue.literal for cue in cues)
