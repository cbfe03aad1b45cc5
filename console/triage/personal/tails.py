"""The last digits of an order or a telephone, by which viewers ask to be found: 尾号1234, 订单后四位1234, order ending in 1234."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from console.triage.personal.digits import plain
from console.triage.personal.found import Found

SHOWN = 2
"""Digits of a number that stay in sight: enough to tell it from another one, too few to find anybody by."""

_AFTER_WORD = re.compile(
    r"[尾末后le](?:尾?[号数巴]|[面边]?[4-6]个?(?:位数?|数字?|号)|ast\s(?:[4-6]|four|five|six)(?:\sdigits?)?|(?P<ending>nd(?:ing|s)))"
    r"\s?(?:的?是|为|is|are|in|with)?[\s:]{0,3}#?(?P<digits>[0-9](?:[\s-]?[0-9]){3,5})(?![0-9]|\s?[元块件个])",
    re.IGNORECASE,
)
_BEFORE_WORD = re.compile(r"(?P<digits>[0-9]{4})(?<![0-9*][0-9]{4})\s?(?:的?尾号|结尾)")
_SOUGHT = re.compile("[尾末后後lLeE](?:[号號数數巴面边邊个個4-6四五六尾]|ast|nd)")
_WHAT = re.compile(
    "(?P<order>订单|单号|运单|快递|包裹|order|parcel)|(?P<phone>手机|电话|号码|phone|mobile)|(?P<card>卡|card)",
    re.IGNORECASE,
)
_ORDER = re.compile("订单|单号|下单|拍的|order", re.IGNORECASE)
_REACH = 12  # characters before a tail that may say whose it is

TailKind = Literal["order", "phone"]


class _Tail(NamedTuple):
    start: int
    end: int
    kind: TailKind | None
    digits: str


def find_tails(text: str) -> Iterator[Found]:
    """Yield the tails in a text whose digits are `plain`."""
    for tail in _tails(text):
        yield Found(tail.start, tail.end, "tail")


def tails(text: str) -> tuple[tuple[TailKind, str], ...]:
    """Return the tails a viewer gives, masked: `(("phone", "**34"),)`. Any string is accepted, folded or not.

    A tail is an order's where the text says so, a telephone's otherwise; a bank card's is neither.
    """
    if _SOUGHT.search(text) is None:
        return ()
    told = [
        (tail.kind, "*" * (len(tail.digits) - SHOWN) + tail.digits[-SHOWN:])
        for tail in _tails(plain(text))
        if tail.kind is not None
    ]
    return tuple(dict.fromkeys(told))


def _tails(text: str) -> Iterator[_Tail]:
    matches = [*_AFTER_WORD.finditer(text), *_BEFORE_WORD.finditer(text)]
    if not matches:
        return
    usual: TailKind = "phone" if _ORDER.search(text) is None else "order"
    for match in matches:
        before = list(_WHAT.finditer(text, max(0, match.start() - _REACH), match.start()))
        if match.re is _AFTER_WORD and match["ending"] and not before:
            continue  # ends in 3000 seconds
        kind: TailKind | None = usual
        if before:
            kind = "order" if before[-1]["order"] else "phone" if before[-1]["phone"] else None
        yield _Tail(*match.span("digits"), kind, "".join(filter(str.isdecimal, match["digits"])))
