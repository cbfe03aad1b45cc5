"""One piece of personal data in a text."""

from typing import Literal, NamedTuple

Kind = Literal[
    "phone", "id", "card", "email", "handle", "address", "name", "order", "parcel", "tail", "number"
]
"""What it is: `handle` is a messenger's name or number, `tail` the last digits of an order, a telephone or a card, and
`number` a long number of no known kind."""


class Found(NamedTuple):
    """Where a piece stands (code points, `end` not included) and what it is."""

    start: int
    end: int
    kind: Kind
