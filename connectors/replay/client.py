"""Plays a recording line by line, each when its turn comes."""

import asyncio
from collections.abc import Iterable
from functools import cache, partial
from typing import BinaryIO

from connectors.contract import (
    Decoder,
    FeedState,
    FeedStatus,
    Opening,
    Sink,
)
from connectors.events import StreamEnded
from connectors.intake.intake import Intake
from connectors.intake.ticker import Ticker
from connectors.language import Words
from connectors.readonly import ReadOnly
from connectors.replay.protocol import export_decoder, frames_decoder, recorded_at
from connectors.replay.recording import frame_decoder, opened, path_of, recorded_by
from connectors.replay.settings import ReplaySettings

LONGEST_SILENCE_MS = 600_000  # of the recording: a broadcast that was interrupted goes on after this
_BREATHE_EVERY = 100  # lines


class Replay(ReadOnly):
    """One recording being played. It ends with `StreamEnded`; lines that cannot be read are counted, as a feed's are."""

    refusal = Words("重放里没有观众，不能回复。", "A recording cannot be replied to.")

    def __init__(self, opening: Opening) -> None:
        settings: ReplaySettings = opening.settings
        self.status = FeedStatus(feed=opening.feed, connector="replay")
        self._now = opening.now
        self._file = path_of(settings)
        self._speed = settings.speed
        self._recorded = settings.settings

    async def run(self, sink: Sink) -> None:
        """Play to the end of the file. Raises `UserProblem` where there is no recording to play."""
        with opened(self._file) as file:
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

    def _decoder(self, file: BinaryIO) -> Decoder:
        """Return the decoder for what the file holds; a feed that is missing is told of before anything is played."""
        connector = recorded_by(file)
        if connector is None:
            return export_decoder(self.status.feed, self._speed)
        decoder_of = cache(partial(frame_decoder, feed=self.status.feed, recorded=self._recorded))
        decoder_of(connector)
        return frames_decoder(decoder_of, self._speed)
