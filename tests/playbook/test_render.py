"""Filling a script's variables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.playbook import Unresolved, render
from console.playbook.render import is_malformed, variables_in

NAMES = st.sampled_from(["viewer", "price", "product"])
PLAIN = st.text(st.characters(exclude_characters="{}|", exclude_categories=["Cs"]), max_size=12)


def test_a_value_takes_the_place_of_its_variable() -> None:
    """A known value is said where the variable stands."""
    assert ("小雨，到手价 99 元", ()) == render(
        "{{viewer}}，到手价 {{ price }} 元", {"viewer": "小雨", "price": "99"}
    )


@pytest.mark.parametrize("values", [{}, {"viewer": ""}, {"viewer": "  "}])
def test_a_missing_or_blank_value_gives_way_to_the_fallback(values: dict[str, str]) -> None:
    """Nobody is greeted with an empty name."""
    assert ("亲，在的", ()) == render("{{viewer|亲}}，在的", values)


def test_an_empty_fallback_leaves_nothing_behind() -> None:
    """A script may say that a variable is optional."""
    assert ("在的", ()) == render("{{viewer|}}在的", {})


def test_an_unresolved_variable_is_reported_where_the_cursor_must_go() -> None:
    """Positions count in the rendered text, after earlier variables were filled."""
    rendered = render("{{viewer}}，到手价 {{price}}，{{gift}}", {"viewer": "一二三四"})
    assert (Unresolved("price", 9, 18), Unresolved("gift", 19, 27)) == rendered.unresolved
    assert ["{{price}}", "{{gift}}"] == [rendered.text[start:end] for _, start, end in rendered.unresolved]


def test_a_viewer_name_that_looks_like_a_variable_is_not_expanded() -> None:
    """Foreign values are plain text, whatever they contain."""
    values = {"viewer": "{{price}}{{x|y}}\\1\\g<name>", "price": "1"}
    assert ("{{price}}{{x|y}}\\1\\g<name>，1", ()) == render("{{viewer}}，{{price}}", values)


@given(
    st.lists(st.tuples(PLAIN, NAMES, st.none() | PLAIN)), st.dictionaries(NAMES, st.text(max_size=8)), PLAIN
)
def test_every_unresolved_span_names_its_variable(
    parts: list[tuple[str, str, str | None]], values: dict[str, str], tail: str
) -> None:
    """For any script, the text between start and end is exactly the variable that is missing."""
    text = "".join(
        plain + "{{" + name + ("" if fallback is None else "|" + fallback) + "}}"
        for plain, name, fallback in parts
    )
    rendered = render(text + tail, values)
    spans = [rendered.text[start:end] for _, start, end in rendered.unresolved]
    missing = [name for _, name, fallback in parts if fallback is None and not values.get(name, "").strip()]
    assert ["{{" + name + "}}" for name in missing] == spans
    assert [name for _, name, _ in parts] == list(variables_in(text))


@pytest.mark.parametrize("text", ["{{price}", "{price}}", "{{}}", "{{ }}", "{{a b}}", "{{price|{{x}}}}"])
def test_braces_that_do_not_match_are_malformed(text: str) -> None:
    """A slip of the braces would otherwise be read out to the viewers."""
    assert is_malformed(text)


def test_single_braces_are_just_text() -> None:
    """A smiley in braces is nobody's variable."""
    assert not is_malformed("{^_^} {{viewer|亲}}")
