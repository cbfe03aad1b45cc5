"""Where and when a message was received: what every event of it is stamped with."""

from typing import NamedTuple


class Receipt(NamedTuple):
    """The receiving feed's name, and the time in UTC ms."""

    feed: str
    at: int
