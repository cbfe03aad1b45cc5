"""The yardstick: the bare limit programs beside the project, where there are any."""

import tempfile
from pathlib import Path

from tests.bench.figures import Figures
from tests.bench.job import COMMIT_EVERY_MS
from tests.bench.programs import python, read, run
from tests.bench.sender import LIMITS, Load, sending
from tests.bench.terminal import Terminal

_NAMES = {
    "rate": "rate",
    "cpu_us": "cpu_us",
    "cpu_pct": "cpu_percent",
    "state_p50": "state_p50",
    "state_p99": "state_p99",
    "dur_p50": "durable_p50",
    "dur_p99": "durable_p99",
    "rss_mb": "rss_mb",
}


def headless(load: Load) -> Figures:
    """Run the limit program on a load, its websocket client and settings the product's."""
    assert LIMITS is not None
    with tempfile.TemporaryDirectory() as folder, sending(load) as sender:
        command = python("b8_app.py", *_arguments(sender.port, folder))
        told = run(command, load.patience_s, LIMITS, LIMITS_OUT=folder)
        return _named(told, load) | sender.figures()


def on_screen(load: Load) -> Figures:
    """Run the limit program with its own line widget drawing four times a second."""
    assert LIMITS is not None
    with tempfile.TemporaryDirectory() as folder, sending(load) as sender:
        output = Path(folder, "figures.json")
        command = python("b9_tui_app.py", *_arguments(sender.port, folder), "-", output, 4, "lines")
        with Terminal(command, LIMITS, LIMITS_OUT=folder) as terminal:
            terminal.read_to_end(load.patience_s)
        return _named(read(output.read_bytes()), load) | sender.figures()


def fold(database: Path) -> Figures:
    """Run the plain Python fold over a database of its own form; `seconds` for reading and folding."""
    assert LIMITS is not None
    told = run(python("b5_fold.py", "python", database), 120, LIMITS, LIMITS_OUT=str(database.parent))
    return {"seconds": told["sec"], "cpu_s": told["cpu"], "peak_mb": told["peak_mb"]}


def _arguments(port: int, folder: str) -> tuple[str | int | Path, ...]:
    return ("websockets", "asyncio", port, "FULL", COMMIT_EVERY_MS, Path(folder, "limit.db"))


def _named(told: Figures, load: Load) -> Figures:
    figures = {ours: told[theirs] for theirs, ours in _NAMES.items()}
    correct = told["rows_ok"] == 1 and told["n"] == load.unique
    return figures | {"correct": float(correct)}
