"""Connects to TikFinity. It speaks by itself, wants nothing asked and takes no replies."""

from functools import partial

from connectors.address import checked
from connectors.contract import Opening
from connectors.link import Link
from connectors.tiktok.tikfinity.protocol import decoder
from connectors.websocket import dial


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
