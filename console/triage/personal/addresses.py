"""Where people live, as they type it: road and number, estate, building and room; and who receives the parcel."""

import re
from collections.abc import Iterator, Sequence

from console.triage.personal.found import Found

# Characters of a place's name: none that end what was said before it.
_NAME = r"[^\W\d_a-zA-Z省市区县镇乡到在寄送我是的了给发往住址于吗呢吧啊有没还就这那几上哪个要想问]"
_REGION = rf"(?:{_NAME}{{1,7}}(?:自治[县旗]|街道|开发区|新区|[区县旗镇乡]))"
_NUMBER = r"(?:[A-Za-z]?[0-9]{1,5}(?:[-之][0-9]{1,5}){0,3}|[A-Za-z]|[零〇一二三四五六七八九十百]{1,6}|[东南西北甲乙丙丁])"
_ROAD = rf"{_NAME}{{1,9}}(?:大道|大街|胡同|(?<![马半套思网线上一条])路|(?<![逛])街|(?<!小)巷|弄|(?<![知味渠频通报难跑赛])道|里(?=[0-9])|村)(?:[东南西北中]段?)?"
_ESTATE = rf"{_NAME}{{2,10}}(?:小区|社区|花园|家园|新村|山庄|公寓|大厦|广场|公馆|雅居|名邸|别墅|宿舍|国际|华府|[苑园城湾府庭邸墅寓])"
_PART = rf"(?:{_NUMBER}\s?(?:号楼|号院|单元|号(?!链|品|宝|色|码|款|[前到发能可才就线店])|栋|幢|座|弄|楼|层|室|房|户|组|队|期|梯|#))"
_ROOM = r"(?:[0-9]{3,4}(?![0-9]|[元块人件个号]))"
_SEP = r"[\s,、-]{0,2}"
_ADDRESS = re.compile(
    rf"(?:{_REGION}{{1,3}}{_SEP})?"
    rf"(?:{_ROAD}{_SEP}{_PART}(?:{_SEP}{_ESTATE})?"  # 文三路12号
    rf"|{_ROAD}?{_SEP}{_ESTATE}{_SEP}(?=[A-Za-z0-9十东南西北甲乙丙丁]+\s?(?:号|栋|幢|座|单元|室|期)){_PART}"  # 幸福小区3栋
    rf"|{_NUMBER}\s?(?:号楼|栋|幢|座){_SEP}(?:{_NUMBER}\s?单元{_SEP})?(?:[0-9]{{1,4}}(?:室|房|号)|[0-9]{{3,4}}(?![0-9A-Za-z元块人件个])))"  # 3栋2单元501
    rf"(?:{_SEP}{_PART}){{0,5}}(?:{_SEP}{_ROOM})?"
)
_ENGLISH = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9]{1,5}[A-Za-z]?\s(?:[NSEW]\.?\s)?(?:[A-Z0-9][A-Za-z0-9]{1,14}\s){1,3}"
    r"(?:[Ss]treet|St|[Aa]venue|Ave|[Rr]oad|Rd|[Ll]ane|Ln|[Dd]rive|Dr|[Bb]oulevard|Blvd|[Cc]ourt|Ct|[Tt]errace|[Cc]rescent)"
    r"|[0-9]{2,5}\s(?!(?:for|the|in|on|of|to|and|pcs|more)\b)[a-z]{3,14}\s(?:street|avenue|road|lane|boulevard))\b\.?"
    r"(?:,?\s?(?:[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite|[Ff]lat|#)\.?\s?#?[0-9A-Za-z-]{1,6})?(?:,\s?[A-Za-z ]{2,20},?\s[A-Z]{2}\s[0-9]{5}(?:-[0-9]{4})?)?"
)
# Announced, it needs no number: 地址:浙江省杭州市西湖区转塘街道象山新村.
_ANNOUNCED = re.compile(
    rf"(?:地址|住址|寄到|寄往|寄去|送到|发到|住在)[是为:：\s]{{0,3}}(?:{_NAME}{{2,8}}省{_SEP})?(?:{_NAME}{{1,7}}[市州盟]{_SEP})?"
    rf"(?P<rest>{_REGION}{{1,3}}[^\W_a-zA-Z吗呢吧啊的要多能可]{{0,20}}?[路街道村巷弄园苑厦城院场里庄号楼室栋区](?:[^\W_吗呢吧啊的要多能可]{{0,20}}[0-9号楼室栋区])?)"
)
_COUNTED = "[0-9零〇一二三四五六七八九十百A-Za-z东南西北甲乙丙丁]"
_HINT = re.compile(rf"[号栋幢座弄单楼层室房户组队期梯#](?:(?<={_COUNTED}.)|(?<={_COUNTED}\s.))")

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖石"
    "贾夏韦付方邹熊孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_CALLED = re.compile(
    r"[收联姓](?:(?<=收)[货件][人名]|(?<=联)系人|(?<=姓)名)是?(?:\s?:\s?(?P<told>[\u4e00-\u9fff]{2,4}|[A-Za-z]{2,15}(?:\s[A-Z][A-Za-z]{1,15})?)"
    rf"|\s?(?P<said>[{_SURNAMES}][^\W改错填写换在能可以吗呢怎什谁上不]{{1,2}}))(?![\u4e00-\u9fff])"
)
_BEFORE_NUMBER = re.compile(
    rf"(?:^|[\s,，。、:：;；/|]|(?<=[室号楼房]))([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})[\s,，、:：]{{0,2}}$"
)
_AFTER_NUMBER = re.compile(
    rf"[\s,，、:：]{{0,2}}([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=$|[\s,，。、:：;；/|])"
)
_REACH = 8


def addresses(text: str) -> Iterator[Found]:
    """Yield addresses in a text whose letters are `narrow`. Province and city stay outside: they are asked about in public."""
    for match in _ANNOUNCED.finditer(text):
        yield Found(*match.span("rest"), "address")
    if _HINT.search(text) is not None:
        for match in _ADDRESS.finditer(text):
            yield Found(match.start(), match.end(), "address")
    for match in _ENGLISH.finditer(text):
        yield Found(match.start(), match.end(), "address")


def names(text: str, phones: Sequence[Found]) -> Iterator[Found]:
    """Yield receivers' names: announced, or with a surname beside one of the telephone numbers."""
    for match in _CALLED.finditer(text):
        yield Found(*match.span("told" if match["told"] else "said"), "name")
    for phone in phones:
        before = _BEFORE_NUMBER.search(text[max(0, phone.start - _REACH) : phone.start])
        if before is not None:
            offset = max(0, phone.start - _REACH)
            yield Found(offset + before.start(1), offset + before.end(1), "name")
        after = _AFTER_NUMBER.match(text, phone.end)
        if after is not None:
            yield Found(*after.span(1), "name")
