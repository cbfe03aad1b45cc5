"""What must never be merged over: sizes, measures, quantities, prices, colours, places, tails; and the product meant.

Each is brought to one canonical form, so that 2XL and XXL, 55公斤 and 110斤, 9块9 and 9.9 are the same.
"""

import re
from collections.abc import Iterator, Sequence

from console.triage.amounts import prices, quantities
from console.triage.body import lengths, measures
from console.triage.matcher import Hit
from console.triage.numerals import COUNTED, in_digits
from console.triage.personal import tails
from console.triage.sizes import lettered, numbered, specified

Slots = tuple[tuple[str, str], ...]
"""Kinds and canonical values, sorted: ("colour", "黑色"), ("size", "2XL")."""

# Every pattern begins with a set of signs, which the search finds fast; what must stand before them is asked after them.
_WORTH = re.compile(
    rf"""[0-9码号位色蓝绿灰粉紫棕一二两三四五六七八九十xslmt](?:
      (?<=[0-9码号位色蓝绿灰粉紫棕])
    | (?<=[一二两三四五六七八九十])(?:[{COUNTED}百千]|(?<=[高重拍第].))
    | (?<=[xslm])(?<![a-z0-9'.].)(?:x*[sl])?(?![a-z0-9'])
    | (?<=t)(?<![a-z].)(?:wo|hree)\s )""",
    re.VERBOSE,
)  # anything else holds nothing to read
_DIGIT = re.compile("[0-9]")
_COLOURED = re.compile("[色蓝绿紫灰粉棕]")
_POINTED = re.compile(
    r"[号链宝商品车第#kmtr.](?:(?<=[号链宝商品车第#])|(?:(?<=link)|(?<=item)|(?<=product)|(?<=number)|(?<=no\.))\s?[0-9])"
)

_FOLLOWER = re.compile(r"[0-9](?![0-9])\s?([^0-9\s]?)")
_OF_BODIES = frozenset("c厘公斤k千lp磅/,和.-'′f米") | {""}

_PRODUCT = re.compile(
    r"""(?<![0-9.月年])([0-9]{1,4})号?(?:链接|宝贝|商品|品(?![牌质])|车(?!厘))
    | 第([0-9]{1,4})(?:个|款|件|号)
    | (?:链接|宝贝|商品)([0-9]{1,3})(?![0-9])
    | (?:\b(?:link|item|product|number|no\.)|\#)\s?([0-9]{1,3})(?![0-9])
    | (?<![0-9.月年大小])(?!(?:3[4-9]|4[0-8])号)([0-9]{1,4})号            # 3号多少钱; not the shoe of 39号, the date of 3号能到
      (?!发|到|前|之前|以前|晚|早|下午|上午|中午|凌晨|开|楼|店|线|人|能发|能到|会发|会到|可以发|才|就|还没|都|码)""",
    re.VERBOSE,
)
# A colour that no list names: 豆绿色, 冰川蓝的. What comes along from before it only keeps two questions apart.
_SHADE = re.compile(
    r"[\u4e00-\u9fff]?(?![颜么啥哪几个种掉褪退染串变脱特角各有显肤气配花他的同多少一二两三四五六七八九十换错改上选补断原出好景跑晕走泛带吃号])"
    r"[\u4e00-\u9fff]色(?!差)"
    r"|[\u4e00-\u9fff](?![不没有偏发显的变会])[\u4e00-\u9fff][蓝绿紫灰粉棕](?=[的0-9]|还|有|没|$)"
)
_SHADE_NUMBER = re.compile(r"([0-9](?<![0-9.].)[0-9]{0,2})(?:号色|色号)|(?<=色号)[:是]?#?([0-9]{1,3})")

_BEFORE_COLOUR = "有要想看个是没的拍买穿那这款色件双条了吗我和跟或试还能只卖发换成到选下问讲给姐亲宝播板满服驭改来说发把无块套面么重加投再是"


def read_slots(text: str, hits: Sequence[Hit]) -> tuple[str | None, Slots]:
    """Return the product a folded text names ("3") and its slots. `hits` are those of the layer `slots`."""
    found = {_named(text, hit) for hit in hits} if hits else set()
    if _WORTH.search(text) is None:
        return None, tuple(sorted(found)) if found else ()
    if _COLOURED.search(text) is not None:
        found.update(("colour", shade) for shade in _shades(text, hits))
    if "尾" in text or "后" in text or "末" in text or "last" in text or " end" in text:
        found.update(tails(text))
    for size in lettered(text):
        found.add(("size", size))
    text = in_digits(text)
    if _DIGIT.search(text) is None:
        return None, tuple(sorted(found))
    special, text = specified(text)
    for size in special:
        found.add(("size", size))
    if "色" in text:
        found.update(
            [("colour", f"{int(before or after)}号色") for before, after in _SHADE_NUMBER.findall(text)]
        )
        text = _SHADE_NUMBER.sub(" ", text)
    product, text = _pointed(text)
    _count(text, frozenset(_FOLLOWER.findall(text)), found)
    return product, tuple(sorted(found))


def _count(text: str, after: frozenset[str], found: set[tuple[str, str]]) -> None:
    """Add what a text with digits holds of numbers; each rule leaves to the next what it did not take.

    `after` are the signs that follow them, "" for none: what no rule looks for costs next to nothing.
    """
    if not after.isdisjoint("米m的床"):
        long, text = lengths(text)
        found.update([("size", size) for size in long])
    if not after.isdisjoint(_OF_BODIES) or "高" in text or "重" in text or "围" in text:
        body, text = measures(text)
        found.update([("measures", measure) for measure in body])
    for size in numbered(text):
        found.add(("size", size))
    paid, text = prices(text, after)
    for price in paid:
        found.add(("price", price))
    for quantity in quantities(text, after):
        found.add(("quantity", quantity))


def _named(text: str, hit: Hit) -> tuple[str, str]:
    """Return the slot a list's word stands for; where it has no canonical name, it is what was written."""
    slot, _, value = hit.name.partition(".")
    before = text[max(0, hit.start - 2) : hit.start]
    if slot == "colour" and "\u4e00" <= before[-1:] <= "\u9fff" and before[-1] not in _BEFORE_COLOUR:
        return slot, _shade(
            before + text[hit.start : hit.end].removesuffix("的")
        )  # 豆绿色 is not the 绿色 in it
    return slot, value or text[hit.start : hit.end]


def _shades(text: str, hits: Sequence[Hit]) -> Iterator[str]:
    listed = [(hit.start, hit.end) for hit in hits if hit.name.startswith("colour.")]
    for match in _SHADE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in listed):
            yield _shade(match[0])


def _shade(written: str) -> str:
    """Return a shade without what was said before it."""
    shade = written.lstrip(_BEFORE_COLOUR)
    return shade if len(shade) > 1 else written


def _pointed(text: str) -> tuple[str | None, str]:
    """Return the number of the product that a text points at, and the text without it."""
    mention = _PRODUCT.search(text) if _POINTED.search(text) is not None else None
    if mention is None:
        return None, text
    return str(int(mention[mention.lastindex or 0])), f"{text[: mention.start()]} {text[mention.end() :]}"
