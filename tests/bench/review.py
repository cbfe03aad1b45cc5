"""Looking back on a broadcast of about a million events: all figures, cold, and the ledger alone.

python -m tests.bench.review '{"folder": …, "events": 1000000}'
"""

import sys
import time
from itertools import islice
from pathlib import Path

import msgspec

from console.journal import Reader
from console.metrics import Ledger
from console.review import Review
from console.settings import paths
from tests.bench import machine
from tests.bench.figures import Figures
from tests.bench.job import ReviewJob
from tests.bench.programs import tell

LEDGER_EVENTS = 200_000


def _measure(job: ReviewJob) -> Figures:
    with Reader(Path(job.folder) / paths.JOURNAL_NAME) as reader:
        recording = reader.find("last")
        began, spent = time.perf_counter(), time.process_time()
        review = Review(recording, lambda: islice(reader.events(recording.id), job.events))
        seconds, cpu_s = time.perf_counter() - began, time.process_time() - spent
        rss_mb = machine.resident_mb()
        events = list(islice(reader.events(recording.id), min(job.events, LEDGER_EVENTS)))
    ledger = Ledger()
    began = time.process_time()
    for event in events:
        ledger.add(event)
    ledger_s = time.process_time() - began
    return {
        "seconds": seconds,
        "cpu_s": cpu_s,
        "rss_mb": rss_mb,
        "ledger_us": ledger_s / len(events) * 1e6,
        "figures": float(len(review.figures)),
    }


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(_measure(msgspec.json.decode(sys.argv[1], type=ReviewJob)))
