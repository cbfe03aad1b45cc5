"""What holds for any text whatever."""

import re

from hypothesis import given
from hypothesis import strategies as st

from console.triage.personal import find, hides, masked, tails

ANYTHING = st.text(st.characters(), max_size=200)
PIECES = (
    *(
        "13800138000",
        "138 0013 8000",
        "一三八",
        "110105",
        "19491231",
        "002X",
        "021-",
        "+86",
        "00852",
        "6225880137706868",
    ),
    *(
        "尾号",
        "后四位",
        "订单号",
        "快递",
        "SF",
        "微信",
        "加",
        "qq",
        "a@b.cc",
        "wechat id ",
        "收货人",
        "张三",
        "姓名:",
    ),
    *(
        "文三路",
        "12号",
        "3栋",
        "2单元",
        "501",
        "西湖区",
        "幸福小区",
        "地址",
        "寄到",
        "10 Rose Hill Road",
        "Apt 4B",
    ),
    *(" ", "-", "*", "**34", "元", "，", "o", "l", ".", "7", "2024", "🍎", "1️⃣", "的", "\ud83d"),
)
LIKELY = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
TEXTS = ANYTHING | LIKELY


@given(TEXTS)
def test_masking_twice_is_masking_once(text: str) -> None:
    """What is masked holds nothing more to mask, and a text that hides nothing is left alone."""
    once = masked(text)

    assert () == find(once)
    assert once == masked(once)
    assert hides(text) == (once != text)


@given(TEXTS)
def test_pieces_are_in_order_and_apart(text: str) -> None:
    """Every piece lies within the text and begins where the one before has ended, or later."""
    reached = 0
    for piece in find(text):
        assert reached <= piece.start < piece.end <= len(text)
        reached = piece.end


@given(
    st.lists(st.sampled_from(["发货", "吗", "码数", "谢谢", "，", "主播", "求", "了"])),
    st.integers(0, 9**9),
    st.sampled_from("356789"),
)
def test_no_mobile_number_is_ever_shown(words: list[str], rest: int, second: str) -> None:
    """Whatever is said around it, however its eleven digits fall."""
    number = f"1{second}{rest:09}"
    said = "".join(words)

    assert number not in masked(f"{said}{number}{said}")
    assert number[:9] not in re.sub(
        "[^0-9]", "", masked(f"{said}{number[:3]}-{number[3:7]}-{number[7:]}{said}")
    )


@given(TEXTS)
def test_tails_show_two_digits(text: str) -> None:
    """Any string is accepted, and no tail is ever told in full."""
    for kind, shown in tails(text):
        assert kind in {"order", "phone"}
        assert re.fullmatch(r"\*{2,4}[0-9]{2}", shown)
