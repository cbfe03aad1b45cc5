"""A terminal of 120 × 40 for a program that draws: reads what it paints, types, and takes the time between."""

import os
import random
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.bench.programs import PROJECT, ProgramError

if sys.platform != "win32":
    import fcntl
    import pty
    import struct
    import termios

HAS_TERMINALS = sys.platform != "win32"
ROWS, COLUMNS = 40, 120
_ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
_FIRST_SIGN = 0x3400  # rare ideographs: none is ever in a comment
_ECHO_WITHIN_S = 2.0


class Terminal:
    """Runs one program. Whoever made it reads on until the program ends: a full terminal would block it."""

    def __init__(self, command: Sequence[str], folder: Path = PROJECT, **environment: str) -> None:
        if sys.platform == "win32":
            raise ProgramError("no terminals of this kind on Windows")
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | _ENVIRONMENT | environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self._tail = b""
        self.painted = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def press(self, keys: str) -> None:
        """Type, and read on for a moment, so that what follows meets a console at rest."""
        os.write(self._master, keys.encode())
        self.read_for(0.4)

    def read_for(self, seconds: float) -> None:
        """Read what is painted for so long."""
        self._read_until(b"", time.perf_counter() + seconds)

    def read_to_end(self, patience_s: float) -> None:
        """Read until the program has ended. Raises `ProgramError` where it does not in time, or fails."""
        self._read_until(b"", time.perf_counter() + patience_s)
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            raise ProgramError(f"no end within {patience_s:.0f} s") from None
        if code:
            raise ProgramError(f"ended with {code}: {self._tail[-2000:].decode('utf-8', 'replace')}")

    def echoes(self, count: int) -> list[float]:
        """Type so many signs, one at a time at uneven intervals; return the ms until each was painted."""
        chance = random.Random(7)
        found: list[float] = []
        for number in range(count):
            sign = chr(_FIRST_SIGN + number).encode()
            self._tail = b""
            typed_at = time.perf_counter()
            os.write(self._master, sign)
            if not self._read_until(sign, typed_at + _ECHO_WITHIN_S):
                raise ProgramError(f"a key was not painted within {_ECHO_WITHIN_S:.0f} s")
            found.append((time.perf_counter() - typed_at) * 1e3)
            self.read_for(0.04 + 0.11 * chance.random())
        return found

    def _read_until(self, sought: bytes, deadline: float) -> bool:
        """Read until `sought` was painted (b"": never), the time is up or the program has closed its terminal."""
        while (left := deadline - time.perf_counter()) > 0:
            if not select.select([self._master], [], [], left)[0]:
                return False
            try:
                painted = os.read(self._master, 65536)
            except OSError:  # how Linux tells that nobody holds the other end any more
                return False
            if not painted:
                return False
            self.painted += len(painted)
            self._tail = self._tail[-4000:] + painted
            if sought and sought in self._tail:
                return True
        return False
