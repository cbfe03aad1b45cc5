"""Start a program of its own for each measurement, and take the figures it prints."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.bench.figures import Figures

PROJECT = Path(__file__).parents[2]


class ProgramError(RuntimeError):
    """A program under measurement failed; the message ends with what it said last."""


def python(*arguments: str | Path | float) -> list[str]:
    """Return the command that runs our own interpreter."""
    return [sys.executable, *map(str, arguments)]


def child(module: str, job: msgspec.Struct) -> list[str]:
    """Return the command that runs a module of this package on a job."""
    return python("-m", f"tests.bench.{module}", msgspec.json.encode(job).decode())


def run(command: Sequence[str], timeout_s: float, folder: Path = PROJECT, **environment: str) -> Figures:
    """Run a program to its end and return the JSON object on its last line. Raises `ProgramError`."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ProgramError(f"no answer within {timeout_s:.0f} s: {command[1:4]}") from None
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise ProgramError(f"{command[1:4]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return read(lines[-1].encode())


def read(line: bytes) -> Figures:
    """Return the figures of a JSON object; what is no number is left out."""
    told = msgspec.json.decode(line)
    return {name: float(value) for name, value in told.items() if isinstance(value, int | float)}


def tell(figures: Figures) -> None:
    """Print a child's figures as its last line."""
    print(msgspec.json.encode(figures).decode(), flush=True)
