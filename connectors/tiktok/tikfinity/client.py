"""Connects to TikFinity. It speaks by itself, wants nothing asked and takes no replies."""

from functools import partial

from connectors.contract import Opening
from connectors.links.address import checked
from connectors.links.link import Link
from connectors.links.websocket import dial
from connectors.tiktok.tikfinity.protocol import decoder


class TikfinityFeed(Link):
    """One running connection to the program. Raises `UserProblem` where the address is not a websocket's."""

    def __init__(self, opening: Opening) -> None:
        settings = opening.settings
        super().__init__(
            opening,
            connector="tiktok-tikfinity",
            decode=decoder(opening.feed, settings),
            dial=partial(dial, checked(settings.url)),
            settings=settings,
        )
