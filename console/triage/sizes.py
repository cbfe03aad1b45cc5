"""Sizes in a folded text whose numerals are in digits: of clothes, shoes, rings, beds, bottles, babies and memory.

Every pattern for numbers begins with a digit, which the search finds fast; what must stand before it is asked after it.
"""

import re
from collections.abc import Callable, Sequence

_LETTERS = re.compile(
    r"""[xslm2-8](?:(?<=[xslm])(?<![a-z0-9'.].)(?<![0-9]\ .)(?:(?<=x)x{0,4}[sl])?   # s, xl, xxxl, m; not the m of 5 m, i'm
    | (?<=[2-8])(?<![0-9].)xl)(?<!x)(?![a-z0-9'])""",
    re.VERBOSE,
)
_WORDS = re.compile(r"(特大|加大|(?<!多)大|中|小|均)码|(?<![几多])(特大|加大|大|中|小)号")
_CODE = re.compile(r"([1-9](?<![0-9.].)[0-9]{1,2}(?:\.5)?)码|(3[4-9]|4[0-8])(?<![0-9]..)号(?!链接)")

# A shoe or trouser size without its 码. What stands around it tells it from a price, a date, a time or a count: 38的还有吗,
# 39有货没, 平时穿38; not 到手39, 48小时, 26号, 还有38单. Read too often it only keeps two questions apart.
_BARE = re.compile(
    r"""[2-4][0-9](?<![0-9a-z.:¥$第+*]..)(?<!2[0-4])(?<!49)(?<!到手..)(?<!只要..)(?<!包邮..)(?<![才卖打价付省]..)
    (?: (?:\.5)?
        (?=的?(?:还[有能会补剩没]|有|没|是没|断|缺|补|卖|能[拍穿选买]|可以[拍穿选买]|会不会|会[紧大小挤]|够不|要不要|要[买拍]
                |脚|这[个款双]|选|拍|穿|码))
      | (?:(?<=[有穿拍选要鞋脚时了我色款蓝红绿灰粉紫白黑棕的]..)|(?<=[a-z蓝红绿灰粉紫白黑棕的]\ ..)|(?<=^..))
        (?:\.5)?(?=[的码]?(?:$|[ ,.?!](?!bucks|dollar|usd|pair|pack|pcs|inch|cm)|[吗不没呢么嘛还啊呀吧急求谢亲姐宝]|主播|客服)) )""",
    re.VERBOSE,
)
_AMOUNT = re.compile(
    r"([0-9](?<![0-9.].)[0-9]{0,3}(?:\.[0-9]{1,2})?)\s?(ml|毫升|l|升|g|克(?!拉)|英?寸|inch(?:es)?|mm|毫米|cm|厘米|公分|oz)(?![a-z0-9])"
)
_UNITS = {
    **dict.fromkeys(("ml", "毫升", "l", "升"), "ml"),
    **dict.fromkeys(("g", "克"), "g"),
    **dict.fromkeys(("寸", "英寸", "inch", "inches"), "寸"),
    **dict.fromkeys(("mm", "毫米"), "mm"),
    **dict.fromkeys(("cm", "厘米", "公分"), "cm"),
    "oz": "oz",
}
_LITRES = frozenset({"l", "升"})
_FEET = re.compile("([1-9])尺([0-9]?)(?![0-9])")


def _side(written: str) -> str:
    whole, _, tenths = written.replace("m", "米").partition("米")
    return f"{float(f'{whole}.{tenths}' if tenths else whole.rstrip('.')):g}"


