"""What of a product's title people say of it: 【直播专享】山雀 短款连帽羽绒服 90白鸭绒 → 短款连帽羽绒服, 羽绒服.

A Chinese title ends with the thing and begins with what it is like, so the ends of its parts name it. Words that are
said of many things name none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from console.triage.fold import fold

_SHORTEST, _SHORTEST_LATIN = 3, 5  # characters of a part; a shop may write shorter names itself
_LONGEST = 20
_APART = re.compile(r"[^\w'-]+|_+")
_HAN = re.compile("[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z0-9'-]*")
_SAID_OF_MANY = re.compile(
    "直播间?|专享|专属|专拍|链接|新款|新品|新人|爆款|热卖|同款|明星|网红|推荐|秒杀|特价|福利|限时|限量|正品|官方|旗舰店?|包邮|现货|预售|赠品|[买送]一[送发]?一?"
    "|加厚|加绒|加大|加长|加宽|大码|宽松|显瘦|修身|百搭|休闲|时尚|简约|复古|高级感?|短款|长款|中长款|连帽|圆领|[春夏秋冬]季|春夏|秋冬|四季|男女|男士|女士|男款|女款|儿童|宝宝|成人|学生"
    "|家用|商用|户外|便携|车载|办公室?|宿舍|旅行|大容量|多功能|一次性|食品级|不锈钢|纯棉|全棉|纯色|防水|防滑|防晒|静音|智能|无线|可视|免洗|无糖|低脂|原味|独立|小?包装|礼盒装|家庭装|整箱|组合"
    "|修护|补水|保湿|美白|滋润|温和|清洁|旗舰|升级版?|第.代|女|男"
)
_COMMON = frozenset(
    "black white women woman mens women's men's size large small medium with from free shipping style fashion "  # noqa: SIM905 - easier to read
    "quality official premium original natural portable cotton set pack piece pieces oversized "
    "waterproof wireless adjustable vintage casual summer winter breathable stainless lightweight reusable foldable unisex adult kids".split()
)


@lru_cache(4_096)
def parts(title: str) -> frozenset[str]:
    """Return, folded, what a title may be called in part. What several products share is for the caller to drop."""
    return frozenset((*_chinese(title), *_latin(title)))


def _chinese(title: str) -> Iterator[str]:
    for piece in filter(None, _APART.split(title)):
        folded = fold(piece)
        runs = _HAN.findall(_SAID_OF_MANY.sub("|", folded))
        if not runs:
            continue
        if _SHORTEST <= len(folded) <= _LONGEST:
            yield folded
        thing = runs[-1]
        for start in range(len(thing) - _SHORTEST + 1):
            yield thing[start:]


def _latin(title: str) -> Iterator[str]:
    words = [word for word in _LATIN.findall(fold(title)) if word not in _COMMON]
    for before, word in pairwise(words):
        yield f"{before} {word}"
    yield from (word for word in words[-1:] if len(word) >= _SHORTEST_LATIN)
