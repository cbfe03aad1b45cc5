"""What a run of digits is: an ID, a card, an order, somebody's number, or nothing of the kind."""

import re
from datetime import date
from itertools import pairwise

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_OLDEST, _YOUNGEST = 1900, 2100
_MOBILE = re.compile("(?:0{0,2}86)?1[3-9][0-9]{9}|09[0-9]{8}")
_REGION = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9")
_AREA = re.compile("0(?:10|2[0-9]|[3-9][0-9]{2})")
_CARD = re.compile("[3-6]")
_BARCODE = re.compile("69|97[89]")
_FEWEST_DISTINCT, _FEWEST_OF_MANY, _MANY = 4, 5, 10
_LONGEST_PERIOD = 7  # 52013145201314
_COUNTED = {"".join(map(str, range(1, last))) for last in range(10, 30)} | {"147258369", "258369147"}


def is_mobile(run: str) -> bool:
    """Whether it is a mobile number of the mainland, with or without the country's code, or of Taiwan."""
    return _MOBILE.fullmatch(run) is not None


def is_drummed(run: str) -> bool:
    """Whether it is two digits in turn or at random, as one drums them: 17171717177. 18888888888 may be somebody's."""
    return len(set(run)) == 2 and len(set(run[2:])) == 2


def is_landline(run: str) -> bool:
    """Whether it is a Chinese landline with its area code."""
    area = _AREA.match(run)
    return area is not None and 10 <= len(run) <= 12 and 7 <= len(run) - area.end() <= 8


def is_resident_id(run: str) -> bool:
    """Whether 18 signs are a resident ID: region, birth date and, by GB 11643 (ISO 7064 MOD 11-2), the check sign."""
    if len(run) != 18 or _REGION.match(run) is None or not is_date(run[6:14]):
        return False
    total = sum(weight * int(sign) for weight, sign in zip(_WEIGHTS, run[:17], strict=True))
    return _CHECKS[total % 11] == run[17].upper()


def is_old_id(run: str) -> bool:
    """Whether 15 digits can be a resident ID as issued before 1999: region and birth date, no check."""
    return len(run) == 15 and _REGION.match(run) is not None and is_date("19" + run[6:12])


def is_card(run: str) -> bool:
    """Whether it is a bank card's number: 15 to 19 digits that pass the Luhn check."""
    if not 15 <= len(run) <= 19 or _CARD.match(run) is None or is_idle(run):
        return False
    doubled = (sum(divmod(2 * int(sign), 10)) for sign in run[-2::-2])
    return (sum(doubled) + sum(map(int, run[-1::-2]))) % 10 == 0


def is_hotline(run: str) -> bool:
    """Whether it is a shop's hotline, which is nobody's: 400 and 800 numbers."""
    return len(run) == 10 and run.startswith(("400", "800"))


def is_barcode(run: str) -> bool:
    """Whether it is goods' own number: EAN-13 of China, or a book's (GS1 check digit)."""
    if len(run) != 13 or _BARCODE.match(run) is None:
        return False
    return (sum(map(int, run[::2])) + 3 * sum(map(int, run[1::2]))) % 10 == 0


def is_date(run: str) -> bool:
    """Whether it reads as yyyymmdd of these two centuries."""
    if len(run) != 8 or not _OLDEST <= int(run[:4]) < _YOUNGEST:
        return False
    try:
        date(int(run[:4]), int(run[4:6]), int(run[6:]))
    except ValueError:
        return False
    return True


def is_idle(run: str) -> bool:
    """Whether it is a flood or a game rather than a number: 66666, 520520520, 123456789, 111222333444, 100000000."""
    if len(set(run)) < (_FEWEST_DISTINCT if len(run) < _MANY else _FEWEST_OF_MANY) or run in _COUNTED:
        return True
    pairs = list(pairwise(run))
    steps = {(int(after) - int(before)) % 10 for before, after in pairs}
    changes = sum(before != after for before, after in pairs)
    return (
        steps in ({1}, {9})
        or changes * 2 < len(run)
        or any(run.startswith(run[period:]) for period in range(1, min(_LONGEST_PERIOD, len(run) // 2) + 1))
    )
