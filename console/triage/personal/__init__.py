"""Personal data in what people type: where it stands, and the text without it.

Telephone numbers however they are spelled, resident IDs, bank cards, e-mail, messengers' names, addresses, receivers,
order and parcel numbers, tails. Prices, sizes, dates, floods, product codes and a shop's hotline are nobody's.
"""

from console.triage.personal.find import find
from console.triage.personal.found import Found, Kind
from console.triage.personal.mask import hides, masked
from console.triage.personal.tails import tails

__all__ = ["Found", "Kind", "find", "hides", "masked", "tails"]
