"""Start one of the servers beside this file in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Running:
    """A running server: its address (ws://…), its process and what it prints after the address."""

    url: str
    process: subprocess.Popen[str]
    output: IO[str]


@contextmanager
def started(server: str, *arguments: str | Path) -> Iterator[Running]:
    """Run the server until the block ends."""
    program = f"tests.servers.{server.removesuffix('.py')}"
    process = subprocess.Popen(
        [sys.executable, "-m", program, *map(str, arguments)],
        cwd=ROOT,
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
