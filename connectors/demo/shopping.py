"""What becomes of an order: created, then mostly paid, sometimes given up, now and then taken back."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from connectors.demo.catalogue import Product, Promotion
from connectors.demo.crowd import PLATFORM
from connectors.events import OrderCancelled, OrderCreated, OrderEvent, OrderPaid, OrderRefunded

_PAID = 0.88  # share of created orders that are paid
_REFUNDED = 0.02  # share of paid ones that are refunded while the broadcast lasts


class Buyer(NamedTuple):
    """Who buys: key and display name."""

    key: str
    name: str


class Till:
    """Numbers the orders and decides what becomes of each. All times are ms."""

    def __init__(self, promotion: Promotion, feed: str, random: Callable[[], float]) -> None:
        self._promotion = promotion
        self._feed = feed
        self._random = random
        self._count = 0

    def order(self, buyer: Buyer, product: Product, at: int, *, promoted: bool) -> Iterator[OrderEvent]:
        """Yield the states of a new order in the order of their time; the first is its creation at `at`."""
        random = self._random
        self._count += 1
        quantity = 1 if random() < 0.85 else 2
        amount = product.price * quantity
        if promoted:
            amount -= amount // self._promotion.threshold * self._promotion.off

        def state(kind: type[OrderEvent], when: int) -> OrderEvent:
            return kind(
                at=when,
                feed=self._feed,
                id=f"D{self._count:06d}",
                platform=PLATFORM,
                viewer=buyer.key,
                name=buyer.name,
                product=product.id,
                product_title=product.title,
                quantity=quantity,
                amount=amount,
                currency="CNY",
                placed_at=when - 150,
            )

        yield state(OrderCreated, at)
        if random() < _PAID:
            paid_at = at + 2_000 + int(40_000 * random() ** 2)
            yield state(OrderPaid, paid_at)
            if random() < _REFUNDED:
                yield state(OrderRefunded, paid_at + 60_000 + int(300_000 * random()))
        else:
            yield state(OrderCancelled, at + 20_000 + int(160_000 * random()))
