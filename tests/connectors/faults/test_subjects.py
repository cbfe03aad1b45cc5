"""Whoever adds a feed that goes to its platform puts it through the suite."""

from connectors.registry import installed
from tests.connectors.faults.subjects import SUBJECTS

GOES_NOWHERE = {
    "demo": "makes its events itself",
    "replay": "reads a file",
    "tiktok-webcast": "decodes recordings alone",
    "luoxi": "is the server itself",
    "douyin-push": "is called",
    "kuaishou-push": "is called",
    "wechat-wxlivespy": "is called",
    "orders": "is called",
}


def test_every_feed_that_goes_to_its_platform_is_in_the_table() -> None:
    """What is left out says why."""
    feeds = {listing.name for listing in installed()}

    assert feeds - GOES_NOWHERE.keys() == {subject.feed for subject in SUBJECTS} & feeds
