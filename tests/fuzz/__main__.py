"""The whole campaign: every protocol, or some, against a great many bad frames.

    python -m tests.fuzz [--frames 200000] [--feed X ...] [--seed N]

Prints a table, and for each fault a frame that causes it, in hexadecimal. Ends with 1 where there is any. Nothing
may come of a frame but events, or the one error that says that it cannot be read.
"""

import argparse
import sys

from rich.console import Console
from rich.table import Table

from tests.fuzz.campaign import KEPT, Report, campaign, decoding_feeds

COLUMNS = ("feed", "seeds", "frames", "events", "refused", "µs a frame", "slowest, ms", "faults")


def _row(report: Report) -> tuple[str, ...]:
    return (
        report.feed,
        f"{report.seeds}",
        f"{report.frames:,}",
        f"{report.events:,}",
        f"{report.refused:,}",
        f"{report.seconds / report.frames * 1e6:.0f}",
        f"{report.slowest_ms:.0f}",
        f"{len(report.faults)}",
    )


def main() -> int:
    """Run the campaign; returns 1 where a decoder did what it must not."""
    arguments = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--frames", type=int, default=200_000, help="bad frames for each protocol")
    arguments.add_argument("--feed", nargs="+", choices=decoding_feeds(), help="only these")
    arguments.add_argument("--seed", type=int, default=1, help="another seed makes other frames")
    given = arguments.parse_args()
    table = Table(*COLUMNS)
    for column in table.columns[1:]:
        column.justify = "right"
    console, reports = Console(width=130), list[Report]()
    for feed in given.feed or decoding_feeds():
        report = campaign(feed, given.frames, given.seed)
        reports.append(report)
        table.add_row(*_row(report))
        print(*_row(report), sep="\t", file=sys.stderr, flush=True)
    console.print(table)
    for report in reports:
        for fault, frame in report.faults.items():
            console.print(f"{report.feed}: {fault}\n  {frame[:KEPT].hex()}", markup=False, highlight=False)
    return int(any(report.faults for report in reports))


if __name__ == "__main__":
    sys.exit(main())
