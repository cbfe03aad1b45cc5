"""The keys of one mapping, and single texts. Every reader reports what is wrong and returns a value to go on with."""

from collections.abc import Collection, Mapping

import yaml

from connectors.language import say
from connectors.problem import closest
from connectors.text import clean
from console.shopfiles.report import Report


class Keys:
    """The keys of one mapping, out of those that are `known` (None: any).

    `nodes` are their values in the order written, `line` is where the mapping begins. `within` stands before each
    key in a finding (`product.fading.`).
    """

    def __init__(
        self, node: yaml.Node, report: Report, known: Collection[str] | None = None, within: str = ""
    ) -> None:
        self.line = line_of(node)
        self._report = report
        self._within = within
        self._nodes: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            report.add(self.line, within.rstrip("."), _pair_wanted())
            return
        for key_node, value in node.value:
            self._take(key_node, value, known)

    @property
    def nodes(self) -> Mapping[str, yaml.Node]:
        """The value of each key that is there."""
        return self._nodes

    def fault(self, key: str, sentence: str, remedy: str = "") -> None:
        """Report a fault at the line where the value of `key` begins, or the mapping where it is absent."""
        node = self._nodes.get(key)
        self._report.add(line_of(node) if node else self.line, self._within + key, sentence, remedy)

    def text(self, key: str, *, required: bool = False) -> str:
        """Read one line of text; "" where the key is absent."""
        node = self._nodes.get(key)
        if node is not None:
            return text_of(node, self._within + key, self._report)
        if required:
            self.fault(key, say("缺少这一项。", "This is missing."))
        return ""

    def _take(self, key_node: yaml.Node, value: yaml.Node, known: Collection[str] | None) -> None:
        line = line_of(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            self._report.add(line, self._within.rstrip("."), _pair_wanted())
            return
        name = key_node.value if known is not None else text_of(key_node, self._within, self._report)
        if known is not None and name not in known:
            sentence = say("没有这个键。", "There is no such key.")
            self._report.add(line, self._within + name, sentence, meant(name, known))
        elif name in self._nodes:
            sentence = say("这个键写了两次。", "This key is written twice.")
            self._report.add(line, self._within + name, sentence)
        else:
            self._nodes[name] = value


def line_of(node: yaml.Node) -> int:
    """Return the line a node begins on, from 1."""
    return int(node.start_mark.line) + 1


def text_of(node: yaml.Node, key: str, report: Report) -> str:
    """Read one line of text, as it was typed: `no` and `38` are words here, not a truth value and a number."""
    line = line_of(node)
    if not isinstance(node, yaml.ScalarNode):
        remedy = say("含 {{ 或冒号的文字整句加引号。", "Put a text with {{ or a colon in quotes.")
        report.add(
            line,
            key,
            say("这里应当是一句文字。", "This should be one text."),
            remedy if isinstance(node, yaml.MappingNode) else "",
        )
        return ""
    text: str = node.value.strip()
    if not text:
        report.add(line, key, say("内容是空的。", "This is empty."))
    elif "\n" in text:
        report.add(line, key, say("只能写一行。", "This must be one line."))
    elif clean(text) != text:
        sentence = say("含有看不见的字符，或太长。", "It holds invisible characters, or is far too long.")
        report.add(line, key, sentence)
    return text


def meant(word: str, known: Collection[str]) -> str:
    """Say which known word was probably meant, or name them all where none is near."""
    near = closest(word, known)
    if near:
        return say(f"是不是想写 {near}？", f"Did you mean {near}?")
    return say(f"可用的有：{'、'.join(known)}。", f"Known here: {', '.join(known)}.")


def _pair_wanted() -> str:
    return say("这里应当是“键: 值”。", "This should read `key: value`.")
