"""The example settings: one for each feed, ready to be copied."""

import re
import time
from pathlib import Path

import pytest

from connectors.registry import installed
from console.settings import paths
from console.settings.feeds import feed_setups
from console.settings.load import read

EXAMPLES = sorted((paths.defaults() / "examples").glob("*.toml"))
OF_THEMSELVES = {
    "demo": "livedesk demo needs no settings",
    "replay": "livedesk replay takes the recording as its argument",
    "tiktok-webcast": "it decodes recordings and never connects",
}
VARIABLE = re.compile(r"\$\{(\w+)\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_feed_has_an_example() -> None:
    """Whoever chooses a feed finds a whole file to begin with; what stands there is installed."""
    feeds = {listing.name for listing in installed()} - OF_THEMSELVES.keys()

    assert feeds == {example.stem for example in EXAMPLES}


def variables(example: Path) -> set[str]:
    """Return the environment variables an example names."""
    return set(VARIABLE.findall(example.read_text("utf-8")))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
async def test_an_example_is_taken_as_it_stands(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the environment variables it names, its settings have nothing wrong and its feeds open."""
    for name in variables(example):
        monkeypatch.setenv(name, "c2VjcmV0LXNlY3JldA==")  # base64, as some secrets must be
    loaded, findings = read(example)

    assert [] == findings
    assert loaded is not None

    (room,) = loaded.settings.rooms
    setups, findings = feed_setups(loaded.room(room), str(example), room)

    assert [] == findings
    assert loaded.room(room).title
    assert example.stem in {setup.connector for setup in setups}
    for setup in setups:
        setup.open(lambda: time.time_ns() // 1_000_000)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_an_example_is_told_in_both_languages_and_holds_no_secret(example: Path) -> None:
    """Comments in 中文 and in English; what a key or a token is stands in the environment."""
    text = example.read_text("utf-8")
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]

    assert any(CHINESE.search(comment) for comment in comments)
    assert any(re.search(r"[a-z]{4,} [a-z]{2,}", comment) for comment in comments)
    for key, value in re.findall(
        r'^\s*(\w*(?:secret|token|password)\w*)\s*=\s*"([^"]*)"', text, re.MULTILINE
    ):
        assert VARIABLE.search(value) or not value, key
