"""What goes into the log file."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.cli.logs import log_to_file
from console.settings import paths


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Log into a folder of our own, and leave logging as it was."""
    monkeypatch.setattr(paths, "log_dir", lambda: tmp_path / "logs")
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield tmp_path / "logs"
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers[:], root.level = handlers, level


def test_no_personal_data_reaches_the_log(folder: Path) -> None:
    """Neither in the message nor in the error it quotes; the time of day and our own words stay."""
    log_to_file()
    try:
        int("电话13800138000")
    except ValueError:
        logging.getLogger("desk").exception("feed %s failed on 订单尾号1234", "抖音")

    written = (folder / "livedesk.log").read_text(encoding="utf-8")
    assert "13800138000" not in written
    assert "ERROR desk feed 抖音 failed on 订单尾号**34\nTraceback" in written
    assert "电话*********00" in written
    assert "*" not in written.split(" ERROR")[0]


def test_a_folder_that_cannot_be_made_stops_nothing(folder: Path) -> None:
    """Logs go nowhere then."""
    folder.write_text("in the way")
    log_to_file()
    logging.getLogger("desk").error("lost")

    assert "in the way" == folder.read_text()
