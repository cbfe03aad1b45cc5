"""How fast livedesk is, as a ratio to the bare limit on the same machine in the same minutes.

    python -m tests.bench [--quick] [--runs N] [--only CASE ...]

The limit is a toy that does the least there is to do with the same libraries; its programs lie beside the
project in `../shared/limits`. Without them the product is measured alone. Product and limit take turns, and medians
are compared: absolute figures of another day say nothing.
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from tests.bench import machine, table
from tests.bench.cases import FULL, QUICK, Case, Measure, Scale, cases
from tests.bench.figures import Figures
from tests.bench.programs import ProgramError
from tests.bench.sender import LIMITS


class Bench:
    """Runs cases in rounds until each has its runs or the time is up."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.runs: defaultdict[str, defaultdict[str, list[Figures]]] = defaultdict(lambda: defaultdict(list))
        self.notes: list[str] = []
        self.failed = False
        self._until = time.monotonic() + scale.deadline_s

    def run(self, chosen: list[Case]) -> None:
        """Measure."""
        for number in range(self.scale.runs):
            for case in chosen:
                if number == 0 or not case.once:
                    self._take_turns(case)

    def _take_turns(self, case: Case) -> None:
        for side, measure in (("product", case.product), ("limit", case.limit)):
            if measure is not None and time.monotonic() < self._until:
                self._measure(case.name, side, measure)

    def _measure(self, name: str, side: str, measure: Measure) -> None:
        _report(f"{name}: {side}")
        try:
            figures = measure()
        except (ProgramError, KeyError, OSError) as error:
            self._fail(f"{name}, {side}: {error}")
            return
        self.runs[name][side].append(figures)
        if figures.get("correct", 1.0) != 1.0:
            self._fail(f"{name}, {side}: the run is not correct: {figures}")

    def _fail(self, note: str) -> None:
        self.failed = True
        self.notes.append(note)


def _report(doing: str) -> None:
    """Say what is going on, on a line that leaves no trace."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{doing}", end="", file=sys.stderr, flush=True)


def main() -> int:
    """Measure, print the table and write the JSON; returns 1 where a run failed or was not correct."""
    arguments = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    arguments.add_argument("--quick", action="store_true", help="one small run of each, in three minutes")
    arguments.add_argument("--runs", type=int, help="runs of each case")
    arguments.add_argument(
        "--only", nargs="+", metavar="CASE", help="only these; review needs hour before it"
    )
    given = arguments.parse_args()
    scale = QUICK if given.quick else FULL
    bench = Bench(replace(scale, runs=given.runs) if given.runs else scale)
    if LIMITS is None:
        bench.notes.append("No limit programs beside the project (../shared/limits): the product alone.")
    machine.pin(machine.SENDER_CPU)
    with tempfile.TemporaryDirectory() as folder:
        known = {case.name: case for case in cases(bench.scale, bench.runs, Path(folder))}
        unknown = [name for name in given.only or () if name not in known]
        if unknown:
            arguments.error(f"no case {unknown[0]}; there are: {', '.join(known)}")
        try:
            bench.run([known[name] for name in given.only or known])
        finally:  # Ctrl+C shows what there is
            _report("")
            table.show(bench.runs, bench.notes)
            print(table.save(bench.runs, bench.notes))
    return int(bench.failed)


if __name__ == "__main__":
    sys.exit(main())
