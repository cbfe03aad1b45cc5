"""Connects to TikFinity. It speaks by itself, wants nothing asked and takes no replies."""

from connectors.contract import Opening
from connectors.links.listening import Listening
from connectors.tiktok.tikfinity.protocol import decoder


class TikfinityFeed(Listening):
    """One running connection to the program. Raises `UserProblem` where the address is not a websocket's."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(
            opening, connector="tiktok-tikfinity", decode=decoder(opening.feed, opening.settings)
        )
