"""What is found by its letters or by the word before it: e-mail, messengers' names, order and parcel numbers."""

import re
from collections.abc import Iterator

from console.triage.personal import runs
from console.triage.personal.clusters import is_of_goods
from console.triage.personal.found import Found

_EMAIL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,63})@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
# After one of these comes a name or a number; the first sign is looked for first, which is what makes it fast.
_MESSENGER = re.compile(
    r"[微薇威维徽VWQXTLIKZS扣企小抖快支群](?:(?<=[微薇威维徽])(?:信|❤|芯)|(?<=[VW])[X信❤]|(?<=[QX])[Q群]群?|(?<=T)G|(?<=L)INE"
    r"|(?<=W)(?:e\s?chat|eixin|hatsapp)|(?<=T)elegram|(?<=I)nstagram|(?<=K)akaotalk|(?<=Z)alo|(?<=S)kype"
    r"|(?<=群)|(?<=扣)扣|(?<=企)鹅|(?<=小)红书|(?<=[抖])音|(?<=快)手|(?<=支)付宝)"
    r"[\s_]{0,2}(?:号码?|帐号|账号|名|id|no\.?|#)?[\s_]{0,2}(?P<sign>是|为|:|=|@|➕|\+|->|is\s)?[\s_:]{0,2}"
    r"(?P<name>[A-Z][A-Z0-9_-]{5,19}|[0-9](?:[\s-]?[0-9]){4,11})(?![A-Z0-9_])",
    re.IGNORECASE,
)
_ADDING = re.compile("(?:[加➕+找私搜]|add)\\s?(?:我的?|个|下|me on|my)?\\s?$", re.IGNORECASE)
_WORD = re.compile("[A-Za-z]+")
_REACH = 8  # characters before a messenger's name that may ask to be added

# An announced order or parcel number: five digits at least.
_ANNOUNCED = re.compile(
    r"[单递流款易水踪loO](?:(?<=[递流踪])单|(?<=物)流)?(?:(?<=单)(?:编号|号码?|(?<=[订定]单))|(?:(?<=[递流易水])|(?<=退款))(?:编号|号码?)"
    r"|(?i:(?<=o)rder|(?<=parce)l)(?:\s?(?i:id|no\.?|number|#))?)"
    r"[\s_]{0,2}(?:是|为|:|#|=)?[\s:#]{0,3}"
    r"(?P<code>[A-Za-z]{0,4}[0-9][0-9A-Za-z-]{3,30}[0-9A-Za-z])(?![0-9A-Za-z]|\s?[元块万个人名年月])"
)
_OF_PARCEL = re.compile("快递|物流|运单|parcel|tracking", re.IGNORECASE)
_FEWEST_DIGITS = 5
# Parcel numbers by their letters: SF1234567890123, YT…, JDVB…, EB123456789CN (UPU S10), 1Z… (UPS); P… is an order of Xiaohongshu's.
_LONG = re.compile("[0-9]{8}")
_PARCEL = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Za-z]{2,4}[0-9]{10,17}(?:-[0-9]{1,3}){0,3}|[A-Za-z]{2}[0-9]{9}[A-Za-z]{2}|1Z[0-9A-Z]{16}"
    r"|(?P<order>P[0-9]{15,18}))(?![0-9A-Za-z])"
)


def handles(text: str) -> Iterator[Found]:
    """Yield e-mail addresses and messengers' names in a text whose digits are `plain`."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Found(match.start(), match.end(), "email")
    for match in _MESSENGER.finditer(text):
        name = match["name"]
        # 微信apple: a plain word is only a name where something says so.
        told = match["sign"] or not _WORD.fullmatch(name)
        if not told and _ADDING.search(text, max(0, match.start() - _REACH), match.start()) is None:
            continue
        if not (name[0].isdecimal() and runs.is_idle("".join(filter(str.isdecimal, name)))):
            yield Found(*match.span("name"), "handle")


def orders(text: str) -> Iterator[Found]:
    """Yield order and parcel numbers that are announced or have letters in them, in a text whose digits are `plain`."""
    for match in _ANNOUNCED.finditer(text):
        if sum(map(str.isdecimal, match["code"])) >= _FEWEST_DIGITS:
            parcel = _OF_PARCEL.search(text, max(0, match.start() - _REACH), match.start("code"))
            yield Found(*match.span("code"), "order" if parcel is None else "parcel")
    if _LONG.search(text) is not None:
        for match in _PARCEL.finditer(text):
            if is_of_goods(text[max(0, match.start() - _REACH) : match.start()]):
                continue
            yield Found(match.start(), match.end(), "order" if match["order"] else "parcel")
