"""Digits with nothing but gaps between them: the groups people cut a number into, and what the words around say of it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise

GAP = r"[^\w*×]"
"""What people put between the digits of a number: anything but letters, our own stars, and what multiplies."""

_CLUSTER = re.compile(rf"[0-9](?:{GAP}{{0,4}}+[0-9]){{6,}}+[xX]?")
"""Seven digits and more."""

_GROUP = re.compile("[0-9]+[xX]?")
_CALLED = re.compile(
    r"电话|手机|座机|号码|联系|打我|加我|找我|微信|收货|收件|地址|卡号|银行卡|账[号户]|(?:tel|phone|mobile|call|text|whatsapp|hp|cell)(?:\b|[^a-z])",
    re.IGNORECASE,
)
_OF_GOODS = re.compile(
    r"(?:[货款型编批色间品]号|证号?|[字第]|编码|条形?码|直播间|商品id|单价|sku|ean|isbn|[¥$￥€£#])[码为是:：\s]*(?:[A-Z]{1,4})?$|no\.?\s?$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s?(?:[元块万亿人件个粉赞票分米瓶盒包次位名条只台股斤克吨年期]|(?:ml|mm|cm|kg|g|m|usd|rmb|views|likes|fans|people)\b)",
    re.IGNORECASE,
)
_REACH = 10  # characters before a number that may say whose it is


class Cluster:
    """One cluster of a text.

    `groups` are its runs of digits without a gap, `has_x` says that an X ends the last one, as an ID's check sign does. `called` says that the words before it speak of telephones or cards, `plus` that a
    plus stands there, `otherwise` that what stands beside it makes it something else: a product code, an amount.
    """

    def __init__(self, text: str, match: re.Match[str]) -> None:
        found = list(_GROUP.finditer(text, match.start(), match.end()))
        self.text = text
        self.groups = [group[0].rstrip("xX") for group in found]
        self._spans = [group.span() for group in found]
        self._digits = "".join(self.groups)
        self.has_x = found[-1][0][-1] in "xX"
        self._starts = [0, *accumulate(map(len, self.groups))]
        before = text[max(0, match.start() - _REACH) : match.start()]
        self.called = _CALLED.search(before) is not None
        self.plus = before.endswith("+") and not before[-2:-1].isdecimal()
        self.otherwise = is_of_goods(before) or _UNIT.match(text, match.end()) is not None

    def span(self, at: int, count: int) -> tuple[int, int]:
        """Return where `count` groups from `at` on stand in the text."""
        return self._spans[at][0], self._spans[at + count - 1][1]

    def run(self, at: int, digits: int) -> tuple[str, int] | None:
        """Return exactly so many digits from a group on, and how many groups they are; None where no group ends there."""
        begin = self._starts[at]
        end = bisect_left(self._starts, begin + digits, at)
        if end == len(self._starts) or self._starts[end] != begin + digits:
            return None
        return self._digits[begin : begin + digits], end - at

    def cuts(self, at: int, count: int) -> tuple[int, ...]:
        """Return how long `count` groups from `at` on are."""
        return tuple(map(len, self.groups[at : at + count]))

    def is_even(self, at: int, count: int) -> bool:
        """Whether the same stands between all these groups: 138-0013-8000, but not 1800-2000 135."""
        spans = self._spans[at : at + count]
        gaps = {self.text[before[1] : after[0]] for before, after in pairwise(spans)}
        return len(gaps) <= 1


def is_of_goods(before: str) -> bool:
    """Whether what stands before a number makes it goods' or a permit's: 货号, SKU, 许可证号."""
    return _OF_GOODS.search(before) is not None


def clusters(text: str) -> Iterator[Cluster]:
    """Yield the clusters of seven and more digits in a text whose digits are `plain`."""
    for match in _CLUSTER.finditer(text):
        yield Cluster(text, match)
