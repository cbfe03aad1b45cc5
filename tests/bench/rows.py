"""What is judged: each row's case, figure and target. Ratios are product to limit; the targets were set against it."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from tests.bench.figures import Figures
from tests.connectors.own_frames import OWN

Runs = Mapping[str, Mapping[str, Sequence[Figures]]]
"""Every run's figures, by case and side (`product`, `limit`)."""


class Row(NamedTuple):
    """One line of the table.

    `target` and `stretch` bound the ratio to the limit, or the product's own figure where `alone`; None: nothing
    is asked. `more` says that more is better.
    """

    title: str
    case: str
    figure: str
    form: str
    target: float | None = None
    stretch: float | None = None
    more: bool = False
    alone: bool = False


ROWS = (
    Row("comments/s flat out", "flat out", "rate", ",.0f", 0.35, 0.5, more=True),
    Row("comments/s with p99 to state < 50 ms", "open loop", "rate", ",.0f", 0.35, 0.5, more=True),
    Row("CPU µs a comment at 1,000/s", "1,000/s", "cpu_us", ".0f", 2.0, 1.5),
    Row("p99 to state at 200/s, ms", "200/s", "state_p99", ".2f", 4.0, 2.0),
    Row("p99 to state at 1,000/s, ms", "1,000/s", "state_p99", ".2f", 4.0, 2.0),
    Row("p99 to state at 5,000/s, ms", "5,000/s", "state_p99", ".2f", 4.0, 2.0),
    Row("p99 to durable at 1,000/s, ms", "1,000/s", "durable_p99", ".1f", 1.15, 1.05),
    Row("memory at 1,000/s, MB", "1,000/s", "rss_mb", ".0f", 1.8, 1.4),
    Row("drawing 4 Hz at 1,000/s: CPU µs a comment", "console", "cpu_us", ".0f", 2.0, 1.4),
    Row("drawing 4 Hz at 1,000/s: p99 to state, ms", "console", "state_p99", ".2f", 3.0, 1.5),
    Row("drawing 4 Hz at 1,000/s: memory, MB", "console", "rss_mb", ".0f", 1.8, 1.4),
    Row("key to paint p50 at 1,000/s, ms", "typing", "paint_p50", ".1f"),
    Row("key to paint p99 at 1,000/s, ms", "typing", "paint_p99", ".1f", 50.0, alone=True),
    Row("memory after 720,000 comments, MB", "720,000", "rss_mb", ".0f", 1.8, 1.4),
    Row("a simulated hour with orders: memory, MB", "hour", "rss_end", ".0f"),
    Row("… by its memory after a quarter", "hour", "growth", ".2f"),
    Row("journal: bytes on disk / body", "hour", "disk_ratio", ".2f", 1.4, 1.25, alone=True),
    Row("journal: CPU µs a row", "journal rows", "cpu_us", ".1f", 2.0, 1.4),
    Row("feed: CPU µs a message, flat out", "receiving", "cpu_us", ".1f"),
    Row("feed: messages/s through a real socket", "receiving", "rate", ",.0f", more=True),
    *(Row(f"{feed}: frames decoded/s", "decoding", feed, ",.0f", more=True) for feed in OWN),
    Row("back after a reset: median, ms", "reconnecting", "back_p50", ",.0f"),
    Row("back after a reset: longest, ms", "reconnecting", "back_max", ",.0f", 2000.0, 1000.0, alone=True),
    Row("triage: CPU µs a comment never seen before", "triage", "cpu_us", ".1f"),
    Row("… of those that people wrote: mean", "triage", "written_us", ".1f", 20.0, alone=True),
    Row("… of those that people wrote: p99", "triage", "written_p99", ".0f", 100.0, alone=True),
    Row("triage: CPU ms to load word lists and model", "triage", "load_ms", ".0f", 150.0, alone=True),
    Row("triage: memory of word lists and model, MB", "triage", "load_mb", ".1f", 40.0, alone=True),
    Row("ledger: CPU µs an event", "review", "ledger_us", ".2f"),
    Row("review of the long broadcast, s", "review", "seconds", ".1f", 2.0, 1.0),
)


class Judged(NamedTuple):
    """A row with its figures: medians, spreads as (least, most), the ratio and the word on it."""

    row: Row
    product: float | None
    limit: float | None
    spreads: tuple[tuple[float, float] | None, tuple[float, float] | None]
    ratio: float | None
    verdict: str


def judge(row: Row, runs: Runs) -> Judged:
    """Return a row's medians over its runs and how they stand against the target."""
    sides = runs.get(row.case, {})
    ours, theirs = ([run[row.figure] for run in sides.get(side, ()) if row.figure in run] for side in SIDES)
    product, limit = (median(values) if values else None for values in (ours, theirs))
    spreads = tuple((min(values), max(values)) if values else None for values in (ours, theirs))
    ratio = product / limit if product is not None and limit else None
    judged = product if row.alone else ratio
    return Judged(row, product, limit, (spreads[0], spreads[1]), ratio, _verdict(row, judged))


SIDES = ("product", "limit")


def _verdict(row: Row, judged: float | None) -> str:
    if row.target is None:
        return ""
    if judged is None:
        return "not judged"
    for bound, word in ((row.stretch, "stretch met"), (row.target, "met")):
        if bound is not None and (judged >= bound if row.more else judged <= bound):
            return word
    return "MISSED"
