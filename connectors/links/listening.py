"""Feeds of programs that speak as soon as we connect: nothing is asked, nothing is sent."""

from collections.abc import Sequence
from functools import partial

from connectors.contract import Decoder, Opening
from connectors.links.address import Addressed, checked, place
from connectors.links.link import Link
from connectors.links.reaching import reach
from connectors.links.websocket import dial


class Listening(Link):
    """A running connection to `url` of the settings. Raises `UserProblem` where that is not a websocket's address."""

    def __init__(self, opening: Opening, *, connector: str, decode: Decoder) -> None:
        settings = opening.settings
        super().__init__(
            opening,
            connector=connector,
            decode=decode,
            dial=partial(dial, checked(settings.url)),
            settings=settings,
        )


async def probe(settings: Addressed) -> Sequence[str]:
    """Say, for a plug-in's `probe`, who answers at `url`; raises `UserProblem` where nobody does."""
    return await reach(partial(dial, checked(settings.url)), place(settings.url))
