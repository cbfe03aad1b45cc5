"""Connects to OneComme. It tells its backlog on connecting, then what is new; it takes no replies."""

from functools import partial

from connectors.address import checked
from connectors.contract import Opening
from connectors.link import Link
from connectors.onecomme.protocol import decoder
from connectors.websocket import dial


class OnecommeFeed(Link):
    """One running connection to the program. Raises `UserProblem` where the address is not a websocket's."""

    def __init__(self, opening: Opening) -> None:
        settings = opening.settings
        super().__init__(
            opening,
            connector="onecomme",
            decode=decoder(opening.feed, settings),
            dial=partial(dial, checked(settings.url)),
            settings=settings,
        )
