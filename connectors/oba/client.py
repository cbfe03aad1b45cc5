"""Connects to oba-live-tool. It sends nothing on connecting, asks for nothing and takes no replies."""

from functools import partial

from connectors.contract import Opening
from connectors.links.address import checked
from connectors.links.link import Link
from connectors.links.websocket import dial
from connectors.oba.protocol import decoder


class ObaFeed(Link):
    """One running connection to the tool. Raises `UserProblem` where the address is not a websocket's."""

    retries_at_once = True

    def __init__(self, opening: Opening) -> None:
        settings = opening.settings
        super().__init__(
            opening,
            connector="oba",
            decode=decoder(opening.feed, settings),
            dial=partial(dial, checked(settings.url)),
            settings=settings,
        )
