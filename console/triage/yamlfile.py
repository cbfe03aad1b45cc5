"""YAML as a shop writes it: read as plain text values, each with the line it stands on.

Values stay what was typed: `no`, `1` and `38` are words here, not a truth value and numbers.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import yaml

from connectors.language import say
from connectors.problem import UserProblem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser reads a list ten times faster


class Place(NamedTuple):
    """A line of a file, from 1; 0 for the file as a whole."""

    path: Path
    line: int

    def problem(self, zh: str, en: str) -> UserProblem:
        """Return the problem of this line, to be raised."""
        line_zh, line_en = (f" 第 {self.line} 行", f", line {self.line}") if self.line else ("", "")
        return UserProblem(
            say("词表写错了", "A word list is wrong"),
            say(f"{self.path}{line_zh}：{zh}", f"{self.path}{line_en}: {en}"),
            say("改好再启动。", "Mend it and start again."),
        )

    def unknown(self, name: str, known: Iterator[str] | list[str]) -> UserProblem:
        """Return the problem of a name nobody knows, with the closest one that is known."""
        close = get_close_matches(name, list(known), n=1, cutoff=0.5)
        zh, en = (f"，是不是 {close[0]}？", f"; is it {close[0]}?") if close else ("", "")
        return self.problem(f"没有“{name}”这一项{zh}", f"there is no “{name}”{en}")


class Text(NamedTuple):
    """One value and where it stands."""

    value: str
    place: Place


class Item(NamedTuple):
    """What a key names: a text, a list of texts, or further keys."""

    place: Place
    text: str | None = None
    texts: tuple[Text, ...] | None = None
    items: dict[str, "Item"] | None = None


def read_yaml(path: Path) -> dict[str, Item]:
    """Return the keys of a file, empty for an empty file. Raises `UserProblem`, exact to the line."""
    try:
        source = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Place(path, 0).problem("不是 UTF-8 编码", "not UTF-8") from None
    except OSError as error:
        raise Place(path, 0).problem(
            f"读不了（{error.strerror}）", f"cannot be read ({error.strerror})"
        ) from None
    try:
        root = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Place(path, line).problem(
            f"YAML 不通（{error.problem}）", f"not YAML ({error.problem})"
        ) from None
    except yaml.YAMLError as error:
        raise Place(path, 0).problem(f"YAML 不通（{error}）", f"not YAML ({error})") from None
    if root is None:
        return {}
    items = _item(root, path).items
    if items is None:
        raise Place(path, 0).problem("应该是“名称: 词表”的形式", "names and their lists are wanted")
    return items


def _item(node: yaml.Node, path: Path) -> Item:
    place = Place(path, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return Item(place, text=node.value)
    if isinstance(node, yaml.SequenceNode):
        return Item(place, texts=tuple(_text(entry, path) for entry in node.value))
    items: dict[str, Item] = {}
    for key, value in node.value:
        name = _text(key, path)
        if name.value in items:
            raise name.place.problem(f"“{name.value}”写了两次", f"“{name.value}” stands here twice")
        items[name.value] = _item(value, path)._replace(place=name.place)
    return Item(place, items=items)


def _text(node: yaml.Node, path: Path) -> Text:
    place = Place(path, node.start_mark.line + 1)
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise place.problem(
            "这里应该是一个词（含符号的词加引号）", "a word is wanted here (quote one that holds signs)"
        )
    return Text(node.value, place)
