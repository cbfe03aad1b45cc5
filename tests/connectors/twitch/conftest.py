"""Twitch's stand-in in a process of its own, and a token for it."""

from collections.abc import AsyncIterator

import pytest

from connectors.http import Http
from tests.connectors.twitch.platform import Platform
from tests.servers.starting import started


@pytest.fixture
async def platform(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Platform]:
    """Run the platform; `${TOKEN}` is good there."""
    monkeypatch.setenv("TOKEN", "oauth:good")
    http = Http()
    with started("twitch_server.py") as server:
        yield Platform(server.url, http)
        await http.close()
