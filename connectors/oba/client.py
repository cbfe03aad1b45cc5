"""Connects to oba-live-tool. It sends nothing on connecting, asks for nothing and takes no replies."""

from connectors.contract import Opening
from connectors.links.listening import Listening
from connectors.oba.protocol import decoder


class ObaFeed(Listening):
    """One running connection to the tool. Raises `UserProblem` where the address is not a websocket's."""

    retries_at_once = True

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening, connector="oba", decode=decoder(opening.feed, opening.settings))
