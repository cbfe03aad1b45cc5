"""Comments that arrive as HTML become what a person would read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.reading.markup import plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("包邮吗", "包邮吗"),
        ("a <b>big</b> <i class='x'>one</i>", "a big one"),
        ('hi <img src="https://x/e.png" alt=":smile:"> you', "hi :smile: you"),
        ('<img src="https://x/e.png" alt="Kappa" title="Kappa" lang="en"> hi', "Kappa hi"),
        ('<img src="https://x/e.png">', ""),
        ("一<br>二<br/>三", "一 二 三"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<3 this", "<3 this"),
        ("<script>alert(1)</script>ok<style>p{}</style>", "ok"),
        ('<img alt="a>b &quot;c&quot;" onerror="alert(1)">', 'a>b "c"'),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ("&nbsp;x&nbsp;", "x"),
        ("", ""),
    ],
)
def test_markup_is_brought_to_text(markup: str, text: str) -> None:
    """Tags go, pictures are described, entities are resolved once."""
    assert text == plain(markup)


@pytest.mark.parametrize(
    "markup", ["<img " * 50_000, '<img alt="' + "a " * 50_000, "<b>" * 50_000, "&" * 99_999]
)
def test_hostile_markup_takes_no_longer(markup: str) -> None:
    """However it is nested or left open."""
    began = time.perf_counter()
    plain(markup)

    assert time.perf_counter() - began < 5


@given(st.text(st.characters(exclude_characters="<&\xa0")))
def test_text_without_markup_is_left_alone(text: str) -> None:
    """Not a character is touched."""
    assert text == plain(text)
