"""Folding: what is made equal, what is kept apart, and that nothing breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.triage import fold
from console.triage.fold import LONGEST

ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=60)  # lone surrogates included
AWKWARD = st.text(
    alphabet="aA哈[]捂脸\u200d\u0301\u030c\u1100\u1161 \t麼麽發xXJＸ6６😭🔗\ufe0fがｶﾞ.。…？?\ud800ﷺ",
    max_size=20,
)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("绒裤怎么还没给我发??", "絨 褲 怎 麼 還 沒 給 我 發？？？？"),
        ("哈哈", "哈哈哈哈哈哈"),
        ("6666", "６６６６"),
        ("xxxl码还有吗", "XXXL 码 还有吗"),
        ("iphone 15有货吗", "iPhone 15  有货吗"),
        ("多少钱", "多少💰😭"),
        ("求绒裤链接", "[捂脸]求绒裤🔗"),
        ("3号链接", "3️⃣号链接"),
        ("掉色吗", "掉\u200b色\u00ad吗"),
        ("how much", "  HOW\tMUCH "),
        ("好,多少钱?", "好，多少钱？"),
        ("", "👍🏻❤️"),
    ],
)
def test_what_looks_different_and_means_the_same_folds_to_one_form(expected: str, text: str) -> None:
    """Width, case, script, spacing, repeats and pictures make no difference; digits and sizes stay."""
    assert expected == fold(text)


@given(ANY_TEXT | AWKWARD)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folded form, whatever was typed."""
    assert fold(text) == fold(fold(text))


@given(ANY_TEXT)
def test_a_folded_text_is_bounded(text: str) -> None:
    """However long a text becomes on the way, no more than `LONGEST` characters are left."""
    assert LONGEST >= len(fold(text * 20))


@given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="["), max_size=40))
def test_plain_ascii_only_loses_case_spacing_and_repeats(text: str) -> None:
    """The short road for ASCII gives what the long one gives."""
    assert fold(text) == fold(text + "\u200b")
