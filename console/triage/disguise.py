"""What a text reads like once its disguises are off: signs between the characters, pictures that stand for a sound."""

import re
import string

from console.triage.fold import LONGEST, fold

# Letters in circles and squares that compatibility folding leaves as pictures, and flags spelt out.
_LETTERS = {
    chr(first + index): letter
    for first in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
    for index, letter in enumerate(string.ascii_lowercase)
}
_NUMBERS = {
    chr(first + index): str(number)
    for first, numbers in ((0x2776, range(1, 11)), (0x2780, range(1, 11)), (0x278A, range(1, 11)))
    for index, number in enumerate(numbers)
}
_SOUNDS = {"➕": "+", "✚": "+", "✌": "v", "🐧": "qq", "🛰": "卫星", "💚": "微信", "🚪": "门", "✈": "飞机"}
_PICTURES = str.maketrans(_LETTERS | _NUMBERS | _SOUNDS)
_PICTURED = re.compile(f"[{''.join(map(chr, _PICTURES))}]")
_PICTURE = re.compile("[\u2702-\u27bf\U0001f100-\U0001faff]")  # found far sooner than one of many

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Signs that part nothing a writer wants parted, as a comma or a question mark does.
_SIGNS = r"·•|/\\_*~\-^`'\"=<>()\[\]{}#&@%$.\u30fb"
_ODD = re.compile(f"[{_SIGNS}]")
_STRAY = re.compile(rf"(?<=[{_HAN}+])[{_SIGNS} ]{{1,3}}(?=\w)|(?<=\w)[{_SIGNS} ]{{1,3}}(?=[{_HAN}])")
# Latin letters and digits, each by itself: v x, v.x, 1-3-8-0.
_ALONE = re.compile(rf"[{_SIGNS} ][a-z0-9](?![a-z0-9])")
_SPACED = re.compile(rf"(?<![a-z0-9])[a-z0-9](?:[{_SIGNS} ]{{1,3}}[a-z0-9](?![a-z0-9])){{1,40}}")
_BETWEEN = re.compile(f"[{_SIGNS} ]")

_DIGITS = "0-9零〇幺一二两三四五六七八九"
_RUN = re.compile(rf"[{_DIGITS}]{{7,}}")
_SPREAD = re.compile(r"(?<![0-9])[0-9](?:[^0-9a-z\u4e00-\u9fff,;:/+%]{1,3}[0-9](?![0-9])){6,}")
_COUNTING = "01234567890123456789"


def plain(text: str, folded: str) -> str:
    """Return a text without its disguises; `folded` is its folded form, which it mostly is."""
    if folded == text and folded.isalnum():  # as most are
        return folded
    text = text[:LONGEST]
    if _PICTURE.search(text) is not None and _PICTURED.search(text) is not None:
        folded = fold(text.translate(_PICTURES))
    if folded.isalnum():
        return folded
    if _ODD.search(folded) is not None:
        folded = _STRAY.sub("", folded)
    if _ALONE.search(folded) is not None:
        folded = _SPACED.sub(_closed, folded)
    return folded


def has_hidden_number(folded: str, undisguised: str) -> bool:
    """Whether somebody took pains over a number of seven digits or more: half of it in words, or each digit apart."""
    if undisguised.isalpha():
        return False
    run = _RUN.search(undisguised)
    if run is not None and not (run[0].isascii() or run[0].isalpha()) and _tells_something(run[0]):
        return True
    if undisguised == folded:
        return False
    spread = _SPREAD.search(folded)
    return spread is not None and _tells_something(re.sub(r"\D", "", spread[0]))


def _tells_something(digits: str) -> bool:
    """Whether digits are neither cheers (6 6 6 6 6 6 6) nor counting."""
    return len(set(digits)) > 2 and digits not in _COUNTING and digits not in _COUNTING[::-1]


def _closed(match: re.Match[str]) -> str:
    return _BETWEEN.sub("", match[0])
