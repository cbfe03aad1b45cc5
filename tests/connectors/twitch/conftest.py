"""Twitch's stand-in in a process of its own, and a token for it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from connectors.links.http import Http
from tests.connectors.twitch.platform import Platform
from tests.servers.starting import Running, started


@pytest.fixture(scope="session")
def twitch() -> Iterator[Running]:
    """Run the platform once: a process of its own takes a while to start."""
    with started("twitch_server.py") as server:
        yield server


@pytest.fixture
async def platform(twitch: Running, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Platform]:
    """Return the platform as it was in the beginning; `${TOKEN}` is good there."""
    monkeypatch.setenv("TOKEN", "oauth:good")
    http = Http()
    platform = Platform(twitch.url, http)
    await platform.do({"reset": True})
    yield platform
    await http.close()
