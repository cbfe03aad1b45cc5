"""The one way foreign text reaches a terminal: made harmless, of a width every terminal agrees on, cut and wrapped by cells.

Terminals differ about emoji: sequences joined by ZWJ, variation selectors, skin tones and anything newer than
their tables take one cell here and two or four there, and everything to the right of them moves. What is drawn is
therefore folded to signs whose width was settled with Unicode 13; copying and replying use the text as it came.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from rich.cells import cell_len

PLACEHOLDER = "〓"
"""Stands for a sign whose width is not certain; two cells everywhere."""

MOST_MARKS = 2  # combining marks on one sign: Thai and Arabic need two, a tower of them is a prank

# Plain text passes at once: ASCII, CJK punctuation, kana, unified ideographs, full-width forms.
_PLAIN = re.compile("[ -~\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fa5\uff01-\uff5e。，…·“”‘’—]*")
# What follows a joiner belongs to the sign before it.
_JOINED = re.compile("\u200d[\u2190-\u2bff\U0001f000-\U0001faff]")
# Symbols beyond the first plane that take two cells as of Unicode 13 (EastAsianWidth.txt), first and last of each run.
_WIDE_RUNS = (
    "1F004 1F0CF 1F18E 1F191-1F19A 1F200-1F202 1F210-1F23B 1F240-1F248 1F250-1F251 1F260-1F265 "
    "1F300-1F320 1F32D-1F335 1F337-1F37C 1F37E-1F393 1F3A0-1F3CA 1F3CF-1F3D3 1F3E0-1F3F0 1F3F4 "
    "1F3F8-1F3FA 1F400-1F43E 1F440 1F442-1F4FC 1F4FF-1F53D 1F54B-1F54E 1F550-1F567 1F57A "
    "1F595-1F596 1F5A4 1F5FB-1F64F 1F680-1F6C5 1F6CC 1F6D0-1F6D2 1F6D5-1F6D7 1F6EB-1F6EC "
    "1F6F4-1F6FC 1F7E0-1F7EB 1F90C-1F93A 1F93C-1F945 1F947-1F978 1F97A-1F9CB 1F9CD-1F9FF "
    "1FA70-1FA74 1FA78-1FA7A 1FA80-1FA86 1FA90-1FAA8 1FAB0-1FAB6 1FAC0-1FAC2 1FAD0-1FAD6 "
    "20000-2A6DD 2A700-2B734 2B740-2B81D 2B820-2CEA1 2CEB0-2EBE0 2F800-2FA1D 30000-3134A "
)
_WIDE = [int(end, 16) for run in _WIDE_RUNS.split() for end in (run.split("-")[0], run.split("-")[-1])]
# Signs of the first plane that later versions made wide or added: terminals disagree about them.
_UNSETTLED = re.compile("[\u2630-\u2637\u268a-\u268f\u2ffc-\u2fff\u31e4-\u31e5\u31ef]")
_NEVER_FIRST = "，。！？、；：）》”’…"  # no line of Chinese begins with these
_FIRST_FLAG_LETTER, _LAST_FLAG_LETTER = 0x1F1E6, 0x1F1FF


@lru_cache(4096)
def safe(text: str) -> str:
    """Return foreign text as it may be drawn: one line, no controls, every sign of a settled width. Idempotent."""
    if _PLAIN.fullmatch(text) is not None:
        return text
    kept: list[str] = []
    marks = MOST_MARKS  # a mark at the very beginning has nothing to stand on
    for sign in _JOINED.sub("", unicodedata.normalize("NFC", text)):
        drawn = _drawn(sign)
        if drawn and unicodedata.category(drawn[0]) == "Mn":
            marks += 1
            if marks > MOST_MARKS:
                continue
        elif drawn:
            marks = 0
        kept.append(drawn)
    return "".join(kept)


@lru_cache(8192)
def _drawn(sign: str) -> str:
    """Return what stands for one character on the screen; "" where nothing does."""
    point, category = ord(sign), unicodedata.category(sign)
    if category in {"Zs", "Zl", "Zp"} or sign in "\t\n\r":
        return "\u3000" if sign == "\u3000" else " "
    if _FIRST_FLAG_LETTER <= point <= _LAST_FLAG_LETTER:
        return chr(ord("A") + point - _FIRST_FLAG_LETTER)
    if category in {"Cn", "Co"} or _UNSETTLED.match(sign):
        return PLACEHOLDER
    if category in {"Cc", "Cf", "Cs", "Mc", "Me"} or _is_selector(point):
        return ""
    if point > 0xFFFF:
        if category == "Mn":
            return ""
        if not _is_wide(point):
            # Letters in fancy dress (mathematical, enclosed) have a plain twin.
            plain = unicodedata.normalize("NFKC", sign)
            return plain if plain.isascii() and plain.isprintable() else PLACEHOLDER
    elif cell_len(sign) == 0 and category != "Mn":
        return ""
    return sign


def _is_selector(point: int) -> bool:
    """Whether it only changes the look of the sign before: variation selectors and skin tones."""
    return 0xFE00 <= point <= 0xFE0F or 0x1F3FB <= point <= 0x1F3FF


def _is_wide(point: int) -> bool:
    index = bisect_right(_WIDE, point)
    return index % 2 == 1 or (index > 0 and _WIDE[index - 1] == point)


def cut(text: str, width: int) -> str:
    """Return the text in at most `width` cells, ending in … where something was left out."""
    text = safe(text)
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    return text[: _reach(text, width - 1)] + "…"


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return the text in exactly `width` cells, cut or padded; `right` pads before it."""
    text = cut(text, width)
    space = " " * (max(0, width) - cell_len(text))
    return space + text if right else text + space


def wrap(text: str, width: int, most: int) -> list[str]:
    """Return the text in at most `most` lines of at most `width` cells; the last ends in … where text is left out."""
    lines: list[str] = []
    paragraphs = [safe(part).strip() for part in text.splitlines()]
    rest = next(source := iter(paragraphs), "")
    while len(lines) < most:
        if cell_len(rest) <= width:
            lines.append(rest)
            following = next(source, None)
            if following is None:
                return lines
            rest = following
        else:
            end = _break(rest, width)
            lines.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
    if lines:
        lines[-1] = lines[-1] + "…" if cell_len(lines[-1]) < width else cut(lines[-1] + "…", width)
    return lines


def _reach(text: str, width: int) -> int:
    """Return how many characters of the text fit into `width` cells."""
    used = 0
    for index, sign in enumerate(text):
        used += cell_len(sign)
        if used > width:
            return index
    return len(text)


def _break(text: str, width: int) -> int:
    """Return where to break a line: at the width, or at the last space where a word would be split."""
    end = max(1, _reach(text, width))
    if text[end - 1].isascii() and text[end : end + 1].strip() and text[end].isascii():
        space = text.rfind(" ", 0, end)
        if space > 0 and end - space <= width // 2:
            return space + 1
    while end > 1 and text[end : end + 1] and text[end] in _NEVER_FIRST:
        end -= 1
    return end
