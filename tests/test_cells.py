"""Any text becomes rows of exactly so many cells, and nothing in it can act on the terminal."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from console.cells import PLACEHOLDER, cut, fit, safe, wrap
from console.screens.strips import ends, row

NASTY = (
    "什么时候发货呀",
    "\x1b]52;c;aGk=\x07复制",
    "\x9b31m红\x00色\x7f",
    "[/red][@click=app.quit]点我[/]",
    "左\u202e右\u2066左",
    "❤️☎️1️⃣ 👍🏽👍🏿 👨‍👩‍👧‍👦 🏳️‍🌈 🇨🇳🇯🇵",
    "🫠🫨🪿 𠀀𠮷 𝓗𝓮𝔂 🅰🅱 ㊗️",
    "e\u0301" * 40 + "\u0301" * 200,
    "ที่นี่ นมัสเต नमस्ते بكم 얼마예요 각",
    "\u200b\u200d\ufeff\u00ad",
    "！＂＃　全角　空格",
    "\ud800 lone",
    "\t制表\n换行\r回车\u2028段",
    "\U000e0041\U000e0042tags \ue000\uf8ff",
    "🀄🃏🈁 ⌚⏰⭐✅❌❓❗ ☰䷀",
)
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY)).map("".join))
widths = st.integers(20, 200)
PLAIN = Style()


@given(texts, widths)
def test_a_row_has_exactly_its_width(text: str, width: int) -> None:
    """Rows of the panes stand side by side: one cell too many would push the next pane."""
    strip = row([("? ", PLAIN), (text, PLAIN), (" ", PLAIN), (text, PLAIN)], width)

    assert width == strip.cell_length == cell_len(strip.text)


@given(texts, texts, widths)
def test_a_row_with_two_ends_has_exactly_its_width(left: str, right: str, width: int) -> None:
    """However long either end is."""
    assert width == cell_len(ends([(left, PLAIN)], [(right, PLAIN)], width).text)


@given(texts)
def test_every_sign_is_as_wide_alone_as_in_company(text: str) -> None:
    """A terminal that knows no joined signs counts the same cells as one that does."""
    drawn = safe(text)

    assert cell_len(drawn) == sum(map(cell_len, drawn))


@given(texts)
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    """No controls, no invisible signs, no line breaks."""
    kinds = {unicodedata.category(sign) for sign in safe(text)}

    assert set() == kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Me", "Mc"}


@given(texts)
def test_drawing_twice_changes_nothing(text: str) -> None:
    """What is safe stays as it is."""
    assert safe(text) == safe(safe(text))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("❤️ 1️⃣号", "❤ 1号"),
        ("👍🏽", "👍"),
        ("👨‍👩‍👧", "👨"),
        ("🇨🇳", "CN"),
        ("𝓗𝓲", "Hi"),
        ("🫠", PLACEHOLDER),
        ("☰", PLACEHOLDER),
        ("ที่", "ที่"),
        ("각", "각"),
        ("[/red]", "[/red]"),
        ("\x1b[31m", "[31m"),
    ],
)
def test_signs_of_an_uncertain_width_are_folded(text: str, drawn: str) -> None:
    """Emoji newer than Unicode 13 and joined ones take 0, 1, 2 or 4 cells, depending on the terminal."""
    assert drawn == safe(text)


def test_a_tower_of_marks_stays_low() -> None:
    """Marks are stacked twice at most, however many were typed."""
    assert 3 == len(safe("x" + "\u0323" * 300))


@given(texts, st.integers(0, 60))
def test_cutting_says_that_something_is_missing(text: str, width: int) -> None:
    """A cut text ends in … and is never wider than allowed."""
    short = cut(text, width)

    assert cell_len(short) <= width
    assert short == safe(text) or short.endswith("…") or width == 0


@given(texts, st.integers(0, 60), st.booleans())
def test_fitting_is_exact(text: str, width: int, right: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """Columns line up."""
    assert width == cell_len(fit(text, width, right=right))


@given(texts, st.integers(4, 80), st.integers(0, 6))
def test_wrapping_keeps_to_lines_and_cells(text: str, width: int, most: int) -> None:
    """At most so many lines, each at most so wide."""
    lines = wrap(text, width, most)

    assert len(lines) <= most
    assert all(cell_len(line) <= width for line in lines)


@given(st.text("亲发货四十八小时内 ab，。", max_size=80), st.integers(4, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    """Every sign is on one of the lines, in order."""
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", "".join(wrap(text, width, 1000)))


def test_lines_break_where_people_would() -> None:
    """Words stay whole, and no line begins with a comma."""
    assert ["please wait", "for us"] == wrap("please wait for us", 13, 5)
    assert ["说具体一", "点，我看"] == wrap("说具体一点，我看", 9, 5)


def test_what_does_not_fit_is_told() -> None:
    """The last line ends in … where text is left out."""
    assert ["亲，付款后", "48 小时内…"] == wrap("亲，付款后 48 小时内从杭州发出", 10, 2)
