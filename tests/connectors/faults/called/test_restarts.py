"""A port that somebody has, a desk that is killed and opened again: callers try again, and lose nothing."""

import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

import pytest

from connectors.events import FeedGap
from connectors.problem import UserProblem
from tests.connectors.collecting import now_ms
from tests.connectors.faults.called.rooms import HEALTHY, written
from tests.connectors.faults.called.scene import scene
from tests.connectors.faults.called.table import BY_HTTP, CALLED, Called, told

ROOT = Path(__file__).parents[4]
COUNT = 40
"""Messages for each feed."""

RUNS = 3
"""How often the desk is opened, and killed."""


@contextmanager
def program(name: str, *arguments: object) -> Iterator[IO[str]]:
    """Run one of the programs beside this file, and give what it prints; it is killed at the end of the block."""
    command = [sys.executable, "-m", f"tests.connectors.faults.called.{name}", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT)
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.process
def test_nothing_confirmed_is_lost_when_the_desk_is_killed(tmp_path: Path) -> None:
    """Each message is in the journal once, whether or not its first answer got out; the time without a desk is a gap."""
    heard: list[str] = []
    killed_at: list[int] = []
    ports: list[str] = []
    everything = len(BY_HTTP) * COUNT
    with ExitStack() as open_programs:
        answers: IO[str] | None = None
        for _ in range(RUNS):
            with program("desk_program", tmp_path, *ports) as output:
                ports = output.readline().split()
                if answers is None:
                    answers = open_programs.enter_context(program("caller_program", COUNT, *ports))
                heard += islice(answers, everything // RUNS)
            killed_at.append(now_ms())

    assert everything == len(heard)
    books = written(tmp_path)
    for called in BY_HTTP:
        assert Counter(range(1, COUNT + 1)) == Counter(told(books[called.name])), called.name
    for feed in (*(called.name for called in CALLED), HEALTHY):
        gaps = [event for event in books[feed] if isinstance(event, FeedGap)]
        for at in killed_at[:-1]:
            assert [gap for gap in gaps if gap.since <= at <= gap.until and gap.cause], feed


async def test_a_port_that_is_taken_is_told_and_had_once_it_is_free(called: Called) -> None:
    """In words, with a next step; opened again, the feed listens where its callers look for it."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UserProblem, match=f"127.0.0.1:{port}") as problem:
            async with scene(called, port=port):
                pass

        assert problem.value.next_step

    async with scene(called, port=port) as on_air:
        await on_air.tells(1)
        await on_air.leave()

        with pytest.raises(ConnectionRefusedError):
            await on_air.dial()

    async with scene(called, port=port) as on_air:
        await on_air.tells(2)

        assert [2] == on_air.heard
