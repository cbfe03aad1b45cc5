"""Lengths in a folded text whose numerals are in digits, and the body that is to wear something: height, weight, girth.

Every pattern begins with a digit, which the search finds fast; what must stand before it is asked right after it.
"""

import re

_METRES = re.compile(
    r"""(?P<whole>[1-9](?<![0-9.].))(?:
      \.(?P<point>[0-9]{1,2})(?:\s?米|\s?m(?![a-z0-9])|(?=的|床))
    | (?:米|m(?=[0-9\u4e00-\u9fff]|$))(?P<after>[0-9]{1,2}(?![0-9a-z])|半|(?![0-9])) )""",
    re.VERBOSE,
)
_WORN = re.compile(r"身高|净高|我|体重|穿|[斤男女孩妈爸]|kg|公斤|老公|老婆|宝宝")
_SHORTEST = 1.4  # metres; who says less does not give an adult's height
_TALLEST = 2.0

_HEIGHT = re.compile(
    r"""[0-9](?<![0-9.].)(?:
      (?:(?<=高.)|(?<=高[^0-9].)|(?<=高[^0-9]{2}.))(?P<said>[0-9]{1,2})(?:cm|厘米|公分)?(?![0-9.])
    | (?<=1)(?P<unit>[2-9][0-9])(?:cm|厘米|公分)
    | (?<=1)[.米m](?P<metres>[4-9][0-9]?)米?(?![0-9斤kg升l克块元寸折万倍%])
    | (?<=1)(?P<first>[4-9][0-9])(?=[/,\s和.-]{1,2}[0-9]{2,3}(?![0-9]|[a-d](?![a-z])))     # 165/110, 165 55kg; not 165/84a
    | (?<=[4-6])(?:'|′|\s?(?:ft|feet|foot)\.?\s?)(?P<inches>1[01]|[0-9])(?![0-9])      # 5'4, 5ft4
    | (?<=[4-6])\s?(?:ft|feet|foot)(?P<tall>)(?=\stall) )""",
    re.VERBOSE,
)
_WEIGHT = re.compile(
    r"""[0-9](?<![0-9.].)(?:
      (?:(?<=重.)|(?<=重[^0-9].)|(?<=重[^0-9]{2}.))(?P<said>[0-9]{1,2}(?:\.[0-9])?)\s?(?P<of_said>kg|公斤|千克)?
    | (?P<unit>[0-9]{0,2}(?:\.[0-9])?)\s?(?P<of_unit>斤|kg|公斤|千克|lbs?(?![a-z])|pounds|磅)
    | (?<=1[4-9][0-9][/,\s和.-].)(?P<second>[0-9]{1,2})(?![0-9号码]|[a-d](?![a-z])) )""",
    re.VERBOSE,
)
_JIN = {"斤": 1.0, "kg": 2.0, "公斤": 2.0, "千克": 2.0}  # in 斤; whatever else is pounds
_POUND = 0.907
_LIGHTEST = 60  # 斤; less is a bag of fruit, not a person
_PET = re.compile(
    "[狗猫犬](?![粮砂罐条窝笼绳盆])|泰迪|金毛|柯基|比熊|边牧|法斗|男宝|女宝|[娃岁]|宝宝(?!们)|儿子|女儿|dog|puppy|cat(?![a-z])"
)  # or a child
_SMALL = re.compile("身高|[宝娃孩]|儿子|女儿")
_SMALLEST, _CHILD = 50, 120  # cm
_GIRTH = re.compile(
    r"(腰围|胸围|臀围|手围|脚长|脚围|头围|颈围)[是为有大概约:\s]{0,3}([0-9]{1,3}(?:\.[0-9])?)(?:cm|厘米|公分)?(?![0-9尺])"
)


def lengths(text: str) -> tuple[list[str], str]:
    """Return the lengths named in metres (1.5米, also for 1米5), and the text without them.

    A person's height stays in the text, written as 1.75米.
    """
    found: list[str] = []
    if _METRES.search(text) is None:
        return found, text
    rest = text
    for match in _METRES.finditer(text):
        tail = "5" if match["after"] == "半" else match["point"] or match["after"] or "0"
        metres = float(f"{match['whole']}.{tail}")
        if _SHORTEST <= metres < _TALLEST and (len(tail) > 1 or _WORN.search(text)) and "床" not in text:
            rest = rest.replace(match[0], f"{match['whole']}.{tail}米", 1)
        else:
            found.append(f"{metres:g}米")
            rest = rest.replace(match[0], " ", 1)
    return found, rest


def measures(text: str) -> tuple[list[str], str]:
    """Return height and weight (cm, 斤; ["165cm 110斤"], ["160斤"]), then girths (腰围78), and the text without them.

    A weight without a unit is in 斤, as shoppers give it.
    """
    told: list[str] = []
    rest = text
    if (height := _HEIGHT.search(text)) and (tall := _cm(height)):
        told.append(f"{tall}cm")
        rest = rest.replace(height[0], " ", 1)
    if (weight := _WEIGHT.search(text)) and (heavy := _jin(weight)):
        told.append(f"{heavy:g}斤")
        rest = rest.replace(weight[0], " ", 1)
    found = [" ".join(told)] if told else []
    if "围" in rest or "脚长" in rest:
        found += [f"{where}{girth}" for where, girth in _GIRTH.findall(rest)]
        rest = _GIRTH.sub(" ", rest)
    return found, rest


def _cm(height: re.Match[str]) -> int:
    """Return a height in cm, 0 where it is nobody's."""
    digit = height[0][0]
    if height["inches"] or height["tall"] is not None:
        return round(int(digit) * 30.48 + int(height["inches"] or 0) * 2.54)
    if height["said"]:
        tall = int(digit + height["said"])
        child = _SMALLEST <= tall < _CHILD and _SMALL.search(height.string) is not None
        return tall if child or _CHILD <= tall < _TALLEST * 100 else 0
    return int(digit + (height["unit"] or height["first"] or height["metres"].ljust(2, "0")))


def _jin(weight: re.Match[str]) -> float:
    """Return a weight in 斤, 0 where it is no person's nor a pet's."""
    amount = float(weight[0][0] + (weight["said"] or weight["unit"] or weight["second"] or ""))
    unit = weight["of_said"] or weight["of_unit"] or "斤"
    amount = amount * _JIN[unit] if unit in _JIN else round(amount * _POUND)
    return amount if amount >= _LIGHTEST or _PET.search(weight.string) is not None else 0
