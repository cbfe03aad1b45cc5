"""Chinese numerals that count something, written in digits: 一米六五 → 1米65, 三块八 → 3块8, 一百二 → 120元."""

import re

UNITS = "件个瓶盒箱包袋双条套支只斤片份单台罐本桶提组对"
"""What goods are counted in, one character each."""

COUNTED = f"{UNITS}米块元毛尺寸码号升克岁公厘链款品宝商"
"""What follows a numeral that says how many or how much."""

_DIGITS = "零一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1_000}
_RUN = re.compile(
    "[一二两三四五六七八九十][零一二三四五六七八九十百千]*(?:(?<=[米块尺].)两)?"
)  # 九块|九两|件
_MAYBE = re.compile(f"[一二两三四五六七八九十](?:[{COUNTED}百千]|(?<=[高重拍第].)|(?<=[0-9][米块尺].))")
_SPELT = {"two": 2, "three": 3, "four": 4, "five": 5}
_ENGLISH = re.compile(
    r"\b(?:two|three|four|five)(?= (?:pcs?|pieces?|pairs?|packs?|sets?|box|bottles?|bags?|kg))"
)
_ROUND = re.compile("[一二两三四五六七八九][百千][一二三四五六七八九]")  # 一百五 is 150
_VAGUE = re.compile("一二|[二两]三|三[四五]|四五|五六|六七|七八|八九")  # 两三个
_EACH = re.compile(
    "((?:[一二两三四五六七八九]百)?[一二三四五六七八九]?十[一二三四五六七八九]|[一二两三四五六七八九]百[一二三四五六七八九])([一二三四五六七八九])"
)  # 三十八|一份
_PART = re.compile("([一二三四五六七八九]{1,2})((?:[一二三四五六七八九]百|[二三四五六七八九]?十).*|两)?")
_TOUCHES = re.compile("[a-z0-9块接贝品]$")  # 99|一件, 三块|两件, 链接|一个
_PARTED = re.compile("[0-9一二两三四五六七八九十][米块尺毛]$")  # 一米|六五, 三块|八
_BODY = re.compile("[穿高重斤胖瘦码]")
_GIVES = re.compile("$|[发送是 ,.?!吗]")  # 拍一发三; not 拍一下
_VERBS = ("包邮", "包运", "包退", "提到", "提起", "对吗")  # 九块九包邮
_AFTER_ONE = {"块": "一二三四五六七八九钱", "毛": "钱"}  # 一块五, 一块钱; not 一块买, 一毛一样


def value(numeral: str) -> int:
    """Return what a numeral says: 十二, 一百二十, 一百二 (120), 六五 (65), 2."""
    if numeral.isascii():
        return int(numeral)
    numeral = numeral.replace("两", "二")
    if _ROUND.fullmatch(numeral):
        return (_DIGITS.index(numeral[0]) * 10 + _DIGITS.index(numeral[2])) * _TENS[numeral[1]] // 10
    total = digit = 0
    for sign in numeral:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS.index(sign)
    return total + digit


def in_digits(text: str) -> str:
    """Return a folded text with the numerals that count something in digits."""
    if _MAYBE.search(text) is not None:
        text = _RUN.sub(_written, text)
    elif "two " in text or "three " in text or "four " in text or "five " in text:
        text = _ENGLISH.sub(lambda match: str(_SPELT[match[0]]), text)
    return text


def _written(match: re.Match[str]) -> str:
    numeral, text = match[0], match.string
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 1]
    gap = " " if _TOUCHES.search(before) is not None else ""
    counts = bool(after) and after in COUNTED and not text.startswith(_VERBS, match.end())
    if _PARTED.search(before) is not None and (part := _PART.fullmatch(numeral)) is not None:
        return _part(part, after, "" if counts else "斤" if before[-1] == "米" else "元")
    if counts:
        ends = text[match.end() + 1 : match.end() + 2]
        is_filler = numeral == "一" and after in _AFTER_ONE and (not ends or ends not in _AFTER_ONE[after])
        is_date = before.endswith("双") and numeral[0] == "十"
        if is_filler or is_date or before.endswith("几") or _VAGUE.search(numeral) is not None:
            return numeral
        each = _EACH.fullmatch(numeral)
        return f"{gap}{value(each[1])}元 {value(each[2])}" if each is not None else f"{gap}{value(numeral)}"
    if before.endswith(("高", "重", "第")):
        return str(value(numeral))
    if before.endswith("拍") and len(numeral) == 1 and _GIVES.match(after) is not None:
        return str(value(numeral))
    if _ROUND.fullmatch(numeral) is not None and (not after or after not in "万分年天"):
        return f"{gap}{value(numeral)}{'斤' if _BODY.search(text) else '元'}"
    return numeral


def _part(part: re.Match[str], after: str, unit: str) -> str:
    """Return what follows 一米 or 三块: its tenths, and a number of its own: 三块|八|一斤, 一米|六|一百一十斤."""
    tenths, more = part.groups()
    if more is None and not unit:
        tenths, more = tenths[:-1], tenths[-1]
    if more is not None:
        return f"{value(tenths) if tenths else ''} {value(more)}{unit}"
    if after and after in "分次天年月":
        return tenths
    return f"{value(tenths)}{' ' if after.isdecimal() else ''}"
