"""What is run: each case as it is measured once, for the product and for the limit."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench import limit, mapping
from tests.bench.figures import Figures, percentile
from tests.bench.job import (
    DecodeJob,
    HourJob,
    Job,
    ReceiveJob,
    ReconnectJob,
    ReviewJob,
    RowsJob,
    TriageJob,
)
from tests.bench.programs import child, read, run
from tests.bench.rows import Runs
from tests.bench.sender import LIMITS, Load, Sender, sending
from tests.bench.terminal import HAS_TERMINALS, Terminal
from tests.servers.commanding import platform_process
from tests.servers.starting import started

Measure = Callable[[], Figures]
PROMPT_MS = 50.0
"""An open loop holds its rate while the p99 from send to state stays below."""

HOURS_COMMENTS = 720_000
"""As many as an hour of 200 a second brings."""

LADDER = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Rates tried in an open loop, as shares of the same side's flat-out rate."""


@dataclass(frozen=True)
class Scale:
    """How much is measured: runs a case, seconds altogether, and the size of one run."""

    runs: int
    deadline_s: float
    comments: int  # flat out
    seconds: float  # at a steady rate
    step_s: float  # of the open loop's ladder
    keys: int
    minutes: int  # of the long broadcast
    losses: int  # of a connection


FULL = Scale(runs=5, deadline_s=840, comments=150_000, seconds=6, step_s=2.5, keys=120, minutes=60, losses=20)
QUICK = Scale(runs=1, deadline_s=160, comments=60_000, seconds=4, step_s=2, keys=60, minutes=10, losses=8)


class Case(NamedTuple):
    """A case's name and its two sides; `limit` is None where there is nothing to compare with."""

    name: str
    product: Measure
    limit: Measure | None
    once: bool = False


def cases(scale: Scale, runs: Runs, folder: Path) -> list[Case]:
    """Return the cases in their order. `runs` is what has been measured so far, `folder` keeps the long broadcast."""
    found = [_against_limit("flat out", Load(0, scale.comments))]
    for name, rate in (("200/s", 200), ("1,000/s", 1_000), ("5,000/s", 5_000)):
        found.append(_against_limit(name, Load(rate, round(rate * scale.seconds))))
    found.append(_against_limit("720,000", Load(0, HOURS_COMMENTS))._replace(once=True))
    steady = Load(1_000, round(1_000 * scale.seconds))
    found.append(Case("open loop", *_ladders(scale, runs)))
    if HAS_TERMINALS:
        found += [
            Case("console", partial(_on_screen, steady), _if_any(partial(limit.on_screen, steady))),
            Case("typing", partial(_typing, scale.keys), None),
        ]
    return [
        *found,
        Case("journal rows", partial(_rows, bare=False), partial(_rows, bare=True)),
        Case("receiving", partial(_receive, scale, bare=False), partial(_receive, scale, bare=True)),
        Case("decoding", _decode, None),
        Case("reconnecting", partial(_reconnect, scale), None),
        Case("triage", _triage, None),
        Case("hour", partial(_hour, scale, folder), None, once=True),
        Case("review", partial(_review, folder), _if_any(partial(_bare_review, folder))),
    ]


def _if_any(measure: Measure) -> Measure | None:
    return None if LIMITS is None else measure


def _against_limit(name: str, load: Load) -> Case:
    return Case(name, partial(_headless, load), _if_any(partial(limit.headless, load)))


def _headless(load: Load) -> Figures:
    with tempfile.TemporaryDirectory() as folder, sending(load) as sender:
        figures = run(child("product", _job(load, sender, folder)), load.patience_s + 20)
        return figures | sender.figures()


def _job(load: Load, sender: Sender, folder: str) -> Job:
    output = str(Path(folder, "figures.json"))
    return Job(sender.port, load.total, load.unique, folder, load.patience_s, output)


def _on_screen(load: Load) -> Figures:
    with tempfile.TemporaryDirectory() as folder, sending(load) as sender:
        job = _job(load, sender, folder)
        with Terminal(child("screen", job)) as terminal:
            terminal.read_to_end(load.patience_s + 20)
        painted = {"painted_kb": terminal.painted / 1e3}
        return read(Path(job.output).read_bytes()) | painted | sender.figures()


def _typing(keys: int) -> Figures:
    """Open a case by its key, then write into the reply box while comments pour in."""
    load = Load(1_000, 1_000 * (10 + keys // 4))
    with (
        tempfile.TemporaryDirectory() as folder,
        sending(load) as sender,
        Terminal(child("screen", _job(load, sender, folder))) as terminal,
    ):
        terminal.read_for(5)
        terminal.press("nr")  # at once: the scripted agent may close any case a moment later
        echoes = terminal.echoes(keys)
    return {
        "paint_p50": percentile(echoes, 50),
        "paint_p99": percentile(echoes, 99),
        "paint_max": max(echoes),
    }


def _ladders(scale: Scale, runs: Runs) -> tuple[Measure, Measure | None]:
    ours = partial(_open_loop, scale, runs, "product", _headless)
    theirs = partial(_open_loop, scale, runs, "limit", limit.headless)
    return ours, _if_any(theirs)


def _open_loop(scale: Scale, runs: Runs, side: str, measure: Callable[[Load], Figures]) -> Figures:
    """Climb the ladder to the first rate that is not held, which gets a second try; the last one held is the figure."""
    flat_out_runs = runs["flat out"][side] or [measure(Load(0, scale.comments))]
    flat_out = median(run["rate"] for run in flat_out_runs)
    held: Figures = {"rate": 0.0, "correct": 1.0}
    for share in LADDER:
        rate = round(flat_out * share, -2)
        load = Load(rate, round(rate * scale.step_s))
        tried = measure(load)
        if tried["state_p99"] >= PROMPT_MS:
            tried = measure(load)
        if tried["state_p99"] >= PROMPT_MS:
            break
        held = {"rate": rate, "state_p99": tried["state_p99"], "correct": tried["correct"]}
    return held


def _rows(*, bare: bool) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        return run(child("journal_rows", RowsJob(folder, bare)), 60)


def _receive(scale: Scale, *, bare: bool) -> Figures:
    with started("flood_server.py", str(scale.comments), "0") as server:
        return run(child("receiving", ReceiveJob(server.url, bare, scale.comments)), 60)


def _decode() -> Figures:
    return run(child("decoding", DecodeJob()), 60)


def _reconnect(scale: Scale) -> Figures:
    with platform_process() as platform:
        return run(child("reconnecting", ReconnectJob(platform.url, platform.control, scale.losses)), 120)


def _triage() -> Figures:
    return run(child("triaging", TriageJob()), 60)


def _hour(scale: Scale, folder: Path) -> Figures:
    return run(child("hour", HourJob(str(folder), scale.minutes)), 240)


REVIEWED = 1_000_000


def _review(folder: Path) -> Figures:
    return run(child("review", ReviewJob(str(folder), REVIEWED)), 120)


def _bare_review(folder: Path) -> Figures:
    return limit.fold(mapping.mapped(folder, REVIEWED))
