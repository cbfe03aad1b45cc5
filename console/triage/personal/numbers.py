"""Telephone numbers, IDs, cards and order numbers among a text's digits, in one piece or in groups."""

import re
from collections.abc import Callable, Iterator, Sequence

from console.triage.personal import runs
from console.triage.personal.clusters import Cluster, clusters
from console.triage.personal.found import Found, Kind

# How people cut up a mobile number. 139 129 199 99 is a list of prices.
_MOBILE_CUTS = {
    (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (3, 5, 3), (1, 10), (2, 9), (5, 6), (6, 5), (4, 7),
    (4, 3, 3), (4, 6), (2, 3, 4, 4), (2, 3, 8), (2, 11), (3, 2, 3, 3), (1,) * 11, (2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2),
}  # fmt: skip
_ID_CUTS = {
    (18,),
    (6, 8, 4),
    (6, 4, 4, 4),
    (6, 12),
    (3, 3, 4, 4, 4),
    (3, 3, 8, 4),
    (4, 4, 4, 6),
    (14, 4),
    (1,) * 18,
}
_CARD_CUTS = {(4, 6, 5), (6, 13), (6, 10)}
_ORDER_CUTS = ((6, 15), (3, 7, 7))  # Pinduoduo, Amazon
_AMERICAN = re.compile(r"[2-9][0-9]{2}(?:\)\s?|[-.])[2-9][0-9]{2}[-.\s][0-9]{4}(?![0-9])")
# 138oo138ooo; 1a3b8…; 138****5678. The literal first: nothing else is looked at without it.
_TRICKED = re.compile(
    r"1(?<![0-9A-Za-z]1)(?:(?P<lettered>[3-9OoIl][0-9OoIl]{9}(?![0-9A-Za-z]))"
    r"|[^0-9*][3-9](?:[^0-9*][0-9]){9}(?![0-9])|[3-9][0-9]\*{3,5}[0-9]{4}(?![0-9]))"
)
_FEWEST_REAL = 6  # digits among the letters that stand for some
_FEWEST_OF_ORDER = 12
_FEWEST_OF_ANY = 8

Taken = tuple[int, Kind] | None
"""How many groups a number takes, and its kind."""


def numbers(text: str) -> Iterator[Found]:
    """Yield the numbers of people in a text whose digits are `plain`."""
    for cluster in clusters(text):
        yield from _read(cluster)
    for match in _TRICKED.finditer(text):
        if match["lettered"] is None or _FEWEST_REAL <= sum(map(str.isdecimal, match[0])) < len(match[0]):
            yield Found(match.start(), match.end(), "phone")


def _read(cluster: Cluster) -> Iterator[Found]:
    at = 0
    while at < len(cluster.groups):
        hotline = cluster.run(at, 10)
        if hotline is not None and runs.is_hotline(hotline[0]):
            at += hotline[1]
            continue
        taken = next(filter(None, (rule(cluster, at) for rule in _RULES)), None)
        if taken is None:
            at += 1
            continue
        count, kind = taken
        yield Found(*cluster.span(at, count), kind)
        at += count


def _identity(cluster: Cluster, at: int) -> Taken:
    for digits, check in ((18, ""), (17, "X")):
        found = cluster.run(at, digits)
        if found is None or (check and not (cluster.has_x and at + found[1] == len(cluster.groups))):
            continue
        run, count = found
        *first, last = cluster.cuts(at, count)
        if (*first, last + len(check)) in _ID_CUTS and runs.is_resident_id(run + check):
            return count, "id"
    return None


def _card(cluster: Cluster, at: int) -> Taken:
    for digits in (19, 16, 15, 17, 18):
        found = cluster.run(at, digits)
        if found is None or runs.is_idle(found[0]):
            continue
        run, count = found
        cuts = cluster.cuts(at, count)
        as_printed = count > 1 and set(cuts[:-1]) == {4}
        if (runs.is_card(run) or cluster.called) and (count == 1 or as_printed or cuts in _CARD_CUTS):
            return count, "card"
    return None


def _mobile(cluster: Cluster, at: int) -> Taken:
    if cluster.groups[at][0] not in "018":
        return None
    for digits in (11, 10, 13, 14, 15):
        found = cluster.run(at, digits)
        if found is None or not runs.is_mobile(found[0]) or runs.is_drummed(found[0]):
            continue
        count = found[1]
        usual = cluster.cuts(at, count) in _MOBILE_CUTS and cluster.is_even(at, count)
        if count == 1 or cluster.called or usual:
            return count, "phone"
    return None


def _grouped_order(cluster: Cluster, at: int) -> Taken:
    cuts = cluster.cuts(at, 3)
    return next(((len(order), "order") for order in _ORDER_CUTS if cuts[: len(order)] == order), None)


def _abroad(cluster: Cluster, at: int) -> Taken:
    """Take a number after a plus or 00: groups until there are ten digits, which no country's number exceeds by much."""
    zeros = cluster.groups[at].startswith("00") and not runs.is_idle("".join(cluster.groups[at : at + 5]))
    if not zeros and not (cluster.plus and at == 0):
        return None
    for digits in range(10, 16):
        found = cluster.run(at, digits)
        if found is not None:
            return found[1], "phone"
    return None


def _landline(cluster: Cluster, at: int) -> Taken:
    if cluster.groups[at][0] != "0":
        return None
    for count in (1, 2, 3):
        groups = cluster.groups[at : at + count]
        if runs.is_landline("".join(groups)) and (count == 1 or 3 <= len(groups[0]) <= 4):
            return count, "phone"
    return None


def _american(cluster: Cluster, at: int) -> Taken:
    found = _AMERICAN.match(cluster.text, cluster.span(at, 1)[0])
    return None if found is None else (3, "phone")


def _called(cluster: Cluster, at: int) -> Taken:
    """Take what the words before call a telephone number: as much of it as one can have."""
    if at or not cluster.called:
        return None
    for digits in range(13, 6, -1):
        found = cluster.run(at, digits)
        if found is not None and cluster.is_even(at, found[1]) and not runs.is_idle(found[0]):
            return found[1], "phone"
    return None


def _long(cluster: Cluster, at: int) -> Taken:
    """Take a long run for somebody's number, unless something says what else it is: nothing harmless has twelve lively digits."""
    digits = cluster.groups[at]
    if len(digits) < _FEWEST_OF_ANY or runs.is_idle(digits) or runs.is_barcode(digits):
        return None
    if runs.is_old_id(digits):
        return 1, "id"
    if len(digits) >= _FEWEST_OF_ORDER:
        return None if cluster.otherwise and len(digits) < 15 else (1, "order")
    start, end = cluster.span(at, 1)
    in_a_code = start > 0 and cluster.text[start - 1].isascii() and cluster.text[start - 1].isalpha()
    is_amount = cluster.text.startswith(".", end)
    return None if cluster.otherwise or in_a_code or is_amount or runs.is_date(digits) else (1, "number")


_RULES: Sequence[Callable[[Cluster, int], Taken]] = (
    _identity,
    _card,
    _mobile,
    _grouped_order,
    _abroad,
    _landline,
    _american,
    _called,
    _long,
)
