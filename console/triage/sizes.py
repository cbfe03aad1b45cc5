"""Clothing and shoe sizes in a folded text, and the body that is to wear them."""

import re
from collections.abc import Iterator

_LETTERS = re.compile(
    r"""(?<![a-z0-9'.])(?<![0-9]\ )(?:(?P<xs>x{0,5})(?P<end>[sl])|m)(?![a-z0-9'])   # s, xl, xxxl, m; not the m of 5 m, i'm
    | (?<![0-9])(?P<times>[2-8])xl(?![a-z0-9])""",
    re.VERBOSE,
)
_WORDS = re.compile(r"(加大|大|中|小|均)码|(?<!几)(大|中|小)号")
_NUMBERS = re.compile(
    r"(?<![0-9])([0-9]{2}(?:\.5)?)码|(?<![0-9])(3[4-9]|4[0-8])号(?!链接)|\bsize ([0-9]{1,2}(?:\.5)?)\b"
)

_HEIGHT = re.compile(
    r"""高[^0-9]{0,2}(?P<said>1[2-9][0-9])(?![0-9])
    | (?<![0-9])(?P<unit>1[2-9][0-9])(?:cm|厘米|公分)
    | (?<![0-9])1[.米m](?P<metres>[4-9][0-9]?)(?![0-9斤k])
    | (?<![0-9])(?P<first>1[4-9][0-9])(?=[/,\s和.-]{1,2}[0-9]{2,3}(?![0-9]))             # 165/110, 165 55kg""",
    re.VERBOSE,
)
_WEIGHT = re.compile(
    r"""重[^0-9]{0,2}(?P<said>[0-9]{2,3}(?:\.[0-9])?)(?P<of_said>kg|公斤|千克)?
    | (?<![0-9.])(?P<unit>[0-9]{2,3}(?:\.[0-9])?)\s?(?P<of_unit>斤|kg|公斤|千克)
    | (?<=1[4-9][0-9][/,\s和.-])(?P<second>[0-9]{2,3})(?![0-9号码])""",
    re.VERBOSE,
)
_LIGHTEST = 60  # 斤; less is a bag of fruit, not a person


def sizes(text: str) -> Iterator[str]:
    """Yield the sizes named: S, M, 2XL (also for xxl), 小码, 均码, 38."""
    for match in _LETTERS.finditer(text):
        if match["times"]:
            yield f"{match['times']}XL"
        elif match["end"]:
            xs = len(match["xs"])
            yield f"{xs if xs > 1 else ''}{'X' if xs else ''}{match['end'].upper()}"
        else:
            yield "M"
    for match in _WORDS.finditer(text):
        yield f"{match[1] or match[2]}码"
    for match in _NUMBERS.finditer(text):
        yield match[1] or match[2] or match[3]


def measures(text: str) -> tuple[str, str]:
    """Return height and weight (cm, 斤; "165cm 110斤", "160斤", or "") and the text without them.

    A weight without a unit is in 斤, as shoppers give it.
    """
    found = []
    rest = text
    if height := _HEIGHT.search(text):
        found.append(
            f"{height['said'] or height['unit'] or height['first'] or '1' + height['metres'].ljust(2, '0')}cm"
        )
        rest = rest.replace(height[0], " ", 1)
    if weight := _WEIGHT.search(text):
        kilos = (weight["of_said"] or weight["of_unit"] or "斤") != "斤"
        value = float(weight["said"] or weight["unit"] or weight["second"]) * (2 if kilos else 1)
        if value >= _LIGHTEST:
            found.append(f"{value:g}斤")
            rest = rest.replace(weight[0], " ", 1)
    return " ".join(found), rest
