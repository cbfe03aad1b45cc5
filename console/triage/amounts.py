"""Prices and quantities in a folded text whose numerals are in digits.

Every pattern begins with a set of signs, which the search finds fast; what must stand before them is asked after them.
"""

import re

from console.triage.numerals import UNITS

_OF_PRICES = frozenset("块元r毛dbu.")
_PRICE = re.compile(
    r"""([0-9](?<![0-9.].)[0-9]{0,5}(?:\.[0-9]{1,2})?)(?:
      (?:块钱|块(?P<tenths>[0-9半])?|元|rmb)(?![0-9])
    | (?P<dimes>毛)(?P<cents>[0-9]?)(?![绒衣线巾毯])
    | (?P<dollars>\s?(?:dollars?|bucks|usd))
    | (?:(?<=\.[0-9])|(?<=\.[0-9]{2}))(?<!11\.11)(?<!12\.12)(?<!6\.18)(?![0-9.%]|\s?(?:kg|cm|mm|ml|g|l|m|oz|inch|斤|公斤|英?[米寸尺升克]|折|码|厘米|毫|万|w)) )""",
    re.VERBOSE,
)
_SIGNED = re.compile(r"([¥$£€])\s?([0-9]{1,6}(?:\.[0-9]{1,2})?)")
_QUANTITY = re.compile(
    rf"([0-9](?<![这那哪每第某几上下0-9.].)[0-9]{{0,3}})([{UNITS}])(?!月|邮|小时|星期|礼拜|人|码|号|色|价|天|套|(?<=提)[到起醒示前供])"
)
_WEIGHED = re.compile(r"([0-9](?<![0-9.].)[0-9]{0,3}(?:\.[0-9]{1,2})?)\s?(?:(斤)|公斤|千克|kg(?![a-z]))")
_PIECES = re.compile(
    r"([0-9](?<![0-9.].)[0-9]{0,2})\s?(?:(pair|pack|set|box|bottle|bag|unit)(?:e?s)?|pcs?|pieces?)(?![a-z])"
)
_TAKEN = re.compile(rf"[1-9](?<=拍.)(?![0-9.号次天分秒元块折张月{UNITS}])")


def prices(text: str, after: frozenset[str]) -> tuple[list[str], str]:
    """Return the prices named (9.9 also for 9块9, $12 also for 12 dollars), and the text without them.

    `after` are the signs that follow the numbers of the text.
    """
    found: list[str] = []
    if _SIGNED.search(text) is not None:
        found = [f"{'' if sign == '¥' else sign}{float(amount):g}" for sign, amount in _SIGNED.findall(text)]
        text = _SIGNED.sub(" ", text)
    if not after.isdisjoint(_OF_PRICES) and _PRICE.search(text) is not None:
        found += map(_price, _PRICE.finditer(text))
        text = _PRICE.sub(" ", text)
    return found, text


def quantities(text: str, after: frozenset[str]) -> list[str]:
    """Return the quantities named: 2件 (also for 拍2), 3斤 (also for 1.5kg), 2 pair. `after` is as for `prices`."""
    found: list[str] = []
    if not after.isdisjoint(UNITS):
        found += [f"{int(count)}{unit}" for count, unit in _QUANTITY.findall(text)]
    if not after.isdisjoint("斤公千k"):
        found += [f"{float(amount) * (1 if in_jin else 2):g}斤" for amount, in_jin in _WEIGHED.findall(text)]
    if not after.isdisjoint("psbu"):
        found += [f"{int(count)} {unit or 'pc'}" for count, unit in _PIECES.findall(text)]
    if "拍" in text:
        found += [f"{count}件" for count in _TAKEN.findall(text)]
    return found


def _price(match: re.Match[str]) -> str:
    amount = float(match[1])
    if match["dimes"]:
        amount = amount / 10 + int(match["cents"] or 0) / 100
    elif match["tenths"]:
        amount += 0.5 if match["tenths"] == "半" else int(match["tenths"]) / 10
    return f"{'$' if match['dollars'] else ''}{amount:g}"
