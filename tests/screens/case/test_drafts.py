"""Drafts are kept per case and remember the script they began with."""

import pytest

from console.playbook import Script
from console.screens.case.drafts import EMPTY, Draft, Drafts

PRICE = Script(id="price", title="价格", texts=("到手价 99 元",))
SOON = Script(id="soon", title="马上看", texts=("马上帮您看",))


def test_a_draft_is_kept_until_it_is_empty() -> None:
    """Blank text is no draft."""
    drafts = Drafts()

    drafts.keep("1", Draft("您好"))
    assert drafts.has("1")
    assert "您好" == drafts.of("1").text

    drafts.keep("1", Draft(" \n"))
    assert not drafts.has("1")
    assert EMPTY == drafts.of("1")


def test_a_script_takes_the_place_of_an_untouched_one() -> None:
    """Trying one script after the other leaves no trace of the first."""
    first = EMPTY.insert(PRICE, "到手价 99 元", "到手价 99 元")
    assert first.is_untouched

    second = first.insert(SOON, "马上帮您看", "马上帮您看")

    assert SOON == second.script
    assert 0.0 == second.changed


def test_a_script_added_to_a_changed_one_leaves_the_first_as_origin() -> None:
    """The reply is counted for the script it began with."""
    changed = Draft("亲，到手价 99 元", PRICE, "到手价 99 元")
    assert not changed.is_untouched

    more = changed.insert(SOON, "马上帮您看", "亲，到手价 99 元马上帮您看")

    assert PRICE == more.script


def test_the_share_that_was_changed_is_measured_against_the_filled_text() -> None:
    """Distance over the longer length: two of ten characters added here."""
    assert pytest.approx(0.2) == Draft("到手价 99 元哦！", PRICE, "到手价 99 元").changed
    assert 0.0 == Draft("自己写的").changed
