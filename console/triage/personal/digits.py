"""Digits in every dress people put on them so that a platform's filter does not see a number."""

from console.triage.simplified import SIMPLIFIED

_SPELLINGS = (
    "零〇○洞⓪⓿⁰₀",
    "一壹弌幺①❶➀➊⑴⒈¹₁",
    "二贰貳②❷➁➋⑵⒉²₂",
    "三叁參③❸➂➌⑶⒊³₃",
    "四肆④❹➃➍⑷⒋⁴₄",
    "五伍⑤❺➄➎⑸⒌⁵₅",
    "六陆陸⑥❻➅➏⑹⒍⁶₆",
    "七柒拐⑦❼➆➐⑺⒎⁷₇",
    "八捌⑧❽➇➑⑻⒏⁸₈",
    "九玖勾⑨❾➈➒⑼⒐⁹₉",
)
_OTHER_SCRIPTS = ("０", "٠", "۰", "०", "๐", "𝟎", "𝟘", "𝟢", "𝟬", "𝟶")  # their zeros; one to nine follow
_FULL_WIDTH = {0xFEE0 + ascii_code: ascii_code for ascii_code in range(0x21, 0x7F)}
_NARROW: dict[int, int | str] = {**SIMPLIFIED, **_FULL_WIDTH}
_PLAIN: dict[int, int | str] = {
    **_NARROW,
    **{ord(sign): str(value) for value, signs in enumerate(_SPELLINGS) for sign in signs},
    **{ord(zero) + value: str(value) for zero in _OTHER_SCRIPTS for value in range(10)},
    ord("杠"): "-",  # said aloud between groups of digits
}

DIGIT_SIGNS = "0-9" + "".join(_SPELLINGS) + "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in _OTHER_SCRIPTS)
"""Every sign that is read as a digit, for use inside the brackets of a pattern."""


def narrow(text: str) -> str:
    """Return the text in half width and in Simplified, character by character: places stay."""
    return text if text.isascii() else text.translate(_NARROW)


def plain(text: str) -> str:
    """Return the text as `narrow`, and with every digit written 0–9."""
    return text if text.isascii() else text.translate(_PLAIN)
