"""Receives the calls. What is recorded of them is what is kept of them."""

from connectors.calls.receiver import Receiver
from connectors.contract import Opening
from connectors.environment import expand
from connectors.orders.checking import no_secret
from connectors.orders.protocol import reads
from connectors.orders.settings import OrdersSettings


class OrdersFeed(Receiver):
    """One listening port. Raises `UserProblem` where the secret is missing or the port has no guard."""

    def __init__(self, opening: Opening) -> None:
        settings: OrdersSettings = opening.settings
        secret = expand(settings.secret, "secret")
        if settings.json is None and not secret:
            raise no_secret()
        super().__init__(
            opening,
            connector="orders",
            read=reads(opening.feed, settings, secret, opening.record),
            settings=settings,
            signed=bool(secret),
            private=True,
        )
