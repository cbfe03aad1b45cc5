"""A shop's list of products: read, and what is wrong in it told with its line."""

from pathlib import Path

import pytest

from connectors.problem import UserProblem
from console.settings import paths
from console.triage.products import Product, load_products, read_products


def test_a_line_is_a_name_a_list_or_an_entry_with_an_id(tmp_path: Path) -> None:
    """The number of the link is the product's id, unless the feeds tell another."""
    file = tmp_path / "products.yaml"
    file.write_text(
        '1: 黑金牛肉酱\n02: [毛呢大衣, 大衣]\n3: {id: "3712008", names: [保温杯]}\nSKU-77: 空气炸锅\n',
        encoding="utf-8",
    )
    assert [
        Product("1", "1", ("黑金牛肉酱",)),
        Product("2", "2", ("毛呢大衣", "大衣")),
        Product("3712008", "3", ("保温杯",)),
        Product("SKU-77", "", ("空气炸锅",)),
    ] == load_products(file)


def test_a_shop_without_a_list_has_no_products() -> None:
    """No file, no products, no fault."""
    assert [] == load_products(None)


def test_the_shipped_example_is_sound() -> None:
    """It is there to be copied."""
    assert 4 == len(load_products(paths.defaults() / "products.yaml"))


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("1: 杯\n", 1, "1"),
        ("1: ab\n", 1, "1"),
        ("1: 保温杯\n2: [水杯套, 保温杯]\n", 2, "2"),
        ("1: 保温杯\n1: 水杯套\n", 2, "1"),
        ("1: 保温杯\n2: {name: 水杯套}\n", 2, "2.name"),
        ("1: [保温杯, [水杯套]]\n", 1, "1"),
        ("- 保温杯\n", 1, ""),
        ("1: [保温杯\n", 1, ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, key: str) -> None:
    """Too short to be recognised, shared by two products, written twice, or no list at all."""
    file = tmp_path / "products.yaml"
    file.write_text(text, encoding="utf-8")
    findings = read_products(file)[1]
    assert (line, key) == (findings[0].line, findings[0].key)
    with pytest.raises(UserProblem, match="products"):
        load_products(file)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A file that cannot be read is a finding like any other."""
    assert 1 == len(read_products(tmp_path / "none.yaml")[1])
