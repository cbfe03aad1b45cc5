"""Products and orders."""

from connectors.events.base import FeedEvent

IMPORTED = "import-orders"
"""The feed of orders that a person brought in from a file: no connection heard them at the times they bear."""


class OrderEvent(FeedEvent):
    """An order changed state. `id` is the order's own id, personal data.

    `amount` is in minor units of `currency` (ISO 4217); both are None where the feed does not say.
    `viewer` is the buyer's key, None where the feed does not say; `placed_at` is the platform's time (UTC ms).
    """

    id: str
    platform: str
    viewer: str | None = None
    name: str | None = None
    product: str | None = None
    product_title: str | None = None
    quantity: int = 1
    amount: int | None = None
    currency: str | None = None
    placed_at: int | None = None


class OrderCreated(OrderEvent, tag="order.created"):
    """An order was placed, not yet paid."""


class OrderPaid(OrderEvent, tag="order.paid"):
    """An order was paid."""


class OrderCancelled(OrderEvent, tag="order.cancelled"):
    """An order was cancelled before it was paid or sent."""


class OrderRefunded(OrderEvent, tag="order.refunded"):
    """An order, or `amount` of it, was refunded. `refund` is the refund's own id, "" where the feed gives none."""

    refund: str = ""


class ExplainStarted(FeedEvent, tag="explain.start"):
    """The host began to explain a product: it is on air until the next start or stop."""

    product: str
    product_title: str = ""


class ExplainStopped(FeedEvent, tag="explain.stop"):
    """The host finished explaining a product: None where the feed only says that what it had put on air is over."""

    product: str | None = None


class ProductExposed(FeedEvent, tag="product.exposed"):
    """A product was shown to the room: a card, a pin, a place in the bag. `price` is in minor units of `currency`."""

    product: str
    product_title: str = ""
    price: int | None = None
    currency: str | None = None


class ShopperEvent(FeedEvent):
    """Something a viewer did with a product or an offer; `viewer` is None where the feed does not say who.

    `id` is the platform's id of the message, "" where it gives none.
    """

    platform: str
    id: str = ""
    viewer: str | None = None
    name: str | None = None
    product: str | None = None


class ProductClicked(ShopperEvent, tag="product.clicked"):
    """A product was looked at, by `count` people where the feed tells only how many."""

    count: int = 1


class CartAdded(ShopperEvent, tag="cart.added"):
    """A product was put into a shopping cart."""


class CouponEvent(ShopperEvent):
    """A coupon changed state; `coupon` is its id or title, "" where the feed does not say."""

    coupon: str = ""


class CouponIssued(CouponEvent, tag="coupon.issued"):
    """The host offered a coupon."""


class CouponClaimed(CouponEvent, tag="coupon.claimed"):
    """A viewer took a coupon."""


class CouponRedeemed(CouponEvent, tag="coupon.redeemed"):
    """A viewer used a coupon."""
