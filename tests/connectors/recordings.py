"""Recorded, documented and rebuilt payloads beside the project: which feed reads which, and what stands in them.

They carry names of real people and other licences: read where they lie (`../shared`), never copied.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from connectors.contract import BadFrameError, Decoder, Plugin
from connectors.events import CommentReceived, FeedEvent, Unparsed
from connectors.registry import load
from tests.connectors.moments import AT

FRAMES = Path(__file__).parents[3] / "shared" / "reference" / "frames"


@dataclass(frozen=True)
class Recording:
    """Files of one kind: a pattern below `FRAMES`, the feed that reads them, and how many comments stand in them.

    The comments were counted in the files by hand, not by the decoder. `unknown` is how many frames are told as
    unparsed, and `why` says why that is right; a recording without a feed is read by none, and `why` says why not.
    `settings` are the feed's keys where it cannot decode without any.
    """

    pattern: str
    feed: str = ""
    comments: int = 0
    unknown: int = 0
    why: str = ""
    settings: tuple[tuple[str, Any], ...] = ()

    def files(self) -> list[Path]:
        """Return the files."""
        return sorted(file for file in FRAMES.glob(self.pattern) if file.is_file())

    def frames(self) -> Iterator[bytes]:
        """Yield every frame, cut as the feed says."""
        plugin = load(self.feed)
        for file in self.files():
            yield from plugin.split(file.read_bytes())

    def decoder(self) -> Decoder:
        """Return the feed's decoder."""
        plugin = load(self.feed)
        assert plugin.decoder is not None
        return plugin.decoder(self.feed, _settings(plugin, dict(self.settings)))


def _settings(plugin: Plugin, table: dict[str, Any]) -> Any:
    return msgspec.convert(table, plugin.settings) if table else None


class Outcome(NamedTuple):
    """What became of a recording's frames."""

    files: int
    frames: int
    events: list[FeedEvent]
    unparsed: list[str]
    errors: list[str]

    @property
    def comments(self) -> int:
        """How many comments were read."""
        return sum(isinstance(event, CommentReceived) for event in self.events)


def decoded(recording: Recording) -> Outcome:
    """Decode every frame of a recording."""
    decode = recording.decoder()
    outcome = Outcome(len(recording.files()), 0, [], [], [])
    for frame in recording.frames():
        outcome = outcome._replace(frames=outcome.frames + 1)
        try:
            events = decode(frame, AT)
        except BadFrameError as bad:
            outcome.unparsed.append(str(bad))
            continue
        except Exception as error:  # noqa: BLE001 - it is what the test looks for
            outcome.errors.append(f"{type(error).__name__}: {error} in {frame[:80]!r}")
            continue
        for event in events:
            if isinstance(event, Unparsed):
                outcome.unparsed.append(event.reason)
            else:
                outcome.events.append(event)
    return outcome


_PART = "the inner part of a message without what says which kind it is: nothing that arrives like this"
_NO_FEED = "no feed of ours speaks to this source"

RECORDINGS = (
    Recording("bilibili/open-live/open-*.json", "bilibili-open", comments=1),
    Recording("bilibili/open-live/app-start-*.json", why="the answer to a call, not a frame"),
    Recording("bilibili/packets-rebuilt/open-live-*.bin", "bilibili-open", comments=1),
    Recording("bilibili/packets-rebuilt/[!o]*.bin", "bilibili-web", comments=2),
    Recording("bilibili/packets/[!h]*.bin", "bilibili-web", comments=3),
    Recording("bilibili/packets/hb-re*.bin", "bilibili-web"),
    Recording(
        "bilibili/web-json/*.json",
        "bilibili-web",
        comments=11,
        unknown=2,
        why="in two of them somebody has decoded the protobuf already, and left out which message it is",
    ),
    Recording("douyin/bridge-data-object/*.json", "douyin-bridge", comments=1),
    Recording("douyin/bridge-data-string-rebuilt/*.json", "douyin-bridge", comments=1),
    Recording("douyin/bridge-douyinlive/*.json", "douyin-bridge"),
    Recording("douyin/official-push/*-body-shape.json", "douyin-push", comments=1),
    Recording("douyin/official-push/ack-request.json", why="what we send, not what we are sent"),
    Recording("douyin/official-push/signature-vector.json", why="a check value for the signature"),
    Recording("douyin/third-party-api/*.json", why=_NO_FEED),
    Recording("douyin/webcast-json/*.json", why=_NO_FEED),
    Recording("kuaishou/web-protobuf/*.bin", why=_NO_FEED),
    Recording("onecomme/sdk-mock/*.json", "onecomme", comments=1),
    Recording("ssn/documented/message-*.json", "social-stream-ninja", comments=5),
    Recording("ssn/documented/[!m]*.json", "social-stream-ninja"),
    Recording("ssn/hostile-input/*.json", why="strings to test rendering with, not frames"),
    Recording("ssn/knowledge-base/*.json", why="documents and questions, not frames"),
    Recording("streamerbot/event-frames/*.json", "streamerbot", comments=4),
    Recording("streamerbot/event-data/*.json", why=_PART),
    Recording("streamerbot/requests/*.json", "streamerbot"),
    Recording("taobao/*/*.json", why=_NO_FEED),
    Recording("tiktok/tikfinity/*.json", "tiktok-tikfinity", comments=1),
    Recording("tiktok/connector-v1-json/*.json", why=_PART),
    Recording("tiktok/webcast-json/*.json", "tiktok-webcast", comments=1),
    # 24 in the chat, 7 in the question box, 5 stickers, and the one pinned comment that is there with its text.
    Recording("tiktok/webcast-jsonl/*.jsonl", "tiktok-webcast", comments=37),
    Recording("tiktok/webcast-protobuf/*.bin", "tiktok-webcast", comments=1),
    Recording("twitch/eventsub-frames/*.json", "twitch", comments=3),
    Recording("twitch/eventsub-events/*.json", why=_PART),
    Recording("twitch/irc/*.txt", "twitch", comments=43),
    Recording("wechat-channels/wxlivespy-forward/*.json", "wechat-wxlivespy"),
    Recording("youtube/data-api/*.json", "youtube", comments=3),
    Recording("youtube/innertube/*.json", why=_NO_FEED),
)
