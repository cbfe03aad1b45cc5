"""Amounts become minor units, whatever the currency's digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.reading.money import from_micros, minor_units, priced


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("12.34", "EUR", 1234),
        ("200", "JPY", 200),
        ("1.2345", "KWD", 1235),
        (88, "USD", 8800),
        (0.1, "USD", 10),
        ("soon", "USD", None),
        (None, "USD", None),
        ("NaN", "USD", None),
        ("1e300", "USD", None),
    ],
)
def test_the_currency_says_how_many_digits(
    amount: str | float | None, currency: str, minor: int | None
) -> None:
    """ISO 4217 knows currencies of none, two and three digits; what is no amount stays unknown."""
    assert minor == minor_units(amount, currency)


@given(st.integers(0, 10**9))
def test_micros_are_millionths_of_a_unit(units: int) -> None:
    """Whole units survive the way through millionths, in each kind of currency."""
    assert units == from_micros(str(units * 1_000_000), "JPY")
    assert units * 100 == from_micros(units * 1_000_000, "USD")
    assert from_micros("much", "USD") is None


def test_an_amount_without_its_currency_is_none() -> None:
    """And the other way round: neither says anything alone."""
    assert (200, "JPY") == priced(200, "JPY")
    assert (None, None) == priced(200, "")
    assert (None, None) == priced(None, "JPY")