# Sizes told by more than a number, each with how it is written: 8+256, 1.8*2, 165/84A, 75B, 6个月, 圈口16.
_CHILD = re.compile("[宝娃婴孩穿童]|儿子|女儿|闺女|月龄|bab(?:y|ies)|kid|son|daughter|girl|boy|size|fit")
_SPECIAL: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = (
    (
        re.compile(r"([1-9](?<![0-9.].)[0-9]?)g?\s?\+\s?(64|128|256|512|1024|1t)(?:gb?)?(?![0-9a-z])"),
        lambda memory: f"{memory[1]}+{memory[2].upper()}",
    ),
    (
        re.compile(
            r"([0-9](?<![0-9.米m].)[0-9.]{0,3}(?:[米m][0-9]?)?)(?:cm)?\s?[x*×乘]\s?([1-9][0-9.]{0,3}(?:[米m](?![a-z])[0-9]?)?)(?:cm|厘米)?(?![0-9.])"
        ),
        lambda sides: "*".join(map(_side, sides.groups())),
    ),
    (
        re.compile(
            r"(1(?<![0-9.].)[4-9][0-9]/[0-9]{2}|[6-9](?<![0-9./].)[05]|[34](?<![0-9./].)[0-9])([a-g])(?![a-z0-9])"
        ),
        lambda cut: cut[1] + cut[2].upper(),
    ),
    (re.compile(r"\b(?:size|eu|us|uk)\s?:?\s?([0-9]{1,2}(?:\.5)?)\b"), lambda latin: latin[1]),
    (
        re.compile(
            r"([0-9](?<![0-9.].)[0-9]?(?:-[0-9]{1,2})?)\s?(?:(个?月龄?|months?)|周?岁|years? old|yo)(?![a-z])"
        ),
        lambda age: f"{age[1]}{'个月' if age[2] else '岁'}" if _CHILD.search(age.string) else "",
    ),
    (
        re.compile(
            r"(?:圈口|[戒指]围|手寸|内径)[是为有大概约:\s]{0,3}([0-9]{1,2}(?:\.[0-9])?)|([0-9]{1,2})号?(?:圈口|[戒指]围|手寸)"
        ),
        lambda ring: f"圈口{ring[1] or ring[2]}",
    ),
)
_MAYBE_SPECIAL = re.compile(
    r"[0-9圈戒指手内sue](?:\s?(?:[+x*×乘/]|[a-g](?![a-z0-9])|个?月|周?岁|month|year|yo|(?:[米m][0-9]?|cm)[x*×乘])"
    r"|号?[圈戒指手口围寸径]|ize|[usk]\b)"
)


def lettered(text: str) -> list[str]:
    """Return the sizes named without a number: S, M, 2XL (also for xxl), 小码, 均码."""
    found = _LETTERS.findall(text)
    if found:
        found = [_letters(written) for written in found]
    if "码" in text or "号" in text:
        found += [f"{before or after}码" for before, after in _WORDS.findall(text)]
    return found


def specified(text: str) -> tuple[list[str], str]:
    """Return the sizes told by more than a number (8+256, 1.8*2, 165/84A, 75B, 6个月, 圈口16), and the text without them."""
    found: list[str] = []
    if _MAYBE_SPECIAL.search(text) is None:
        return found, text
    for pattern, told in _SPECIAL:
        for match in pattern.finditer(text):
            if size := told(match):
                found.append(size)
                text = text.replace(match[0], " ", 1)
    return found, text


def numbered(text: str) -> list[str]:
    """Return the sizes told by a number: 38, 42.5, 30ml (also for 0.03升), 500g, 55寸, 2.3尺."""
    found = _BARE.findall(text)
    if "码" in text or "号" in text:
        found += [code or number for code, number in _CODE.findall(text)]
    for amount, unit in _AMOUNT.findall(text):
        found.append(f"{float(amount) * (1_000 if unit in _LITRES else 1):g}{_UNITS[unit]}")
    if "尺" in text:
        found += [f"{feet}.{tenths}尺" if tenths else f"{feet}尺" for feet, tenths in _FEET.findall(text)]
    return found


def _letters(written: str) -> str:
    extra = written.count("x")
    return written.upper() if extra < 2 else f"{extra}X{written[-1].upper()}"
