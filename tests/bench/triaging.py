"""What reading a comment costs that triage has never seen: no sender repeats itself as little as people do.

python -m tests.bench.triaging '{}'
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from connectors.demo.broadcast import broadcast
from connectors.events import CommentReceived
from console.opening import load_triage
from console.settings.load import Loaded
from console.settings.schema import Settings
from console.triage import Triage
from tests.bench import machine
from tests.bench.figures import Figures, percentile
from tests.bench.job import TriageJob
from tests.bench.programs import PROJECT, tell

REFERENCE = PROJECT.parent / "shared" / "reference" / "triage"
"""Real comments, where they lie beside the project."""

OWN = PROJECT / "scripts" / "triage_examples"


class _Text(msgspec.Struct):
    text: str = ""


def _measure(job: TriageJob) -> Figures:
    before_mb, began = machine.resident_mb(), time.process_time()
    triage = load_triage(Loaded(Settings(), None))
    load_ms, load_mb = (time.process_time() - began) * 1e3, machine.resident_mb() - before_mb
    events = broadcast(minutes=job.minutes, rate=job.rate)
    invented = list({event.text: None for _, event in events if isinstance(event, CommentReceived)})
    invented_us = _times(triage, invented)
    written_us = _times(triage, _written(job.lines))
    return {
        "cpu_us": sum(invented_us) / len(invented_us),
        "texts": float(len(invented)),
        "written_us": sum(written_us) / len(written_us),
        "written_p99": percentile(written_us, 99),
        "written": float(len(written_us)),
        "load_ms": load_ms,
        "load_mb": load_mb,
    }


def _written(most: int) -> list[str]:
    """Return comments that people wrote, each once: the reference's, else our own."""
    files = sorted((REFERENCE if REFERENCE.is_dir() else OWN).glob("*.jsonl"))
    decode = msgspec.json.Decoder(_Text).decode
    texts = {decode(line).text: None for file in files for line in _lines(file)}
    return list(filter(None, texts))[:: len(texts) // most + 1]


def _lines(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines()


def _times(triage: Triage, texts: Sequence[str]) -> list[float]:
    """Return the CPU µs of reading each text for the first time."""
    times = []
    for text in texts:
        began = time.process_time_ns()
        triage.read(text)
        times.append((time.process_time_ns() - began) / 1e3)
    return times


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(_measure(msgspec.json.decode(sys.argv[1], type=TriageJob)))
