"""A platform that misbehaves, and every feed that has to live with it."""

from collections.abc import AsyncIterator, Callable, Iterator
from types import SimpleNamespace

import pytest
from websockets.asyncio.client import connect

from tests.connectors.faults.subjects import SUBJECTS, Subject
from tests.servers.commanding import Address, Platform, commanding, platform_process


@pytest.fixture(scope="session")
def address() -> Iterator[Address]:
    """Return where the platform runs, in a process of its own."""
    with platform_process() as running:
        yield running


@pytest.fixture
async def platform(address: Address) -> AsyncIterator[Platform]:
    """Return the platform under the test's command."""
    async with commanding(address) as commanded:
        await commanded.recover()
        yield commanded


@pytest.fixture(params=SUBJECTS, ids=lambda subject: subject.name)
def subject(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Subject:
    """Return each feed in turn."""
    chosen: Subject = request.param
    for name, value in chosen.environment.items():
        monkeypatch.setenv(name, value)
    return chosen


@pytest.fixture(autouse=True)
def luck(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return a function that fixes how lucky each wait before a retry is, from 0 (none) to 1 (the longest)."""

    def fix(value: float) -> None:
        monkeypatch.setattr("connectors.links.link.random", SimpleNamespace(random=lambda: value))

    fix(0.1)
    return fix


@pytest.fixture(autouse=True)
def _eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a feed that asks for pages ask often."""
    monkeypatch.setattr("connectors.youtube.pages.LEAST_MS", 10)
    monkeypatch.setattr("connectors.youtube.pages.MOST_MS", 100)


@pytest.fixture
def impatient(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a feed ask at once whether the other side is alive, and wait hardly for an answer."""

    def soon(*arguments: object, **options: object) -> object:
        patience = {"ping_interval": 0.3, "ping_timeout": 0.3} if options["ping_interval"] else {}
        return connect(*arguments, **options | patience | {"open_timeout": 0.5})  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr("connectors.links.websocket.connect", soon)
    for name, seconds in subject.impatience.items():
        monkeypatch.setattr(name, seconds)
