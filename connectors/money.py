"""Amounts of money as platforms write them, brought to minor units. Pure."""

from decimal import ROUND_HALF_UP, Decimal

# ISO 4217 exponents that are not 2.
_DIGITS = dict.fromkeys(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ],
    0,
) | dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3)
_LARGEST = 10**15


def minor_units(amount: str | float | Decimal | None, currency: str) -> int | None:
    """Return an amount in whole units of `currency` (ISO 4217) as minor units, rounded half up; None for no amount."""
    try:
        value = Decimal(str(amount).strip()).scaleb(_DIGITS.get(currency, 2))
        return int(value.quantize(Decimal(1), ROUND_HALF_UP)) if abs(value) < _LARGEST else None
    except ArithmeticError:  # no number, none that compares, or one beyond all bounds
        return None


def from_micros(micros: str | float | None, currency: str) -> int | None:
    """Return an amount in millionths of a unit of `currency` as minor units; None for no amount."""
    try:
        return minor_units(Decimal(str(micros).strip()).scaleb(-6), currency)
    except ArithmeticError:
        return None
