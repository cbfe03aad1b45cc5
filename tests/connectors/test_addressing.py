"""Replies begin with the names of those they answer."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.mentions import addressed


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=5))
def test_names_never_cost_the_text(text: str, names: list[str]) -> None:
    """As many names as fit stand before it; the text itself is whole."""
    said = addressed(text, names, 200)

    assert said.endswith(text)
    assert len(said) <= 200


def test_a_reply_begins_with_the_names() -> None:
    """There are no threads: the name says who is meant, with one @ whatever the platform shows."""
    assert "@小鱼 @fan 有货" == addressed("有货", ["小鱼", "@fan"], 200)
    assert "@小鱼 有货" == addressed("有货", ["小鱼", "@fan"], 7)
    assert "有货" == addressed("有货", [], 200)
