"""What must never be merged over: sizes, measures, quantities, prices, colours, places, goods; and the product meant.

Each is brought to one canonical form, so that 2XL and XXL, 55公斤 and 110斤, 9块9 and 9.9 are the same.
"""

import re
from collections.abc import Iterator, Sequence

from console.triage.matcher import Hit
from console.triage.sizes import lengths, measures, sizes

Slots = tuple[tuple[str, str], ...]
"""Kinds and canonical values, sorted: ("colour", "黑色"), ("size", "2XL")."""

_DIGITS = "零一二三四五六七八九"
_COUNT = r"([0-9]{1,4}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_UNITS = "件个瓶盒箱包袋双条套支只斤片份单台罐本桶提组对"
_WORTH = re.compile(
    rf"[0-9a-z码号色蓝绿灰粉紫棕]|[一二两三四五六七八九十][{_UNITS}链款米]"
)  # anything else holds nothing to read
# Cheap looks for what the rules below cannot do without.
_DIGIT = re.compile("[0-9]")
_COLOURED = re.compile("[色蓝绿紫灰粉棕]")
_POINTED = re.compile("[号链宝商品车第#]|link|item|product|number|no\\.")
_COUNTED = re.compile(f"[0-9一二两三四五六七八九十][{_UNITS}]")

_PRODUCT = re.compile(
    rf"""(?<![0-9.月年]){_COUNT}号?(?:链接|宝贝|商品|品(?![牌质])|车)
    | 第{_COUNT}(?:个|款|件|号)
    | (?:链接|宝贝|商品)([0-9]{{1,3}})(?![0-9])
    | (?:\b(?:link|item|product|number|no\.)|\#)\s?([0-9]{{1,3}})(?![0-9])
    | (?<![0-9.月年大小])(?!(?:3[4-9]|4[0-8])号){_COUNT}号            # 3号多少钱; not the shoe of 39号, the date of 3号能到
      (?!发|到|前|之前|以前|晚|早|下午|上午|中午|凌晨|开|楼|店|线|能发|能到|会发|会到|可以发|才|就|还没|都|码)""",
    re.VERBOSE,
)
_PRICE = re.compile(
    r"""(?P<whole>[0-9]{1,6}(?:\.[0-9]{1,2})?)(?:块钱?|元|rmb)(?P<tenth>[0-9])?(?![0-9])
    | (?P<sign>[¥$])\s?(?P<signed>[0-9]{1,6}(?:\.[0-9]{1,2})?)
    | (?<![0-9.])(?P<bare>[0-9]{1,4}\.[0-9]{1,2})(?![0-9.]|\s?(?:kg|cm|mm|ml|g|l|m|斤|公斤|米|寸|折|码|厘米|万))""",
    re.VERBOSE,
)
_QUANTITY = re.compile(
    rf"(?<![这那哪每第某几上下0-9.]){_COUNT}([{_UNITS}])(?!月|邮|小时|星期|礼拜|人|码|号|色|价|天|套)"
)
# A colour that no list names: 豆绿色, 冰川蓝的. What comes along from before it only keeps two questions apart.
_SHADE = re.compile(
    r"[\u4e00-\u9fff]?(?![颜么啥哪几个种掉褪退染串变脱特角各有显肤气配花他的同多少一二两三四五六七八九十换错改上选补断原出好景跑晕走泛带吃])"
    r"[\u4e00-\u9fff]色(?!差)"
    r"|[\u4e00-\u9fff](?![不没有偏发显的变会])[\u4e00-\u9fff][蓝绿紫灰粉棕](?=[的0-9]|还|有|没|$)"
)

_BEFORE_COLOUR = frozenset(
    "有要想看个是没的拍买穿那这款色件双条了吗我和跟或试还能只卖发换成到选下问讲给姐亲宝播板满服驭"
)


def read_slots(text: str, hits: Sequence[Hit]) -> tuple[str | None, Slots]:
    """Return the product a folded text names ("3") and its slots. `hits` are those of the layer `slots`."""
    found = {_named(text, hit) for hit in hits}
    if _WORTH.search(text) is None:
        return None, tuple(sorted(found))
    if _COLOURED.search(text) is not None:
        found.update(("colour", shade) for shade in _shades(text, hits))
    product = None
    if _POINTED.search(text) is not None and (mention := _PRODUCT.search(text)):
        product = str(_number(next(filter(None, mention.groups()))))
        text = f"{text[: mention.start()]} {text[mention.end() :]}"
    long, text = lengths(text)
    found.update(("size", size) for size in long)
    found.update(("size", size) for size in sizes(text))
    if _DIGIT.search(text) is not None:
        body, text = measures(text)
        if body:
            found.add(("measures", body))
        found.update(("price", price) for price in _prices(text))
        text = _PRICE.sub(" ", text)
    if _COUNTED.search(text) is not None:
        found.update(("quantity", f"{_number(match[1])}{match[2]}") for match in _QUANTITY.finditer(text))
    return product, tuple(sorted(found))


def _named(text: str, hit: Hit) -> tuple[str, str]:
    """Return the slot a list's word stands for; where it has no canonical name, it is what was written."""
    slot, _, value = hit.name.partition(".")
    before = text[max(0, hit.start - 2) : hit.start]
    if slot == "colour" and "\u4e00" <= before[-1:] <= "\u9fff" and before[-1] not in _BEFORE_COLOUR:
        return slot, before + text[hit.start : hit.end]  # 豆绿色 is not the 绿色 in it
    return slot, value or text[hit.start : hit.end]


def _shades(text: str, hits: Sequence[Hit]) -> Iterator[str]:
    listed = [(hit.start, hit.end) for hit in hits if hit.name.startswith("colour.")]
    for match in _SHADE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in listed):
            yield match[0]


def _prices(text: str) -> Iterator[str]:
    for match in _PRICE.finditer(text):
        amount = float(match["whole"] or match["signed"] or match["bare"]) + int(match["tenth"] or 0) / 10
        yield f"{'$' if match['sign'] == '$' else ''}{amount:g}"


def _number(text: str) -> int:
    if text.isascii():
        return int(text)
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    if not ten:
        return _DIGITS.index(ones)
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
