"""Any JSON message, by the shop's mapping: bytes in, events out."""

from connectors.contract import Decoder
from connectors.generic.settings import GenericSettings
from connectors.mapping import decoding


def decoder(feed: str, settings: GenericSettings | None = None) -> Decoder:
    """Return the decoder of one feed. Raises `UserProblem` where `kinds` names a kind that livedesk lacks."""
    return decoding.decoder(feed, settings or GenericSettings(url="ws://127.0.0.1"))
