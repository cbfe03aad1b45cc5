"""Feeds one protocol with bad frames and notes everything it should not have done."""

import time
import traceback
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import FeedEvent
from connectors.intake.soundness import sound
from connectors.registry import installed, load
from tests.connectors.moments import AT
from tests.connectors.own_frames import OWN
from tests.connectors.recordings import RECORDINGS
from tests.fuzz.mutator import Mutator

SLOW_S = 0.5
"""CPU a frame may take: more, and one hostile viewer could hold up the desk."""

LONGEST_SEED = 30_000  # bytes; larger recordings would make the campaign slow, not better
KEPT = 400  # bytes of a frame that is shown

_encode = msgspec.json.Encoder().encode


@dataclass(slots=True)
class Report:
    """What came of a campaign. `faults` maps each different fault to a frame that causes it."""

    feed: str
    seeds: int
    frames: int = 0
    events: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest_ms: float = 0.0
    faults: dict[str, bytes] = field(default_factory=dict)


def decoding_feeds() -> list[str]:
    """Return every installed feed that has a decoder."""
    return [listing.name for listing in installed() if load(listing.name).decoder is not None]


@cache
def seeds(feed: str) -> tuple[bytes, ...]:
    """Return the sound frames a campaign begins with: our own, and the recorded ones where they are at hand.

    A feed of somebody else's, for which there are none, begins with those of all the others.
    """
    if feed not in OWN:
        return tuple(frame for own in OWN.values() for frame in own)
    recorded = {frame for recording in RECORDINGS if recording.feed == feed for frame in recording.frames()}
    return (*OWN[feed], *sorted(frame for frame in recorded if len(frame) <= LONGEST_SEED))


def decoder(feed: str) -> Decoder:
    """Return a feed's decoder, with the settings its recordings need."""
    fitting = (recording for recording in RECORDINGS if recording.feed == feed and recording.settings)
    recording = next(fitting, None)
    if recording is not None:
        return recording.decoder()
    made = load(feed).decoder
    assert made is not None
    return made(feed, None)


def campaign(feed: str, frames: int, seed: int) -> Report:
    """Decode so many bad frames. Nothing is raised for what a decoder does; it stands in the report."""
    decode = decoder(feed)
    mutator = Mutator(seeds(feed), seed)
    report = Report(feed, len(seeds(feed)))
    began = time.process_time()
    for _ in range(frames):
        _try(decode, mutator.frame(), report)
    report.seconds = time.process_time() - began
    return report


def _try(decode: Decoder, frame: bytes, report: Report) -> None:
    report.frames += 1
    began = time.process_time()
    try:
        events = tuple(decode(frame, AT))
    except BadFrameError:
        events = ()
        report.refused += 1
    except Exception as error:  # noqa: BLE001 - it is what is looked for
        events = ()
        report.faults.setdefault(_place(error), frame)
    took_ms = (time.process_time() - began) * 1000
    report.slowest_ms = max(report.slowest_ms, took_ms)
    if took_ms > SLOW_S * 1000:
        report.faults.setdefault("slow", frame)
    for event in events:
        report.events += 1
        fault = _fault(event, report.feed)
        if fault:
            report.faults.setdefault(fault, frame)


def _fault(event: Any, feed: str) -> str:
    """Return what is wrong with an event, "" where nothing is: it must be one, and the journal must be able to hold it."""
    if not isinstance(event, FeedEvent):
        return f"no event: {type(event).__name__}"
    try:
        _encode(sound(event, feed, AT))
    except BadFrameError as bad:
        return f"unsound {type(event).__name__}: {bad}"
    except Exception as error:  # noqa: BLE001 - as above
        return f"{type(event).__name__}: {_place(error)}"
    return ""


def _place(error: Exception) -> str:
    """Return an error with the line it comes from: a fault is told once, however many frames cause it."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {where.filename.rpartition('connectors')[2]}:{where.lineno}"
