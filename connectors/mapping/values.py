"""What a foreign field may hold, brought to what our events hold; None or "" where it is not usable."""

import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from connectors.reading import money
from connectors.reading.moments import EARLIEST_MS, LATEST_MS, from_iso
from connectors.text import clean, clean_name

LONGEST_ID = 200
LONGEST_TITLE = 200
_LONGEST_AMOUNT = 100  # characters; what is longer is no amount, and could take minutes to be found none
_MOST_DIGITS = 15  # before the point
_LARGEST_COUNT = 10**12
_MONEY = re.compile(
    r"(?P<minus>[-\u2212])?\s*(?:[a-z]{2,3}\s?)?[¥$€£]?\s*(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?P<part>\.[0-9]{1,20})?\s*[元圆]?",
    re.IGNORECASE,
)
_PER_MS = {"s": 0.001, "ms": 1, "us": 1000}


def text_of(value: Any) -> str | None:
    """Return cleaned text; a number becomes its digits, anything else is no text."""
    if type(value) is str:
        return clean(value)
    return str(value) if type(value) in {int, float} else None


def id_of(value: Any) -> str:
    """Return an id as text, "" where there is none."""
    if value is None:
        return ""
    if type(value) is str and value.isalnum():  # nothing to clean in letters and digits
        return value[:LONGEST_ID]
    return clean(text_of(value) or "", LONGEST_ID).strip()


def name_of(value: Any) -> str:
    """Return a display name, "" where there is none."""
    return clean_name(value if type(value) is str else text_of(value) or "")


def title_of(value: Any) -> str:
    """Return the title of a product or a gift, "" where there is none."""
    return clean(text_of(value) or "", LONGEST_TITLE)


def word_of(value: Any) -> str:
    """Return a word that programs use among themselves, "" where there is none."""
    return text_of(value) or ""


def count_of(value: Any) -> int | None:
    """Return a whole number that is not negative; None for what is none, or is beyond counting."""
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number < _LARGEST_COUNT else None


def clock(unit: str) -> Callable[[Any], int | None]:
    """Return the reader of times in `unit` (s, ms, us, iso): UTC ms, None for what cannot be a time."""
    if unit == "iso":
        return from_iso
    per_ms = _PER_MS[unit]

    def read(value: Any) -> int | None:
        try:
            ms = value / per_ms if type(value) is int else float(value) / per_ms
        except (TypeError, ValueError, OverflowError):
            return None
        return int(ms) if EARLIEST_MS < ms < LATEST_MS else None

    return read


def minor_units(value: Any, currency: str, *, in_major: bool) -> int | None:
    """Return an amount of money in minor units of `currency`, rounded half up; None where it is no amount."""
    amount = amount_of(value)
    if amount is None:
        return None
    if in_major:
        return money.minor_units(amount, currency)
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def amount_of(value: Any) -> Decimal | None:
    """Return a number, also where it is written for people: `￥1,234.50`, `99元`; None where it is none, or beyond all bounds."""
    text = str(value)
    if len(text) > _LONGEST_AMOUNT:
        return None
    text = unicodedata.normalize("NFKC", text).strip()
    written = _MONEY.fullmatch(text)
    if written is not None:
        minus, whole, part = written.group("minus") or "", written["whole"].replace(",", ""), written["part"]
        text = f"{'-' if minus else ''}{whole}{part or ''}"
    try:
        number = Decimal(text)
    except ArithmeticError:
        return None
    return number if number.is_finite() and number.adjusted() < _MOST_DIGITS else None
