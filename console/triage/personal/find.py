"""Where a text holds personal data: one cheap look first, then the rules."""

import re
from collections.abc import Iterable, Iterator

from console.triage.personal.addresses import addresses, names
from console.triage.personal.clusters import GAP
from console.triage.personal.digits import DIGIT_SIGNS, narrow, plain
from console.triage.personal.found import Found
from console.triage.personal.handles import handles, orders
from console.triage.personal.numbers import numbers
from console.triage.personal.tails import find_tails

_D = f"[{DIGIT_SIGNS}]"
_AFTER_DIGIT = "|".join(
    (
        rf"(?:{GAP}{{0,4}}+{_D}){{3}}",  # four digits, however far apart
        rf"(?:[^*]{_D}){{4}}",  # laced with letters
        rf"{_D}{{2}}[*oOlI杠_]",  # 138oo…, 138****…
        rf"[{DIGIT_SIGNS}十百-]{{0,6}}\s?(?:[栋棟幢座弄室#]|[单單]元|[号號](?![链鏈品宝寶色码碼款]))",  # a house, not a link
        r"[0-9]{0,4}\s[A-Za-z][A-Za-z0-9 .]{2,30}(?i:st|ave|r[do]|lane|ln|dr|bl|cour|ct)",  # an English one
    )
)
_AFTER_WORD = (
    r"(?<=[:：=])[ _]?[A-Za-z0-9_]{3}|(?<=_)[A-Za-z0-9]|(?<=[@＠])[A-Za-z0-9Ａ-Ｚａ-ｚ０-９-]{1,63}[.．]"
    r"|[信❤芯][^A-Za-z0-9]{0,4}[A-Za-z0-9]|[我个個下]?的?[vVwWqQ微薇扣]|扣|鹅|鵝"  # messengers
    r"|[货貨件系繫][人名件]|名|(?:址|[到往去在])\w{2,16}[区區县縣旗镇鎮乡鄉]"  # receivers and places
)
# The signs anything personal begins with, each with a short look at what follows: nearly every comment ends here.
_WORTH = re.compile(
    f"[{DIGIT_SIGNS}@＠:：=_加➕微薇威维維徽扣企收姓联聯地住寄送发發](?:(?<={_D})(?:{_AFTER_DIGIT})|{_AFTER_WORD})"
)


def find(text: str) -> tuple[Found, ...]:
    """Return the personal data in a text in order, none overlapping. Any string is accepted."""
    if _WORTH.search(text) is None:
        return ()
    readable = plain(text)
    counted = list(numbers(readable))
    found = [*handles(readable), *orders(readable), *find_tails(readable), *counted, *addresses(narrow(text))]
    found += names(narrow(text), [number for number in counted if number.kind == "phone"])
    return tuple(_apart(found))


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Yield everything found once: what overlaps begins where the one before ends, the longer and the surer first."""
    reached = 0
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.end)):
        if piece.end > reached:
            yield piece._replace(start=max(piece.start, reached))
            reached = piece.end
