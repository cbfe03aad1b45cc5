"""One `- id: …` entry of a playbook file: lists, choices, numbers and dates, checked one by one."""

from collections.abc import Collection
from datetime import datetime

import yaml

from connectors.language import say
from console.shopfiles import Keys, line_of, meant, text_of


class Entry(Keys):
    """The keys of one script."""

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Read one text or a list of texts, all different."""
        node = self.nodes.get(key)
        if not isinstance(node, yaml.SequenceNode):
            text = self.text(key, required=required)
            return (text,) if text else ()
        if not node.value:
            self.fault(key, say("列表是空的。", "The list is empty."))
        found: dict[str, None] = {}
        for item in node.value:
            text = text_of(item, key, self._report)
            if text in found:
                line = line_of(item)
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
        if isinstance(self.nodes.get(key), yaml.SequenceNode):
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
