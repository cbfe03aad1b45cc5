"""A recording as a file: opened, recognised, and the decoder of its lines found."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from connectors import registry
from connectors.contract import Decoder, Plugin, Wrong, wrong
from connectors.framelog import read_frame
from connectors.language import say
from connectors.problem import Problem, UserProblem
from connectors.replay.protocol import format_of
from connectors.replay.settings import ReplaySettings

_LOOK_AT = 20  # lines; the first may be torn
_LONGEST_LINE = 1_000_000  # bytes


def check(settings: ReplaySettings) -> Iterator[Wrong]:
    """Yield what is wrong with the recording, or with the settings its frames are to be read with."""
    connector = None
    try:
        with opened(path_of(settings)) as file:
            connector = recorded_by(file)
        if connector is not None:
            _decoding(connector)
    except Problem as problem:
        yield "file", problem
        return
    if connector is not None:
        yield from wrong("settings", lambda: frame_decoder(connector, "", settings.settings))


def path_of(settings: ReplaySettings) -> Path:
    """Return where the recording lies."""
    return Path(settings.file).expanduser()


def opened(path: Path) -> BinaryIO:
    """Open a recording; raises `UserProblem`."""
    try:
        return path.open("rb")
    except OSError as error:
        raise UserProblem(
            say("录制文件打不开", "The recording cannot be opened"),
            f"{path}: {error.strerror}",
            say("检查设置里的 file。", "Check “file” in the feed's settings."),
        ) from error


def recorded_by(file: BinaryIO) -> str | None:
    """Return the connector whose raw frames an open file holds; None for an exported broadcast.

    Told by its first lines; the file is back at its beginning. Raises `UserProblem` where it holds neither.
    """
    first = [file.readline(_LONGEST_LINE) for _ in range(_LOOK_AT)]
    file.seek(0)
    for line in first:
        frame = read_frame(line)
        if frame is not None:
            return frame.connector
        if format_of(line) == "export":
            return None
    raise UserProblem(
        say("不是 livedesk 的录制", "Not a recording"),
        say(
            f"{file.name} 里没有导出的场次，也没有录下的消息。",
            f"{file.name} holds neither an exported broadcast nor recorded frames.",
        )
        if any(first)
        else say(f"{file.name} 是空的。", f"{file.name} is empty."),
        say(
            "用 livedesk export 导出，或用 --record 录制。",
            "Make one with livedesk export, or record with --record.",
        ),
    )


def frame_decoder(connector: str, feed: str, recorded: dict[str, Any]) -> Decoder:
    """Return what reads the frames of `connector`, with the settings it had (none: its defaults).

    Raises a `Problem` where the connector is missing, cannot do it, or has no such settings.
    """
    plugin, decoder = _decoding(connector)
    try:
        settings = msgspec.convert(recorded, plugin.settings) if recorded else None
    except msgspec.ValidationError as error:
        raise UserProblem(
            say("重放的设置有误", "The replay's settings need a look"),
            say(
                f"“settings”不适合连接器“{connector}”：{error}。",
                f"“settings” does not fit the feed “{connector}”: {error}.",
            ),
            say("照抄录制时这个评论流的设置。", "Copy the settings the feed had when it was recorded."),
        ) from error
    return decoder(feed, settings)


def _decoding(connector: str) -> tuple[Plugin, Callable[[str, Any], Decoder]]:
    plugin = registry.load(connector)
    if plugin.decoder is None:
        raise UserProblem(
            say("这种录制不能重放", "This recording cannot be played"),
            say(
                f"连接器“{connector}”没有可解码的消息。",
                f"The feed “{connector}” has no frames to decode.",
            ),
        )
    return plugin, plugin.decoder
