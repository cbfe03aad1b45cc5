"""Every feed that is called, in turn, in a room where nothing may go wrong unseen."""

import logging
from collections.abc import Iterator

import pytest

from tests.connectors.faults.called.table import BY_HTTP, CALLED, ENVIRONMENT, Called


@pytest.fixture(params=CALLED, ids=lambda called: called.name)
def called(request: pytest.FixtureRequest) -> Called:
    """Return each feed in turn."""
    chosen: Called = request.param
    return chosen


@pytest.fixture(params=BY_HTTP, ids=lambda called: called.name)
def receiver(request: pytest.FixtureRequest) -> Called:
    """Return each feed that answers its calls, in turn."""
    chosen: Called = request.param
    return chosen


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(autouse=True)
def _no_exception_escapes(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail where a fault of the other side ends up as an error of ours, in the log or unawaited."""
    yield
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]

    assert [] == [(record.name, record.getMessage(), record.exc_text) for record in errors]


@pytest.fixture(autouse=True)
def _short_goodbyes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.calls.receiver.GOODBYE_S", 0.05)
    monkeypatch.setattr("connectors.calls.hosting.GOODBYE_S", 0.05)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a feed wait hardly for what a caller has begun to say."""
    monkeypatch.setattr("connectors.calls.receiver.READ_WITHIN_S", 0.3)
    monkeypatch.setattr("connectors.calls.hosting.PING_S", 0.3)
