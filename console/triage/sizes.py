"""Sizes in a folded text, of clothes, shoes, beds and bottles, and the body that is to wear them."""

import re
from collections.abc import Iterator

_LETTERS = re.compile(
    r"""(?<![a-z0-9'.])(?<![0-9]\ )(?:(?P<xs>x{0,5})(?P<end>[sl])|m)(?![a-z0-9'])   # s, xl, xxxl, m; not the m of 5 m, i'm
    | (?<![0-9])(?P<times>[2-8])xl(?![a-z0-9])""",
    re.VERBOSE,
)
_LETTERED = frozenset("s m l xs xl xxs xxl xxxl 2xl 3xl 4xl 5xl 6xl 7xl 8xl".split())  # noqa: SIM905 - easier to read
_PLAIN = re.compile(r"[^a-z0-9']+")
_NUMERIC = re.compile("[0-9]")
_WORDS = re.compile(r"(加大|大|中|小|均)码|(?<!几)(大|中|小)号")
_NUMBERS = re.compile(
    r"(?<![0-9])([0-9]{2}(?:\.5)?)码|(?<![0-9])(3[4-9]|4[0-8])号(?!链接)|\bsize ([0-9]{1,2}(?:\.5)?)\b"
)

# A shoe or trouser size without its 码. What stands around it tells it from a price, a date, a time or a count: 38的还有吗,
# 39有货没, 平时穿38; not 到手39, 48小时, 26号, 还有38单. Read too often it only keeps two questions apart.
_BARE = re.compile(
    r"""(?<![0-9a-z.:¥$第+*])(?<!到手)(?<!只要)(?<!包邮)(?<![才卖打价付省])
    (?: (?P<followed>(?:2[5-9]|3[0-9]|4[0-8])(?:\.5)?)
        (?=的?(?:还[有能会补剩没]|有|没|是没|断|缺|补|卖|能[拍穿选买]|可以[拍穿选买]|会不会|会[紧大小挤]|够不|要不要|要[买拍]
                |脚|这[个款双]|选|拍|穿|码))
      | (?:(?<=[有穿拍选要鞋脚时了我色款蓝红绿灰粉紫白黑棕的])|(?<=[a-z蓝红绿灰粉紫白黑棕的]\ )|^)
        (?P<led>(?:2[5-9]|3[0-9]|4[0-8])(?:\.5)?)(?=[的码]?(?:$|[ ,.?!]|[吗不没呢么嘛还啊呀吧急求谢亲姐宝]|主播|客服)) )""",
    re.VERBOSE,
)
_VOLUME = re.compile(
    r"(?<![0-9.])([0-9]{1,4}(?:\.[0-9]{1,2})?)\s?(?:(ml|毫升)|(l|升)|(g|克)(?!拉))(?![a-z0-9])"
)
_METRES = re.compile(
    r"""(?<![0-9.])(?P<whole>[1-9一两二三])(?:
      \.(?P<point>[0-9]{1,2})(?:\s?米|\s?m(?![a-z0-9])|(?=的|床))
    | (?:米|(?<=[0-9])m(?=[0-9\u4e00-\u9fff]|$))(?P<after>[0-9]{1,2}(?![0-9a-z])|[一二三四五六七八九]{1,2}|半|(?![0-9])) )""",
    re.VERBOSE,
)
_WORN = re.compile(r"身高|净高|我|体重|穿|[斤男女孩妈爸]|kg|公斤|老公|老婆|宝宝")
_SHORTEST = 1.4  # metres; who says less does not give an adult's height
_TALLEST = 2.0
_DIGIT = {"半": "5", "两": "2"} | {
    numeral: str(value) for value, numeral in enumerate("一二三四五六七八九", 1)
}

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
    """Yield the sizes named: S, M, 2XL (also for xxl), 小码, 均码, 38, 30ml (also for 30毫升), 500g."""
    if not text.isascii() or not _LETTERED.isdisjoint(_PLAIN.split(text)):
        for match in _LETTERS.finditer(text):
            if match["times"]:
                yield f"{match['times']}XL"
            elif match["end"]:
                xs = len(match["xs"])
                yield f"{xs if xs > 1 else ''}{'X' if xs else ''}{match['end'].upper()}"
            else:
                yield "M"
    if "码" in text or "号" in text:
        for match in _WORDS.finditer(text):
            yield f"{match[1] or match[2]}码"
    if _NUMERIC.search(text) is None:
        return
    for match in _NUMBERS.finditer(text):
        yield match[1] or match[2] or match[3]
    for match in _BARE.finditer(text):
        yield match["followed"] or match["led"]
    for amount, millilitres, litres, _ in _VOLUME.findall(text):
        number = float(amount) * (1000 if litres else 1)
        yield f"{number:g}{'ml' if millilitres or litres else 'g'}"


def lengths(text: str) -> tuple[list[str], str]:
    """Return the lengths named in metres (1.5米, also for 1米5 and 一米五的), and the text without them.

    A person's height stays in the text, written as 1.75米.
    """
    found: list[str] = []
    if "米" not in text and _NUMERIC.search(text) is None:
        return found, text
    rest = text
    for match in _METRES.finditer(text):
        tail = "".join(_DIGIT.get(digit, digit) for digit in match["point"] or match["after"] or "0")
        whole = _DIGIT.get(match["whole"], match["whole"])
        metres = float(f"{whole}.{tail}")
        if _SHORTEST <= metres < _TALLEST and (len(tail) > 1 or _WORN.search(text)) and "床" not in text:
            rest = rest.replace(match[0], f"{whole}.{tail}米", 1)
        else:
            found.append(f"{metres:g}米")
            rest = rest.replace(match[0], " ", 1)
    return found, rest


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
