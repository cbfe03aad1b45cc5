"""Ids, texts, counts and times as platforms send them: a number today, text tomorrow. Pure."""

from connectors.text import clean

Scalar = str | int | float | bool | None
"""What may stand in a field that ought to hold one value."""

LONGEST_ID = 200  # characters
LARGEST = 2**53  # the largest whole number every reader of JSON agrees on; as UTC ms far beyond any date
_SECONDS_BELOW = 100_000_000_000  # a time below this is in seconds: as ms it would lie in 1973
_LATEST_MS = 10**15


def text_of(value: Scalar) -> str:
    """Return a value as text, "" for none."""
    return value if type(value) is str else "" if value is None else str(value)


def id_of(*values: Scalar) -> str:
    """Return the first of the values that can be an id, "" where none can: platforms write 0 for none."""
    for value in values:
        found = clean(text_of(value), LONGEST_ID).strip()
        if found not in {"", "0"}:
            return found
    return ""


def whole_of(value: Scalar) -> int | None:
    """Return a value as a whole number from 0 to 2^53, None where it is none."""
    try:
        number = int(value or 0) if type(value) is not float else round(value)
    except (ValueError, OverflowError):
        return None
    return number if value not in {None, ""} and 0 <= number <= LARGEST else None


def count_of(*values: Scalar) -> int:
    """Return the first of the values that is a number above 0, 1 where none is."""
    return next((number for value in values if (number := whole_of(value))), 1)


def ms_of(value: Scalar) -> int | None:
    """Return a time in UTC ms from one in seconds or in ms; None where it is neither."""
    try:
        number = float(value or 0)
    except (ValueError, OverflowError):
        return None
    if not 0 < number < _LATEST_MS:
        return None
    return round(number * 1000 if number < _SECONDS_BELOW else number)
