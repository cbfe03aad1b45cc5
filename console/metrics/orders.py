"""The orders of a broadcast: one per id and platform, put together from what was said of each of its products."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from connectors.events import (
    STRANGER,
    OrderCancelled,
    OrderCreated,
    OrderEvent,
    OrderPaid,
    OrderRefunded,
    viewer_key,
)
from console.model.events import SessionStarted


class Line(msgspec.Struct, array_like=True, omit_defaults=True):
    """What was said of one product of an order, or of the order as a whole. Amounts in minor units, None where unsaid.

    `quantity` is the largest that was said, 0 where only a cancellation or a refund spoke of the line: feeds that give no
    quantity say 1, which must not undo what was said before. `refunded_whole` is a refund that named no amount.
    """

    quantity: int = 0
    created: int | None = None
    paid: int | None = None
    is_paid: bool = False
    cancelled: bool = False
    refunded: int = 0
    refunded_whole: bool = False

    @property
    def amount(self) -> int | None:
        """What the line costs."""
        return self.created if self.paid is None else self.paid

    @property
    def is_refunded(self) -> bool:
        """Whether any of it was given back."""
        return self.refunded_whole or self.refunded > 0


class Order(msgspec.Struct, array_like=True, omit_defaults=True):
    """One order as its events told it. Times are UTC ms by receipt, `paid_at` None where it was never paid.

    Feeds send an event for every product of an order, or one for the `whole`: `lines` holds one line a product. The same
    line told again, created and then paid or sent twice, is one.
    """

    platform: str
    begun_at: int
    viewer: str | None = None
    name: str | None = None
    currency: str | None = None
    paid_at: int | None = None
    lines: dict[str, Line] = {}
    whole: Line | None = None

    def line(self, product: str | None) -> Line:
        """Return what was said of a product, or of the order as a whole: a line of its own from now on."""
        if product is not None:
            return self.lines.setdefault(product, Line())
        if self.whole is None:
            self.whole = Line()
        return self.whole

    @property
    def keys(self) -> list[str]:
        """The viewer keys under which the buyer may have commented: the order's own, then the one that its name makes."""
        found = [] if self.viewer is None else [self.viewer]
        if self.name:
            by_name = viewer_key(self.platform, None, self.name)
            if by_name != self.viewer:
                found.append(by_name)
        return found

    @property
    def created(self) -> int | None:
        """What the order came to when it was placed, None where nobody said."""
        if self.whole is not None and self.whole.created is not None:
            return self.whole.created
        return _sum(line.created for line in self.lines.values())

    @property
    def amount(self) -> int | None:
        """What was paid, None where the order is not paid or nobody gave an amount."""
        if self.paid_at is None:
            return None
        whole = self.whole or _UNSAID
        if whole.paid is not None:
            return whole.paid
        named = _sum(line.amount for line in self._paid_lines().values())
        return whole.created if named is None else named

    @property
    def units(self) -> int:
        """How many pieces were paid."""
        each = sum(line.quantity for line in self._paid_lines().values())
        return each if self.whole is None else max(self.whole.quantity, each)

    @property
    def unpriced(self) -> int:
        """How many paid lines have no amount, where the order as a whole has none either."""
        if self.whole is not None and self.whole.amount is not None:
            return 0
        return sum(line.amount is None for line in self._paid_lines().values()) or int(self.amount is None)

    @property
    def cancelled(self) -> int:
        """What was cancelled of `amount`."""
        return self._part(lambda line: line.cancelled)

    @property
    def given_back(self) -> int:
        """What was refunded of `amount`, never more than it."""
        parts = sum(line.refunded for _, line in self._parts() if not line.refunded_whole)
        given_back = parts + self._part(lambda line: line.refunded_whole)
        return min(self.amount or 0, given_back) if given_back else 0

    def is_any(self, holds: Callable[[Line], bool]) -> bool:
        """Say whether something holds of any part of the order."""
        return any(holds(line) for _, line in self._parts())

    def _parts(self) -> Iterator[tuple[str | None, Line]]:
        """Yield what was said: of the order as a whole under None, and of each product."""
        if self.whole is not None:
            yield None, self.whole
        yield from self.lines.items()

    def _paid_lines(self) -> dict[str, Line]:
        """Return the products that were paid: all of them where the order was paid as a whole."""
        whole = self.whole is not None and self.whole.is_paid
        return {
            product: line for product, line in self.lines.items() if line.is_paid or (whole and line.quantity)
        }

    def _part(self, chosen: Callable[[Line], bool]) -> int:
        """Return what the chosen lines make of `amount`: all of it where one of them is the order, or no product of it."""
        parts = [(product, line) for product, line in self._parts() if chosen(line)]
        if not parts:  # most orders are kept: nothing needs to be summed up
            return 0
        amount = self.amount or 0
        part = 0
        paid = self._paid_lines()
        for product, line in parts:
            if product is None or not line.quantity:
                return amount
            if product in paid:
                part += line.amount or 0
        return min(part, amount)


