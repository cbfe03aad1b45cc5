"""What the journal's tests share: both database libraries, a journal file, events to fill it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.events import CommentReceived
from console.journal import Broadcast, database

Comments = Callable[..., list[CommentReceived]]


@pytest.fixture(params=["apsw", "sqlite3"], autouse=True)
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run every test with each library: one of them is an extra that a shop may not have."""
    name: str = request.param
    if name == "apsw" and not database.HAS_APSW:
        pytest.skip("apsw is missing: pip install livedesk[fast]")
    chosen = database._connect_apsw if name == "apsw" else database._connect_sqlite3
    monkeypatch.setattr(database, "connect", chosen)
    return name


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a journal may be made."""
    return tmp_path / "shop" / "livedesk.db"


@pytest.fixture
def evening() -> Broadcast:
    """Return a broadcast."""
    return Broadcast(id="20260807-2000-main", room="main", title="八月上新", started_at=1_786_104_000_000)


@pytest.fixture
def comments() -> Comments:
    """Return a maker of comments, numbered from `first`."""

    def make(count: int, first: int = 1) -> list[CommentReceived]:
        return [
            CommentReceived(
                at=1_786_104_000_000 + number,
                feed="demo",
                id=f"c{number}",
                text=f"第 {number} 件多少钱",
                viewer=f"demo:{number % 7}",
                name=f"观众{number % 7}",
                platform="demo",
            )
            for number in range(first, first + count)
        ]

    return make
