"""What reading a comment costs that triage has never seen: no sender repeats itself as little as people do.

python -m tests.bench.triaging '{}'
"""

import sys
import time

import msgspec

from connectors.demo.broadcast import broadcast
from connectors.events import CommentReceived
from console.opening import load_triage
from console.settings.load import Loaded
from console.settings.schema import Settings
from tests.bench import machine
from tests.bench.figures import Figures
from tests.bench.job import TriageJob
from tests.bench.programs import tell


def _measure(job: TriageJob) -> Figures:
    before_mb, began = machine.resident_mb(), time.process_time()
    triage = load_triage(Loaded(Settings(), None))
    load_s, load_mb = time.process_time() - began, machine.resident_mb() - before_mb
    events = broadcast(minutes=job.minutes, rate=job.rate)
    texts = list({event.text: None for _, event in events if isinstance(event, CommentReceived)})
    began = time.process_time()
    for text in texts:
        triage.read(text)
    cpu_us = (time.process_time() - began) / len(texts) * 1e6
    return {"cpu_us": cpu_us, "texts": float(len(texts)), "load_s": load_s, "load_mb": load_mb}


if __name__ == "__main__":
    machine.pin(machine.MEASURED_CPU)
    tell(_measure(msgspec.json.decode(sys.argv[1], type=TriageJob)))