_UNSAID = Line()
"""Stands for the order as a whole where nobody spoke of it. Never changed."""


def _sum(amounts: Iterable[int | None]) -> int | None:
    """Return the sum of the amounts that are known, None where none is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


class Orders:
    """The fold of orders, whatever the order of their events and however often they come.

    Each stays packed (about 100 bytes instead of 900) until it is spoken of: a great night brings a hundred thousand.
    """

    def __init__(self) -> None:
        self.reported = False
        """Whether there was a feed that would have told of orders."""
        self._packed: defaultdict[str, dict[str, bytes]] = defaultdict(dict)

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {
            OrderCreated: self._created,
            OrderPaid: self._paid,
            OrderCancelled: self._cancelled,
            OrderRefunded: self._refunded,
        }

    def all(self) -> list[Order]:
        """Return every order as it stands; each is unpacked anew, and changing it changes nothing here."""
        return [_unpack(packed) for of_platform in self._packed.values() for packed in of_platform.values()]

    def started(self, event: SessionStarted) -> None:
        """Note whether this part of the broadcast could tell of orders."""
        self.reported |= event.reads_orders

    @contextmanager
    def _of(self, event: OrderEvent) -> Iterator[tuple[Order, Line]]:
        """Take out the order and the line that an event speaks of; put back what has become of them."""
        of_platform = self._packed[event.platform]
        packed = of_platform.get(event.id)
        order = Order(event.platform, event.at) if packed is None else _unpack(packed)
        if event.viewer is not None and STRANGER not in event.viewer:  # a stranger is no buyer one can name
            order.viewer = order.viewer or event.viewer
        order.name = order.name or event.name
        order.currency = order.currency or event.currency
        yield order, order.line(event.product)
        of_platform[event.id] = _pack(order)

    def _created(self, event: OrderCreated) -> None:
        with self._of(event) as (_, line):
            line.quantity = max(line.quantity, event.quantity)
            line.created = event.amount if line.created is None else line.created

    def _paid(self, event: OrderPaid) -> None:
        with self._of(event) as (order, line):
            line.quantity = max(line.quantity, event.quantity)
            line.paid = event.amount if line.paid is None else line.paid
            line.is_paid = True
            order.paid_at = event.at if order.paid_at is None else order.paid_at

    def _cancelled(self, event: OrderCancelled) -> None:
        with self._of(event) as (_, line):
            line.cancelled = True

    def _refunded(self, event: OrderRefunded) -> None:
        with self._of(event) as (_, line):
            if event.amount is None:
                line.refunded_whole = True
            else:
                line.refunded += event.amount


_pack = msgspec.json.Encoder().encode  # not MessagePack: which bounds sums of money
_unpack = msgspec.json.Decoder(Order).decode
