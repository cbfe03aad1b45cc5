"""A desk that is killed in the middle of a reply, over a real feed: nothing is said twice, nothing is claimed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.room.desk_program import ANSWER
from tests.servers.starting import Running, started

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[2]


@contextmanager
def desk(
    folder: Path, server: Running, undo_s: float, *more: str
) -> Iterator[tuple[IO[str], subprocess.Popen[str]]]:
    """Run the desk; it is killed at the end of the block if it still runs."""
    command = [sys.executable, "-m", "tests.room.desk_program", str(folder), server.url, str(undo_s), *more]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT)
    assert program.stdout is not None
    try:
        yield program.stdout, program
    finally:
        program.kill()
        program.wait()
        program.stdout.close()


def until(output: IO[str], word: str) -> list[str]:
    """Return the words that are said up to and with this one."""
    said: list[str] = []
    while word not in said:
        line = output.readline()
        assert line, f"ended after {said}"
        said.append(line.strip())
    return said


def answers(server: Running) -> int:
    """End the server and return how often it was sent the answer."""
    server.process.kill()
    return [json.loads(line) for line in server.output.read().splitlines()].count(f'["{ANSWER}"]')


def test_killed_between_the_platform_and_the_journal_it_is_told_as_unknown_and_not_sent_again(
    tmp_path: Path,
) -> None:
    """The platform has it and livedesk was never told: only a person can look."""
    with started("echo_server.py") as server:
        with desk(tmp_path, server, 0, "hang") as (output, program):
            assert ["queued", "handed"] == until(output, "handed")
            program.kill()
        with desk(tmp_path, server, 0) as (output, program):
            assert ["unknown"] == until(output, "unknown")
            assert 0 == program.wait(30)

        assert 1 == answers(server)


def test_killed_while_it_is_held_it_is_sent_by_the_next_run_and_once(tmp_path: Path) -> None:
    """It was acknowledged and nobody can have read it."""
    with started("echo_server.py") as server:
        with desk(tmp_path, server, 60) as (output, program):
            assert ["queued"] == until(output, "queued")
            program.kill()
        with desk(tmp_path, server, 0) as (output, program):
            assert ["handed", "ReplySent"] == until(output, "ReplySent")
            assert 0 == program.wait(30)
        with desk(tmp_path, server, 0) as (output, program):
            assert ["ReplySent"] == until(output, "ReplySent")
            assert 0 == program.wait(30)

        assert 1 == answers(server)
