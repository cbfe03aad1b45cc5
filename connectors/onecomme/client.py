"""Connects to OneComme. It tells its backlog on connecting, then what is new; it takes no replies."""

from connectors.contract import Opening
from connectors.links.listening import Listening
from connectors.onecomme.protocol import decoder


class OnecommeFeed(Listening):
    """One running connection to the program. Raises `UserProblem` where the address is not a websocket's."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening, connector="onecomme", decode=decoder(opening.feed, opening.settings))
