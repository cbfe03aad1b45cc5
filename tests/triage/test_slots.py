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
        ("1.5kg", []),
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
        ("几号链接", None),
        ("11月3号", None),
    ],
)
def test_a_product_is_meant_by_its_number_and_not_by_a_date(text: str, expected: str | None) -> None:
    """3号链接 is a product, 3号能到 a day and 39号 a shoe."""
    assert expected == read_slots(fold(text), [])[0]


def test_colours_and_places_come_under_their_canonical_names(triage: Triage) -> None:
    """The lists name a colour or a place once, however it is written."""
    assert (("colour", "黑色"), ("place", "新疆")) == triage.read("黑的能发烏魯木齊吗").slots


@given(st.text(alphabet="0123456789.一二两十百号链接码斤高重米块元¥$xslm件个kg /第#٣", max_size=20))
def test_any_string_of_numbers_and_units_can_be_read(text: str) -> None:
    """No arrangement of digits and units is an error, and what is found is sorted and without repeats."""
    _, slots = read_slots(fold(text), [])
    assert slots == tuple(sorted(set(slots)))
