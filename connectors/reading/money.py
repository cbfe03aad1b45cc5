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


def digits_of(currency: str) -> int:
    """Return how many decimals a currency (ISO 4217) has: none for JPY, three for KWD, two for most."""
    return _DIGITS.get(currency, 2)


def minor_units(amount: str | float | Decimal | None, currency: str) -> int | None:
    """Return an amount in whole units of `currency` (ISO 4217) as minor units, rounded half up; None for no amount."""
    try:
        value = Decimal(str(amount).strip()).scaleb(digits_of(currency))
        return int(value.quantize(Decimal(1), ROUND_HALF_UP)) if abs(value) < _LARGEST else None
    except ArithmeticError:  # no number, none that compares, or one beyond all bounds
        return None


def from_micros(micros: str | float | None, currency: str) -> int | None:
    """Return an amount in millionths of a unit of `currency` as minor units; None for no amount."""
    try:
        return minor_units(Decimal(str(micros).strip()).scaleb(-6), currency)
    except ArithmeticError:
        return None


def priced(amount: int | None, currency: str) -> tuple[int, str] | tuple[None, None]:
    """Return amount (minor units) and currency, or neither: one says nothing without the other."""
    return (amount, currency) if amount is not None and len(currency) == 3 else (None, None)
