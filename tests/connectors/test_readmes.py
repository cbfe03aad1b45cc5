"""What the feeds' READMEs tell people to write is what the feeds take."""

import re
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import msgspec
import pytest

import connectors
from connectors.registry import GROUP, load

FEEDS = (
    "douyin-bridge",
    "bilibili-open",
    "bilibili-web",
    "douyin-push",
    "generic",
    "kuaishou-push",
    "luoxi",
    "oba",
    "orders",
    "onecomme",
    "replay",
    "social-stream-ninja",
    "streamerbot",
    "tiktok-tikfinity",
    "twitch",
    "wechat-wxlivespy",
    "youtube",
)
BLOCK = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("feed", FEEDS)
def test_every_example_is_taken_by_the_feeds_settings(feed: str) -> None:
    """Later blocks of a README go on where the first began."""
    blocks = BLOCK.findall((_folder(feed) / "README.md").read_text("utf-8"))

    assert blocks
    for block in blocks:
        text = re.sub(r"^# (?=\w+ = )", "", block, flags=re.MULTILINE)
        if "[[" not in text:
            text = blocks[0].split("\n\n")[0] + "\n" + text
        (room,) = tomllib.loads(text)["rooms"].values()
        (table,) = room["feeds"]

        assert feed == table.pop("feed")
        msgspec.convert(table, load(feed).settings)


def _folder(feed: str) -> Path:
    """Return where a feed's package lies: two feeds of one platform lie beside each other in its folder."""
    (point,) = entry_points(group=GROUP, name=feed)
    return Path(connectors.__path__[0], *point.module.split(".")[1:])


@pytest.mark.parametrize("feed", FEEDS)
def test_every_setting_is_described(feed: str) -> None:
    """`livedesk schema` has a sentence for each key."""
    described = msgspec.json.schema(load(feed).settings)
    (shape,) = [one for name, one in described["$defs"].items() if name.endswith("Settings")]

    assert [] == [key for key, about in shape["properties"].items() if "description" not in about]
