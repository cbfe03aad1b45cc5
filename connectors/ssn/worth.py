"""What a donation is worth, as sites write it for people: `$5.00`, `10 EUR`, `500 bits`. Pure."""

import re
from typing import NamedTuple

from connectors.reading.money import digits_of, minor_units
from connectors.text import clean

# A bare sign is the currency that most people mean by it; `¥` is two of them and stays unknown.
_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "₹": "INR",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "NT$": "TWD",
    "S$": "SGD",
    "R$": "BRL",
    "MX$": "MXN",
    "CN¥": "CNY",
    "JP¥": "JPY",
}
_MOST = 10**9
_CODE = re.compile(r"[A-Z]{3}")
_WRITTEN = re.compile(r"(?P<before>\D{0,5}?)\s?(?P<number>\d[\d.,' ]{0,20}\d|\d)\s?(?P<after>\D{0,40})")
_DECIMALS = re.compile(r"[.,](\d{1,2})$")
_THREE_DECIMALS = re.compile(r"\.(\d{3})$")


class Worth(NamedTuple):
    """Either money, `amount` in minor units of `currency`, or so many `pieces` of a `unit` of the site's own."""

    amount: int | None = None
    currency: str | None = None
    pieces: int = 1
    unit: str = ""


def worth_of(written: str) -> Worth:
    """Return what a donation is worth; what cannot be read is one of a unit called as it is written."""
    written = clean(written, 80).strip()
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return Worth(unit=written)
    before, after = match["before"].strip(), match["after"].strip()
    for told in (after, before):
        currency = _SIGNS.get(told) or (told if _CODE.fullmatch(told) else None)
        if currency is not None:
            return Worth(minor_units(_number(match["number"], digits_of(currency)), currency), currency)
    if before:
        return Worth(unit=written)
    return Worth(pieces=min(max(int(float(_number(match["number"]))), 1), _MOST), unit=after)


def _number(written: str, digits: int = 2) -> str:
    """Return a number with its separators told apart.

    One or two digits after the last are decimals; so are three after a point, where the currency has as many `digits`.
    """
    decimals = _DECIMALS.search(written) or (_THREE_DECIMALS.search(written) if digits == 3 else None)
    whole = written[: decimals.start()] if decimals else written
    whole = re.sub(r"\D", "", whole)
    return f"{whole}.{decimals[1]}" if decimals else whole
