"""Sizes, measures, quantities, prices, colours, places and product mentions, each in one canonical form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.triage import Triage, fold
from console.triage.slots import read_slots


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M码还有吗", [("size", "M")]),
        ("XXL和2xl", [("size", "2XL")]),
        ("xxxl xs", [("size", "3XL"), ("size", "XS")]),
        ("小码均码", [("size", "均码"), ("size", "小码")]),
        ("大号有吗", [("size", "大码")]),
        ("38码 42.5码", [("size", "38"), ("size", "42.5")]),
        ("39号还有吗", [("size", "39")]),
        ("size 8 please", [("size", "8")]),
        ("i'm 5 m away", []),
        ("身高165体重110", [("measures", "165cm 110斤")]),
        ("1米65，55公斤", [("measures", "165cm 110斤")]),
        ("165/110穿什么", [("measures", "165cm 110斤")]),
        ("160斤穿多大", [("measures", "160斤")]),
        ("5斤多少钱", [("quantity", "5斤")]),
        ("两瓶和2瓶", [("quantity", "2瓶")]),
        ("十二件", [("quantity", "12件")]),
        ("这一件和第三个", []),
        ("99块", [("price", "99")]),
        ("9块9包邮", [("price", "9.9")]),
        ("￥9.90", [("price", "9.9")]),
        ("9.9包邮", [("price", "9.9")]),
        ("$12.5", [("price", "$12.5")]),
        ("1.5kg", [("quantity", "3斤")]),
        ("38的还有吗", [("size", "38")]),
        ("39有货没", [("size", "39")]),
        ("怎么选不了36", [("size", "36")]),
        ("还有没有39的 急", [("size", "39")]),
        ("98斤穿38会不会紧", [("measures", "98斤"), ("size", "38")]),
        ("到手39还有优惠吗", []),
        ("48小时能发吗", []),
        ("26号能发吗", []),
        ("36天了", []),
        ("39包邮吗", []),
        ("还有38单吗", [("quantity", "38单")]),
        ("30毫升有吗", [("size", "30ml")]),
        ("50ml有吗", [("size", "50ml")]),
        ("1升装", [("size", "1000ml")]),
        ("500克的", [("size", "500g")]),
        ("1.5米还有吗", [("size", "1.5米")]),
        ("一米五的有货没", [("size", "1.5米")]),
        ("1米8的还有没", [("size", "1.8米")]),
        ("1.8的有不", [("size", "1.8米")]),
        ("两米的有吗", [("size", "2米")]),
        ("一米七五 130斤", [("measures", "175cm 130斤")]),
        ("我1米8穿多大", [("measures", "180cm")]),
        ("豆绿色有吗", [("colour", "豆绿色")]),
        ("什么颜色", []),
        ("掉色吗", []),
        ("四件套", []),
        ("我要买大一号", []),
    ],
)
def test_what_tells_two_wishes_apart_has_one_form(text: str, expected: list[tuple[str, str]]) -> None:
    """Different spellings of one size, price or amount are the same slot."""
    assert tuple(expected) == read_slots(fold(text), [])[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3号链接多少钱", "3"),
        ("三号链接还有吗", "3"),
        ("链接12", "12"),
        ("十二号多少钱", "12"),
        ("第二个链接呢", "2"),
        ("link 3 how much", "3"),
        ("#7 please", "7"),
        ("3号能到吗", None),
        ("3号发货吗", None),
        ("39号有吗", None),
        ("绒裤是几号链接", None),
        ("11月3号", None),
    ],
)
def test_a_product_is_meant_by_its_number_and_not_by_a_date(text: str, expected: str | None) -> None:
    """3号链接 is a product, 3号能到 a day and 39号 a shoe."""
    assert expected == read_slots(fold(text), [])[0]


def test_colours_and_places_come_under_their_canonical_names(triage: Triage) -> None:
    """The lists name a colour or a place once, however it is written."""
    assert (("colour", "黑色"), ("place", "新疆")) == triage.read("黑的能发烏魯木齊吗").slots


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("栗色 38的还有吗", (("colour", "栗色"), ("size", "38"))),
        ("雾霾蓝色还有吗", (("colour", "雾霾蓝"),)),
        ("豆沙粉的有吗", (("colour", "豆沙粉"),)),
        ("深蓝有吗", (("colour", "深蓝"),)),
        ("小瓶装有货没", (("size", "小瓶"),)),
        ("毛衣现在到手多少", (("item", "毛衣"),)),
        ("坚果礼盒多少钱", (("item", "坚果礼盒"),)),
        ("空气炸锅还有吗", (("item", "空气炸锅"),)),
        ("会掉色吗", (("fault", "掉色"),)),
        ("会不会褪色", (("fault", "掉色"),)),
        ("起球吗", (("fault", "起球"),)),
        ("缩水吗", (("fault", "缩水"),)),
        ("黑色显胖吗", (("colour", "黑色"), ("trait", "显胖"))),
        ("明天能发吗", (("day", "明天"),)),
    ],
)
def test_what_the_lists_name_is_never_merged_over(
    triage: Triage, text: str, expected: tuple[tuple[str, str], ...]
) -> None:
    """Colours, packs, goods, faults and days, each under one name."""
    assert expected == triage.read(text).slots


@given(st.text(alphabet="0123456789.一二两十百号链接码斤高重米块元¥$xslm件个kg /第#٣", max_size=20))
def test_any_string_of_numbers_and_units_can_be_read(text: str) -> None:
    """No arrangement of digits and units is an error, and what is found is sorted and without repeats."""
    _, slots = read_slots(fold(text), [])
    assert slots == tuple(sorted(set(slots)))
