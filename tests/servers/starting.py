"""Start one of the servers beside this file in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True)
class Running:
    """A running server: its address (ws://…), its process and what it prints after the address."""

    url: str
    process: subprocess.Popen[str]
    output: IO[str]


@contextmanager
def started(server: str, *arguments: str | Path) -> Iterator[Running]:
    """Run the server until the block ends."""
    program = Path(__file__).with_name(server)
    process = subprocess.Popen(
        [sys.executable, str(program), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        yield Running(process.stdout.readline().strip(), process, process.stdout)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
