"""The console in a real terminal, driven by keys alone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.model.events import CaseResolved, ReplySent, SessionStopped
from tests.cli.programs import environment, journalled, wait_until

pytestmark = [pytest.mark.terminal, pytest.mark.process]


class Terminal:
    """A tmux session of its own server, so that nobody else's sessions are touched."""

    def __init__(self, folder: Path, columns: int, rows: int) -> None:
        self.folder = folder
        # While a reply is held others may ask the same, and their case would not be done.
        (folder / "livedesk.toml").write_text("[desk]\nundo_s = 0\n", encoding="utf-8")
        self._tmux = ["tmux", "-L", f"livedesk-{os.getpid()}-{folder.name}", "-f", os.devnull]
        program = f"{sys.executable} -m console demo --rate 600; echo left with $?; sleep 30"
        own = {**environment(folder), "LIVEDESK_LANG": "zh", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        command = [
            *self._tmux,
            "new-session",
            "-d",
            "-s",
            "desk",
            "-x",
            str(columns),
            "-y",
            str(rows),
            program,
        ]
        subprocess.run(command, check=True, env=own, cwd=folder)

    def keys(self, *keys: str) -> None:
        """Press keys, as tmux names them."""
        subprocess.run([*self._tmux, "send-keys", "-t", "desk", *keys], check=True)

    def type(self, text: str) -> None:
        """Type text."""
        subprocess.run([*self._tmux, "send-keys", "-t", "desk", "-l", text], check=True)

    def screen(self) -> str:
        """Return what the terminal shows."""
        command = [*self._tmux, "capture-pane", "-p", "-t", "desk"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def wait_for(self, text: str) -> None:
        """Wait until the terminal shows a text."""
        wait_until(lambda: text in self.screen(), f"{text!r} on the screen")

    def close(self) -> None:
        """Close the terminal's window, program and all."""
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)


@pytest.fixture(params=[(120, 40)], ids=["120x40"])
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """Return a terminal in which the demo runs."""
    opened = Terminal(tmp_path, *request.param)
    try:
        opened.wait_for("待处理")
        yield opened
    finally:
        opened.close()


def sent(folder: Path) -> list[ReplySent]:
    """Return the replies that went out."""
    return [event for event in journalled(folder) if isinstance(event, ReplySent)]


def test_three_cases_are_answered_with_keys_alone(terminal: Terminal) -> None:
    """Open, write or choose a script, send, resolve and on to the next; quit; the journal has it all."""
    folder = terminal.folder
    wait_until(lambda: "?  0:0" in terminal.screen(), "three cases in the queue")
    terminal.keys("Enter")
    for number, text in enumerate(("收到，马上看", "亲，这就给您查"), 1):
        terminal.keys("r")
        terminal.type(text)
        terminal.wait_for(text)
        terminal.keys("Enter")
        wait_until(lambda number=number: number <= len(sent(folder)), f"reply {number} in the journal")  # type: ignore[misc]  # a default argument binds the loop's value
        terminal.keys("e")
        wait_until(
            lambda number=number: (
                number <= sum(isinstance(event, CaseResolved) for event in journalled(folder))
            ),  # type: ignore[misc]  # the same
            f"case {number} resolved",
        )
    terminal.keys("1")
    terminal.wait_for("Enter 发送")
    terminal.keys("Enter")
    wait_until(lambda: len(sent(folder)) >= 3, "the script in the journal")
    terminal.keys("e")
    terminal.keys("q")
    terminal.wait_for("left with 0")

    replies = sent(folder)
    assert ["收到，马上看", "亲，这就给您查"] == [reply.text for reply in replies[:2]]
    assert replies[2].script is not None
    assert 3 == len({reply.case for reply in replies})
    last = journalled(folder)[-1]
    assert isinstance(last, SessionStopped)
    assert "quit" == last.cause


def test_a_closed_terminal_ends_the_broadcast_cleanly(terminal: Terminal) -> None:
    """The window is gone; everything is committed and the end is written."""
    wait_until(lambda: len(journalled(terminal.folder)) > 20, "events in the journal")
    terminal.close()
    wait_until(lambda: isinstance(journalled(terminal.folder)[-1], SessionStopped), "the end of the session")


def test_the_terminal_is_given_back(terminal: Terminal) -> None:
    """The terminal is given back as it was: no alternate screen, and the summary stands on it."""
    terminal.keys("q")
    terminal.wait_for("left with 0")

    assert "livedesk review" in terminal.screen()
    assert "待处理" not in terminal.screen()
