"""The hand-written lines: many, distinct, complete, and hostile where they are meant to be."""

import re
from typing import get_args

import pytest

from connectors.demo.catalogue import Catalogue, Product, read
from connectors.demo.phrases import FILES, Group, Groups, Phrases
from connectors.demo.rundown import Moment
from connectors.text import clean

GROUPS = tuple(group for name in FILES for group in read(f"lines/{name}.toml", Groups).group)
SHOP = read("catalogue.toml", Catalogue)
OCCASIONS = ("bought", "nudge", "again", "thanks", "further")


def test_there_is_plenty_to_say() -> None:
    """Hundreds of distinct lines are written by hand; variation comes on top."""
    assert len({line for group in GROUPS for line in group.lines}) >= 400


def test_groups_bear_different_names() -> None:
    """A product's hot topics name groups, so a name must mean one."""
    names = [group.name for group in GROUPS]

    assert sorted(set(names)) == sorted(names)
    assert {topic for product in SHOP.products for topic in product.hot} <= set(names)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_a_group_can_be_heard(group: Group) -> None:
    """Each group suits some product and is said at some moment or on some occasion."""
    assert [product for product in SHOP.products if group.suits(product)]
    assert group.when in {"", *get_args(Moment), *OCCASIONS}


def test_every_way_to_write_a_size_or_colour_is_known() -> None:
    """A product's sizes and colours all have spellings, and none of them stands for two things in one product."""
    for product in SHOP.products:
        written = [spelling for slot in product.sizes + product.colours for spelling in SHOP.spellings[slot]]
        assert len(written) == len(set(written)), product.id


@pytest.mark.parametrize("product", SHOP.products, ids=lambda product: product.id)
@pytest.mark.parametrize("moment", [*get_args(Moment), *OCCASIONS])
def test_fields_are_filled_in(product: Product, moment: str) -> None:
    """No comment shows a field's braces, whatever is on air; only the hostile lines carry braces."""
    state = 1

    def roll() -> float:
        nonlocal state
        state = state * 48_271 % 2_147_483_647
        return state / 2_147_483_647

    phrases = Phrases(SHOP, roll)
    said = {phrases.utter(phrases.pick(moment, product)) for _ in range(1_000)}

    assert not [text for text in said if re.search(r"\{[a-z]+\}", text) and "{shop}" not in text]


def test_the_hostile_lines_are_raw_in_the_file() -> None:
    """Most of them carry what `clean` takes out: otherwise they would prove nothing."""
    hostile = next(group for group in GROUPS if group.name == "hostile")
    hidden = next(group for group in GROUPS if group.name == "hidden_question")

    assert sum(clean(line) != line for line in hostile.lines) >= 9
    assert {"包邮吗", "多久发货"} == {clean(line) for line in hidden.lines}


def test_nobody_real_can_be_reached() -> None:
    """No line holds a telephone number, a mail address or a site that could exist."""
    reachable = re.compile(r"1[3-9]\d{9}|\w@\w|https?://(?!example\.invalid)|www\.")

    assert not [line for group in GROUPS for line in group.lines if reachable.search(line)]
