"""A stage for each test, in Chinese and in Shanghai."""

import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from connectors.language import in_use, use
from tests.screens.stage import Stage

GOLDEN = Path(__file__).parent / "golden"


def shanghai_time(seconds: float | None = None) -> time.struct_time:
    """Return the time of day in Shanghai; setting a time zone does not work everywhere."""
    return time.gmtime((time.time() if seconds is None else seconds) + 8 * 3600)


@pytest.fixture(autouse=True)
def shanghai(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak Chinese, show Shanghai's time, have no clipboard tool, and leave no trace of it."""
    before = in_use()
    use("zh")
    monkeypatch.setattr(time, "localtime", shanghai_time)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    yield
    use(before)


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Return a broadcast nobody has said anything in yet."""
    stage = Stage(tmp_path)
    yield stage
    await stage.close()


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a screen with its golden file; `LIVEDESK_GOLDEN=write` writes the files anew."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / f"{name}.txt"
        if os.environ.get("LIVEDESK_GOLDEN") == "write":
            GOLDEN.mkdir(exist_ok=True)
            file.write_text(text + "\n", encoding="utf-8")
        assert file.read_text(encoding="utf-8") == text + "\n"

    return compare
