"""The shop's list of products: which link each has, and what people call it.

3: [黑金牛肉酱, 牛肉酱, 下饭酱]        # the number of its link: its name, then nicknames
4: {id: "3712008", names: [保温杯]}    # with the id under which the feeds tell of it
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from connectors.language import say
from connectors.problem import Finding
from console.shopfiles import Keys, Report, compose, line_of, read_bytes, refusal, text_of, unreadable
from console.triage.fold import fold

_LONGEST_NUMBER = 4  # digits; what is longer is an id
_SHORTEST, _SHORTEST_LATIN = 2, 3  # characters


class Product(NamedTuple):
    """A product: `id` as the feeds tell it (its link's number where they tell none), that number ("" for none), its names."""

    id: str
    number: str
    names: tuple[str, ...]


def load_products(file: Path | None) -> list[Product]:
    """Read a shop's list, empty for None. Raises `UserProblem` with all that is wrong in it."""
    products, findings = read_products(file)
    if findings:
        raise refusal(say("商品清单有误", "The list of products needs a look"), findings)
    return products


def read_products(file: Path | None) -> tuple[list[Product], list[Finding]]:
    """Read a shop's list, empty for None; returns what is wrong instead of raising."""
    if file is None:
        return [], []
    report = Report(str(file))
    try:
        root = compose(read_bytes(file), report)
    except OSError as error:
        return [], [unreadable(file, error)]
    products = [] if root is None else list(_products(root, report))
    return products, report.in_order()


def is_too_short(folded: str) -> bool:
    """Whether a folded name is too short to be told from other words."""
    return len(folded) < (_SHORTEST_LATIN if folded.isascii() else _SHORTEST)


def _products(root: yaml.Node, report: Report) -> Iterator[Product]:
    called: dict[str, str] = {}
    for key, node in Keys(root, report).nodes.items():
        is_number = key.isascii() and key.isdecimal() and len(key) <= _LONGEST_NUMBER
        number = str(int(key)) if is_number else ""
        told, listed = "", node
        if isinstance(node, yaml.MappingNode):
            entry = Keys(node, report, ("id", "names"), f"{key}.")
            told = entry.text("id")
            if "names" not in entry.nodes:
                entry.fault("names", say("缺少这一项。", "This is missing."))
                continue
            listed = entry.nodes["names"]
        names = []
        for item in listed.value if isinstance(listed, yaml.SequenceNode) else [listed]:
            name = text_of(item, key, report)
            folded = fold(name)
            if not name:
                continue
            if is_too_short(folded):
                sentence = say(f"“{name}”太短，认不准。", f"“{name}” is too short to be recognised.")
                report.add(line_of(item), key, sentence)
            elif called.setdefault(folded, key) != key:
                other = called[folded]
                sentence = say(f"“{name}”也是 {other} 的叫法。", f"“{name}” is what {other} is called, too.")
                remedy = say("各写各的叫法，两个都有的就都不写。", "Leave out what both are called.")
                report.add(line_of(item), key, sentence, remedy)
            else:
                names.append(name)
        if names:
            yield Product(told or number or key, number, tuple(names))
