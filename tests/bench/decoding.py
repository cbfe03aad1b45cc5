"""How many frames each protocol decodes in a second of CPU: small frames of our own, one after the other.

python -m tests.bench.decoding '{}'
"""

import sys
import time

import msgspec

from connectors.contract import Decoder
from connectors.registry import installed, load
from tests.bench import machine
from tests.bench.figures import Figures
from tests.bench.job import DecodeJob
from tests.bench.programs import tell
from tests.connectors.moments import AT
from tests.connectors.own_frames import OWN

_ROUNDS = 50  # between two looks at the clock


def _rate(decode: Decoder, frames: tuple[bytes, ...], seconds: float) -> float:
    """Return frames decoded a second, measured for so many seconds of CPU."""
    began, rounds = time.process_time(), 0
    while (spent := time.process_time() - began) < seconds:
        for _ in range(_ROUNDS):
            for frame in frames:
                decode(frame, AT)
        rounds += _ROUNDS
    return rounds * len(frames) / spent


def _measure(job: DecodeJob) -> Figures:
    found: Figures = {}
    for listing in installed():
        made = load(listing.name).decoder
        if made is not None and listing.name in OWN:
            found[listing.name] = _rate(made(listing.name, None), OWN[listing.name], job.seconds)
    return found


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(_measure(msgspec.json.decode(sys.argv[1], type=DecodeJob)))
