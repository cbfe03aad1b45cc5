"""Whoever adds a feed that dials a websocket puts it through the suite."""

from connectors.registry import installed
from tests.connectors.faults.subjects import SUBJECTS

DIALS_NO_WEBSOCKET = {
    "demo": "makes its events itself",
    "replay": "reads a file",
    "tiktok-webcast": "decodes recordings alone",
    "youtube": "asks over HTTP",
    "luoxi": "is the server itself",
    "douyin-push": "is called",
    "kuaishou-push": "is called",
    "wechat-wxlivespy": "is called",
    "orders": "is called",
}


def test_every_feed_that_dials_a_websocket_is_in_the_table() -> None:
    """What is left out says why."""
    feeds = {listing.name for listing in installed()}

    assert feeds - DIALS_NO_WEBSOCKET.keys() == {subject.feed for subject in SUBJECTS} & feeds
