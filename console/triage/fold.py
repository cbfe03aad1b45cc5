"""The form of a text in which words are looked for: one width, one case, one script, one spelling, no decoration.

Folding loses what only people need (capitals, emoji, spacing between Chinese characters, how often a mark is repeated) and
nothing that tells two wishes apart: digits stay as they are.
"""

import re
from unicodedata import is_normalized, normalize

from console.triage.simplified import SIMPLIFIED
from console.triage.spellings import MAYBE_UNUSUAL, usual

LONGEST = 200
"""Characters that are read. Hardly a platform lets a viewer type more; what comes after tells nothing new."""

# Pictures that stand for a word, punctuation that NFKC leaves as it is, and full-width forms: NFKC would do, far slower.
_MEANINGS = {
    "🔗": "链接", "💰": "钱", "🧧": "红包", "🎁": "赠品", "📦": "快递", "❓": "?", "❔": "?", "❗": "!", "❕": "!",
    "🈶": "有", "🈚": "无", "🉑": "可", "➕": "加", "🚗": "车", "🐴": "马", "🐮": "牛", "🐂": "牛", "🆗": "ok",
}  # fmt: skip
_PUNCTUATION = {"。": ".", "、": ",", "…": ".", "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "〜": "~"}
_PUNCTUATION |= dict.fromkeys("「」『』", '"')
_FULL_WIDTH = {chr(0xFEE0 + ascii_code): chr(ascii_code).lower() for ascii_code in range(0x21, 0x7F)}
_BLACK_DIGITS = {
    chr(first + index): str(1 + index) for first in (0x2776, 0x2780, 0x278A) for index in range(10)
}
_SIMPLER = SIMPLIFIED | str.maketrans(_MEANINGS | _PUNCTUATION | _FULL_WIDTH | _BLACK_DIGITS)
_TO_SIMPLIFY = re.compile(f"[{re.escape(''.join(map(chr, _SIMPLER)))}]")

# Invisible: soft hyphen, zero-width characters and joiners, bidi controls, combining marks, variation selectors,
# tags, and surrogates that lost their other half. They go without a trace.
_INVISIBLES = (
    "\u00ad\u0300-\u036f\u061c\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef\ud800-\udfff"
)
_INVISIBLE = re.compile(f"[{_INVISIBLES}]+")
# Emoji, faces made of signs, and the names that platforms write for their own ones ([捂脸], [doge], :face-blue-smiling:).
# They part clauses: a space.
_PICTURES = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff\U000f0000-\U0010ffff\ue000-\uf8ff"
_PICTURE = re.compile(
    f"[{_PICTURES}]+"
    r"|\[(?!\d{1,2}\])[\u4e00-\u9fffa-z0-9_]{1,12}\]|:[a-z][a-z_-]{2,30}:"
    r"|[ヾヽ╮ヘ]?\([^()?a-z0-9\u4e00-\u9fff]{2,12}\)[و✧ノゞ╭╯]?"
    r"|(?<![a-z0-9_])[qtuo0x^>;'-]_{1,4}[qtuo0x^<;'-](?![a-z0-9_])"
)
_ODD = re.compile(  # worth a closer look: all white space but the common one among it
    f"[{_INVISIBLES}{_PICTURES}\\[(_:\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
_HAN = "\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_GAP = re.compile(rf" (?:(?=[{_HAN}])|(?<=[{_HAN}] ))")
_SPACES = re.compile(r"[^\S ]")
# Whom a comment is addressed to is no part of what it says; platforms put a space behind the name.
_MENTIONS = re.compile(r"(?:@[^\s@]{1,30} )+")
# Three or more of a kind say no more than two, a particle or a mark no more than one. Digits are amounts, and the x of
# XXXL is a size.
_TWICE = re.compile(r"(.)\1")
_REPEATS = re.compile(r"([吗呢吧啊呀嘛啦!?,.~])\1+|([了的么])\2{2,}|([^\dx\s])\3{2,}")
_ENDS = " ,.!~?"
_MAYBE_ENDS = _ENDS + '"'


def fold(text: str) -> str:
    """Return the text as matching sees it; folding it again changes nothing. Reads the first `LONGEST` characters.

    Any string is accepted, lone surrogates included.
    """
    return _folded(text[:LONGEST])


def _folded(text: str) -> str:
    text = text.lower()
    if not text.isascii():
        if _TO_SIMPLIFY.search(text) is not None:
            text = text.translate(_SIMPLER)[:LONGEST]  # a picture may become two characters
        if not is_normalized("NFKC", text):
            text = _normal(text)
    if not text.isalnum():
        if _ODD.search(text) is not None:
            plain = _undecorated(text)
            if plain != text and _ODD.search(plain) is not None:
                return _folded(plain)  # what stood around a picture can form another one
            text = plain
        elif " " in text:
            text = _spaced(text)
    if _TWICE.search(text) is not None:
        text = _REPEATS.sub(r"\1\2\3\3", text)
    if text[-1:] in _MAYBE_ENDS:
        text = _without_end(text)
    said = text
    if MAYBE_UNUSUAL.search(text) is not None:
        said = usual(text)
    if len(said) > 5 and said.count(said[:2]) > 2:
        said = _said_once(said)
    return text if said == text else _folded(said[:LONGEST])


def _normal(text: str) -> str:
    return normalize("NFKC", text)[:LONGEST].lower().translate(_SIMPLER)[:LONGEST]


def _undecorated(text: str) -> str:
    while True:
        without = _PICTURE.sub(" ", _INVISIBLE.sub("", text))
        if is_normalized("NFKC", without):
            break
        text = _normal(without)  # taking something out brought two letters together that compose
    return _spaced(_SPACES.sub(" ", without))


def _spaced(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.strip()
    if text[:1] == "@" and (mentions := _MENTIONS.match(text)) is not None:
        text = text[mentions.end() :]
    return text if text.isascii() else _GAP.sub("", text)


def _without_end(text: str) -> str:
    """Return a text without the marks at its end and the quotes around it; a question mark stays, except behind 吗."""
    bare = text.rstrip(_ENDS)
    if "?" in text[len(bare) :]:
        return bare if bare[-1:] == "吗" else bare + "?"
    if len(bare) > 1 and bare[0] == bare[-1] == '"' and bare.count('"') == 2:
        return _without_end(bare[1:-1].strip())
    return bare


def _said_once(text: str) -> str:
    """Return a word of two Chinese characters or more, or a Latin one, that is said thrice or oftener, said once."""
    second = text.find(text[:2], 2)
    between = text[second - 1] if text[second - 1] in " ,.!~?" else ""
    whole = text if text.endswith(between) else text + between
    period = (whole + whole).find(whole, 1)
    once = whole[:period]
    is_word = between == " " and not once.replace(" ", "").isdigit() if once.isascii() else period > 1
    return _without_end(once) if is_word and len(whole) // period > 2 else text
