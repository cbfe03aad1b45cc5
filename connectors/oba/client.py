"""Connects to oba-live-tool. It sends nothing on connecting, asks for nothing and takes no replies."""

from functools import partial

from connectors.address import checked
from connectors.contract import Opening
from connectors.link import Link
from connectors.oba.protocol import decoder
from connectors.websocket import dial


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
