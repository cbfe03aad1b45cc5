"""The form of a text in which words are looked for: one width, one case, one script, no decoration.

Folding loses what only people need (capitals, emoji, spacing between Chinese characters) and nothing that tells
two wishes apart: digits stay as they are.
"""

import re
from unicodedata import is_normalized, normalize

from console.triage.simplified import SIMPLIFIED

LONGEST = 200
"""Characters that are read. Hardly a platform lets a viewer type more; what comes after tells nothing new."""

# Pictures that stand for a word, punctuation that NFKC leaves as it is, and full-width forms: NFKC would do, far slower.
_MEANINGS = {"🔗": "链接", "💰": "钱", "🧧": "红包", "🎁": "赠品", "📦": "快递", "❓": "?", "❔": "?"}
_PUNCTUATION = {"。": ".", "、": ",", "…": "..", "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "〜": "~"}
_FULL_WIDTH = {chr(0xFEE0 + ascii_code): chr(ascii_code).lower() for ascii_code in range(0x21, 0x7F)}
_SIMPLER = SIMPLIFIED | str.maketrans(_MEANINGS | _PUNCTUATION | _FULL_WIDTH)
_TO_SIMPLIFY = re.compile(f"[{re.escape(''.join(map(chr, _SIMPLER)))}]")

# Invisible: soft hyphen, zero-width characters and joiners, bidi controls, combining marks, variation selectors,
# tags, and surrogates that lost their other half. They go without a trace.
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef\ud800-\udfff]+"
)
# Emoji, and the bracketed names that platforms write for their own ones ([捂脸], [doge]). They part clauses: a space.
_PICTURE = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff\U000f0000-\U0010ffff\ue000-\uf8ff]+"
    r"|\[[\u4e00-\u9fffa-z_]{1,8}\]"
)
_ODD = re.compile(
    f"{_INVISIBLE.pattern}|{_PICTURE.pattern.partition('|')[0]}|[^\\S ]|\\["
)  # worth a closer look
_HAN = "\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_GAP = re.compile(rf"\s+(?=[{_HAN}])|(?<=[{_HAN}])\s+")
_SPACES = re.compile(r"\s{2,}|[^\S ]")
# Three or more of a kind say no more than two. Digits are amounts, and the x of XXXL is a size.
_REPEATS = re.compile(r"([^\dx\s])\1{2,}")


def fold(text: str) -> str:
    """Return the text as matching sees it; folding it again changes nothing. Reads the first `LONGEST` characters.

    Any string is accepted, lone surrogates included.
    """
    folded = _fold_once(text[:LONGEST])
    while "[" in folded and folded != (again := _fold_once(folded)):
        folded = again  # what stood around a bracketed name can form another one
    return folded


def _fold_once(text: str) -> str:
    text = text.lower()
    if not text.isascii():
        if _TO_SIMPLIFY.search(text) is not None:
            text = text.translate(_SIMPLER)[:LONGEST]  # a picture may become two characters
        if not is_normalized("NFKC", text):
            text = _normal(text)
    if _ODD.search(text) is not None:
        text = _undecorated(text)
    elif " " in text:
        text = _spaced(text)
    if _REPEATS.search(text) is not None:
        text = _REPEATS.sub(r"\1\1", text)
    return text


def _normal(text: str) -> str:
    return normalize("NFKC", text)[:LONGEST].lower().translate(_SIMPLER)


def _undecorated(text: str) -> str:
    while True:
        without = _PICTURE.sub(" ", _INVISIBLE.sub("", text))
        if is_normalized("NFKC", without):
            break
        text = _normal(without)  # taking something out brought two letters together that compose
    return _spaced(without)


def _spaced(text: str) -> str:
    text = _SPACES.sub(" ", text)
    return (text if text.isascii() else _GAP.sub("", text)).strip()
