"""The clipboard: the machine's own tool where there is one. The terminal's way (OSC 52) is the caller's, beside it."""

import asyncio
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress

PATIENCE_S = 2.0


def tools() -> list[Sequence[str]]:
    """Return the commands that may take a text on their standard input, the likeliest first."""
    if sys.platform == "darwin":
        return [("pbcopy",)]
    if sys.platform == "win32":
        return [("clip.exe",)]
    found: list[Sequence[str]] = []
    if os.environ.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy",))
    if os.environ.get("DISPLAY"):
        found += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return [*found, ("clip.exe",)]  # the last one is Windows seen from its Linux subsystem


async def copy(text: str, patience_s: float = PATIENCE_S) -> bool:
    """Give a text to the first tool that takes it; whether one did. Never raises, never takes long."""
    for command in tools():
        program = shutil.which(command[0])
        if program is not None and await _feed(program, command[1:], text, patience_s):
            return True
    return False


async def _feed(program: str, arguments: Sequence[str], text: str, patience_s: float) -> bool:
    # clip.exe reads its input in the console's code page, unless it begins as UTF-16 does.
    data = text.encode("utf-16") if program.lower().endswith("clip.exe") else text.encode()
    try:
        process = await asyncio.create_subprocess_exec(
            program,
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return False
    try:
        await asyncio.wait_for(process.communicate(data), patience_s)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        return False
    return process.returncode == 0
