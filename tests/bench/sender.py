"""Comments over a websocket: by the limit's own sender, so that product and limit are fed alike, else by ours.

Every comment carries its sending time in µs as `ts`; every fiftieth repeats the id before it.
"""

import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Figures
from tests.bench.programs import PROJECT, ProgramError, python
from tests.servers.starting import started

_FOLDER = PROJECT.parent / "shared" / "limits"
LIMITS: Path | None = _FOLDER if (_FOLDER / "b8_sender.py").is_file() else None
"""Where the limit programs lie; None on a machine without them."""


@dataclass(frozen=True)
class Load:
    """Comments to send: `rate` a second (0: as fast as the reader takes them), `total` altogether."""

    rate: float
    total: int

    @property
    def unique(self) -> int:
        """How many of them are no duplicates."""
        return self.total - (self.total - 1) // 50

    @property
    def patience_s(self) -> float:
        """How long a reader may take, generously."""
        return 20 + self.total / (self.rate or 3_000)


@dataclass(frozen=True)
class Sender:
    """A running sender and its port on this machine."""

    port: int
    process: subprocess.Popen[str] | None = None

    def figures(self) -> Figures:
        """Return by how many ms it ever fell behind its own schedule; ask once the reader is done."""
        if self.process is None or self.process.stdout is None:
            return {}
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            return {}
        return {"sender_late_ms": float(json.loads(self.process.stdout.readline())["late_ms"])}


@contextmanager
def sending(load: Load) -> Iterator[Sender]:
    """Serve the load to the first reader."""
    if LIMITS is None:
        with started("flood_server.py", str(load.total), str(load.rate)) as server:
            yield Sender(int(server.url.rpartition(":")[2]))
        return
    port = _free_port()
    seconds = load.total / load.rate if load.rate else 0
    command = python("b8_sender.py", port, load.rate, seconds, 0, load.total)
    process = subprocess.Popen(command, cwd=LIMITS, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        if process.stdout.readline().strip() != "ready":
            raise ProgramError("the sender did not start")
        yield Sender(port, process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
