"""Waits for the script: pages connect to us, each is read as its platform's."""

from connectors.calls.hosting import Host
from connectors.contract import Decoder, Opening
from connectors.luoxi.consoles import Consoles
from connectors.luoxi.protocol import decoder, page_decoder
from connectors.luoxi.settings import LuoxiSettings


class LuoxiFeed(Host):
    """All pages the script runs in. Raises `UserProblem` where the list of pages cannot be used."""

    def __init__(self, opening: Opening) -> None:
        settings: LuoxiSettings = opening.settings
        consoles = Consoles(settings.consoles)

        def welcome(origin: str | None) -> Decoder | None:
            if origin is None:  # a program: a browser always sends one
                return decoder(opening.feed, settings)
            platform = consoles.platform(origin)
            return None if platform is None else page_decoder(opening.feed, platform)

        super().__init__(opening, connector="luoxi", welcome=welcome, port=settings.port, patience=settings)
