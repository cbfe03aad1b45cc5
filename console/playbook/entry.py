"""One `- id: …` entry of a playbook file: its keys, read with their lines and checked one by one."""

from collections.abc import Collection
from datetime import datetime

import yaml

from connectors.language import say
from connectors.problem import closest
from connectors.text import clean
from console.playbook.report import Report


class Entry:
    """The keys of one script. Every reader reports what is wrong and returns a value to go on with."""

    def __init__(self, node: yaml.MappingNode, known: Collection[str], report: Report) -> None:
        self.line: int = node.start_mark.line + 1
        self._report = report
        self._nodes: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            self._take(key_node, value, known)

    def _take(self, key_node: yaml.Node, value: yaml.Node, known: Collection[str]) -> None:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            self._report.add(line, "", say("这里应当是“键: 值”。", "This should read `key: value`."))
        elif key_node.value not in known:
            sentence = say("没有这个键。", "There is no such key.")
            self._report.add(line, key_node.value, sentence, meant(key_node.value, known))
        elif key_node.value in self._nodes:
            self._report.add(line, key_node.value, say("这个键写了两次。", "This key is written twice."))
        else:
            self._nodes[key_node.value] = value

    def fault(self, key: str, sentence: str, remedy: str = "") -> None:
        """Report a fault at the line where the value of `key` begins, or the entry where it is absent."""
        node = self._nodes.get(key)
        self._report.add(node.start_mark.line + 1 if node else self.line, key, sentence, remedy)

    def text(self, key: str, *, required: bool = False) -> str:
        """Read one line of text; "" where the key is absent."""
        node = self._nodes.get(key)
        if node is not None:
            return self._scalar(key, node)
        if required:
            self.fault(key, say("缺少这一项。", "This is missing."))
        return ""

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Read one text or a list of texts, all different."""
        node = self._nodes.get(key)
        if not isinstance(node, yaml.SequenceNode):
            text = self.text(key, required=required)
            return (text,) if text else ()
        if not node.value:
            self.fault(key, say("列表是空的。", "The list is empty."))
        found: dict[str, None] = {}
        for item in node.value:
            text = self._scalar(key, item)
            if text in found:
                line = item.start_mark.line + 1
                self._report.add(line, key, say(f"“{text}”写了两次。", f"“{text}” is written twice."))
            if text:
                found[text] = None
        return tuple(found)

    def choices(self, key: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Read one or several words out of `allowed`."""
        found = self.texts(key)
        for word in found:
            if word not in allowed:
                self.fault(key, say(f"不认识“{word}”。", f"“{word}” is not known."), meant(word, allowed))
        return tuple(word for word in found if word in allowed)

    def choice(self, key: str, allowed: Collection[str]) -> str | None:
        """Read one word out of `allowed`; None where the key is absent."""
        if isinstance(self._nodes.get(key), yaml.SequenceNode):
            self.fault(key, say("只能写一个，不能是列表。", "It takes one word, not a list."))
            return None
        return next(iter(self.choices(key, allowed)), None)

    def number(self, key: str, default: int) -> int:
        """Read a whole number from 1 up."""
        text = self.text(key)
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text):
            return int(text)
        if text:
            self.fault(
                key,
                say(f"“{text}”不是整数。", f"“{text}” is not a whole number."),
                say("写成 1、2、3 这样的数。", "Write 1, 2, 3 and so on."),
            )
        return default

    def moment(self, key: str) -> int | None:
        """Read a date (its first moment, in this computer's time zone) or a time with offset, as UTC ms."""
        text = self.text(key)
        if not text:
            return None
        example = say(
            "写成 2025-11-11 或 2025-11-11T20:00:00+08:00。",
            "Write 2025-11-11 or 2025-11-11T20:00:00+08:00.",
        )
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fault(key, say(f"“{text}”不是日期。", f"“{text}” is not a date."), example)
            return None
        if moment.tzinfo is None and len(text) > len("2025-11-11"):
            self.fault(key, say("时间没有时区。", "The time lacks its offset."), example)
            return None
        if not 2000 <= moment.year < 2100:
            self.fault(key, say(f"“{text}”的年份不对。", f"The year of “{text}” cannot be right."), example)
            return None
        return int(moment.timestamp()) * 1000

    def _scalar(self, key: str, node: yaml.Node) -> str:
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.ScalarNode):
            remedy = say("含 {{ 或冒号的文字整句加引号。", "Put a text with {{ or a colon in quotes.")
            self._report.add(
                line,
                key,
                say("这里应当是一句文字。", "This should be one text."),
                remedy if isinstance(node, yaml.MappingNode) else "",
            )
            return ""
        text: str = node.value.strip()
        if not text:
            self._report.add(line, key, say("内容是空的。", "This is empty."))
        elif "\n" in text:
            self._report.add(line, key, say("只能写一行。", "This must be one line."))
        elif clean(text) != text:
            sentence = say("含有看不见的字符，或太长。", "It holds invisible characters, or is far too long.")
            self._report.add(line, key, sentence)
        return text


def meant(word: str, known: Collection[str]) -> str:
    """Say which known word was probably meant, or name them all where none is near."""
    near = closest(word, known)
    if near:
        return say(f"是不是想写 {near}？", f"Did you mean {near}?")
    return say(f"可用的有：{'、'.join(known)}。", f"Known here: {', '.join(known)}.")
