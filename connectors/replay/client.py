"""Plays a recording line by line, each when its turn comes."""

import asyncio
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import BinaryIO

import msgspec

from connectors import registry
from connectors.contract import (
    Decoder,
    FeedState,
    FeedStatus,
    Opening,
    Outgoing,
    SendError,
    Sink,
)
from connectors.events import StreamEnded
from connectors.framelog import read_frame
from connectors.intake import Intake
from connectors.language import say
from connectors.problem import UserProblem
from connectors.replay.protocol import export_decoder, format_of, frames_decoder, recorded_at
from connectors.replay.settings import ReplaySettings
from connectors.ticker import Ticker

LONGEST_SILENCE_MS = 600_000  # of the recording: a broadcast that was interrupted goes on after this
_BREATHE_EVERY = 100  # lines
_LOOK_AT = 20  # lines; the first may be torn
_LONGEST_LINE = 1_000_000  # bytes


class Replay:
    """One recording being played. It ends with `StreamEnded`; lines that cannot be read are counted, as a feed's are."""

    can_send = False

    def __init__(self, opening: Opening) -> None:
        settings: ReplaySettings = opening.settings
        self.status = FeedStatus(feed=opening.feed, connector="replay")
        self._now = opening.now
        self._file = Path(settings.file).expanduser()
        self._speed = settings.speed
        self._recorded = settings.settings

    async def run(self, sink: Sink) -> None:
        """Play to the end of the file. Raises `UserProblem` where there is no recording to play."""
        with self._open() as file:
            intake = Intake(self.status, self._decoder(file), sink.take)
            intake.enter(FeedState.LIVE, self._now())
            ticker = Ticker(lambda: intake.sample_if_due(self._now()))
            try:
                await self._play(file, intake, sink)
                intake.take([StreamEnded(at=self._now(), feed=self.status.feed)], self._now())
                intake.enter(FeedState.ENDED, self._now())
            finally:
                ticker.stop()
                intake.close(self._now())

    async def send(self, outgoing: Outgoing) -> None:  # noqa: ARG002 - the contract's signature
        """Refuse: nobody is listening in a recording."""
        raise SendError(
            say("重放里没有观众，不能回复。", "A recording cannot be replied to."), transient=False
        )

    async def _play(self, lines: Iterable[bytes], intake: Intake, sink: Sink) -> None:
        loop = asyncio.get_running_loop()
        began_at, position_ms, previous = loop.time(), 0, None
        for number, line in enumerate(lines):
            if not line.strip():
                continue
            at = recorded_at(line)
            if at is not None and self._speed:
                if previous is not None:
                    position_ms += min(max(0, at - previous), LONGEST_SILENCE_MS)
                previous = at
                await asyncio.sleep(max(0.0, began_at + position_ms / 1000 / self._speed - loop.time()))
            elif number % _BREATHE_EVERY == 0:
                await asyncio.sleep(0)
            intake.take_frame(line, self._now())
            await sink.ready()

    def _open(self) -> BinaryIO:
        try:
            return self._file.open("rb")
        except OSError as error:
            raise UserProblem(
                say("录制文件打不开", "The recording cannot be opened"),
                f"{self._file}: {error.strerror}",
                say("检查设置里的 file。", "Check “file” in the feed's settings."),
            ) from error

    def _decoder(self, file: BinaryIO) -> Decoder:
        """Return the decoder for what the file holds, told by its first lines; the file is back at its beginning."""
        first = [file.readline(_LONGEST_LINE) for _ in range(_LOOK_AT)]
        file.seek(0)
        for line in first:
            match format_of(line):
                case "export":
                    return export_decoder(self.status.feed, self._speed)
                case "frames":
                    decoder_of = cache(self._decoder_of)
                    frame = read_frame(line)
                    if frame is not None:
                        decoder_of(frame.connector)  # a missing feed is told of before anything is played
                    return frames_decoder(decoder_of, self._speed)
                case None:
                    continue
        raise UserProblem(
            say("不是 livedesk 的录制", "Not a recording"),
            say(
                f"{self._file} 里没有导出的场次，也没有录下的消息。",
                f"{self._file} holds neither an exported broadcast nor recorded frames.",
            )
            if any(first)
            else say(f"{self._file} 是空的。", f"{self._file} is empty."),
            say(
                "用 livedesk export 导出，或用 --record 录制。",
                "Make one with livedesk export, or record with --record.",
            ),
        )

    def _decoder_of(self, connector: str) -> Decoder:
        plugin = registry.load(connector)
        if plugin.decoder is None:
            raise UserProblem(
                say("这种录制不能重放", "This recording cannot be played"),
                say(
                    f"连接器“{connector}”没有可解码的消息。",
                    f"The feed “{connector}” has no frames to decode.",
                ),
            )
        try:
            settings = msgspec.convert(self._recorded, plugin.settings) if self._recorded else None
        except msgspec.ValidationError as error:
            raise UserProblem(
                say("重放的设置有误", "The replay's settings need a look"),
                say(
                    f"“settings”不适合连接器“{connector}”：{error}。",
                    f"“settings” does not fit the feed “{connector}”: {error}.",
                ),
                say("照抄录制时这个评论流的设置。", "Copy the settings the feed had when it was recorded."),
            ) from error
        return plugin.decoder(self.status.feed, settings)
