"""Twitch's two ways to tell of a channel, told apart by their looks: EventSub's JSON, and the chat's lines."""

from collections.abc import Container, Sequence

from connectors.contract import Decoder
from connectors.events import FeedEvent, StreamEnded
from connectors.twitch.chat import read_lines
from connectors.twitch.eventsub import read_frame
from connectors.twitch.settings import TwitchSettings


def decoder(feed: str, settings: TwitchSettings | None = None, own: Container[str] = ()) -> Decoder:
    """Return the decoder of one feed. `own` holds the user ids of our own side, whose words are no questions."""
    until_offline = settings is None or settings.until_offline

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        if not frame.lstrip().startswith(b"{"):
            return read_lines(frame, at, feed, own)
        events = read_frame(frame, at, feed, own)
        if until_offline:
            return events
        return [event for event in events if type(event) is not StreamEnded]

    return decode
