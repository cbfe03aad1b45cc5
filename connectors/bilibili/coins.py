"""Bilibili's gold coins (金瓜子), in which gifts are priced: 1000 are one yuan. Pure."""

from connectors.reading.scalars import Scalar, whole_of

CURRENCY = "CNY"


def fen(coins: Scalar, count: int = 1) -> int | None:
    """Return what `count` pieces at `coins` each come to in fen; None where the price is no number."""
    price = whole_of(coins)
    return None if price is None else price * count // 10
