"""The two languages of the desk, side by side wherever a person reads a sentence.

A sentence and its translation live in one place, so that neither can fall behind the other.
"""

import locale
import os
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]

_chosen: list[Language] = ["en"]


class Words(NamedTuple):
    """One text in 中文 and in English; `str()` gives the language in use."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Return the text in the language in use."""
        return self.zh if _chosen[0] == "zh" else self.en


def say(zh: str, en: str) -> str:
    """Return the sentence in the language in use."""
    return zh if _chosen[0] == "zh" else en


def use(language: Language) -> None:
    """Choose the language for the rest of this process."""
    _chosen[0] = language


def in_use() -> Language:
    """Return the language in use."""
    return _chosen[0]


def from_environment() -> Language:
    """Read the person's language: `LIVEDESK_LANG` first, then the locale; English where neither says 中文."""
    for name in ("LIVEDESK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"
