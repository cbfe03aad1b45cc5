"""How much of a script was changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.playbook import edit_ratio

SHORT = st.text("ab亲", max_size=8)


@pytest.mark.parametrize(
    ("script", "sent", "ratio"),
    [
        ("亲，48小时内发出", "亲，48小时内发出", 0.0),
        ("", "", 0.0),
        ("", "全是自己写的", 1.0),
        ("整句都删掉了", "", 1.0),
        ("abcd", "abXd", 0.25),
        ("abcd", "abcde", 0.2),
        ("kitten", "sitting", 3 / 7),
        ("abcd", "wxyz", 1.0),
    ],
)
def test_the_share_of_changed_characters(script: str, sent: str, ratio: float) -> None:
    """Edits are counted against the longer of the two texts."""
    assert ratio == pytest.approx(edit_ratio(script, sent))


@given(SHORT, SHORT)
def test_it_is_a_share_and_the_same_both_ways(left: str, right: str) -> None:
    """Never below 0 or above 1, 0 only for equal texts, and blind to which one came first."""
    ratio = edit_ratio(left, right)
    assert 0 <= ratio <= 1
    assert (left == right) == (ratio == 0)
    assert ratio == edit_ratio(right, left)


@given(SHORT, SHORT, SHORT)
def test_a_detour_never_needs_fewer_edits(first: str, second: str, third: str) -> None:
    """The edits behind the ratio obey the triangle inequality."""

    def edits(left: str, right: str) -> float:
        return edit_ratio(left, right) * max(len(left), len(right))

    assert edits(first, third) <= edits(first, second) + edits(second, third) + 1e-9
