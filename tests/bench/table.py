"""What was measured, for people as a table and for programs as JSON."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from tests.bench import machine
from tests.bench.rows import ROWS, SIDES, Judged, Runs, judge

RESULTS = Path(__file__).with_name("results") / "latest.json"
_STYLES = {"MISSED": "bold red", "met": "green", "stretch met": "bold green"}


def show(runs: Runs, notes: Sequence[str]) -> None:
    """Print the table, with the notes below it."""
    table = Table("quantity", "product", "limit", "ratio", "target", "verdict", "n")
    for column in table.columns[1:4]:
        column.justify = "right"
    for row in ROWS:
        if row.case in runs:
            table.add_row(*_cells(judge(row, runs), runs))
    console = Console(width=150)
    console.print(table)
    for note in notes:
        console.print(note, highlight=False)


def save(runs: Runs, notes: Sequence[str]) -> Path:
    """Write every run and every judgement to `RESULTS` and return it."""
    judged = [judge(row, runs) for row in ROWS if row.case in runs]
    told = {
        "machine": machine.described(),
        "notes": notes,
        "rows": [
            {
                "title": one.row.title,
                "product": one.product,
                "limit": one.limit,
                "ratio": one.ratio,
                "target": one.row.target,
                "verdict": one.verdict,
            }
            for one in judged
        ],
        "runs": runs,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_bytes(msgspec.json.format(msgspec.json.encode(told)) + b"\n")
    return RESULTS


def _cells(judged: Judged, runs: Runs) -> list[str]:
    row = judged.row
    product, limit = (
        _figure(value, spread, row.form)
        for value, spread in zip((judged.product, judged.limit), judged.spreads, strict=True)
    )
    ratio = "" if judged.ratio is None else f"{judged.ratio:.2f}"
    style = _STYLES.get(judged.verdict, "")
    verdict = f"[{style}]{judged.verdict}[/]" if style else judged.verdict
    counts = "/".join(str(len(runs[row.case][side])) for side in SIDES if runs[row.case].get(side))
    return [row.title, product, limit, ratio, _target(judged), verdict, counts]


def _figure(value: float | None, spread: tuple[float, float] | None, form: str) -> str:
    if value is None or spread is None:
        return "–"
    least, most = spread
    return (
        f"{value:{form}}"
        if least == most
        else f"{value:{form}} [{least:{form}}..{most:{form}}]".replace("[", "\\[")
    )


def _target(judged: Judged) -> str:
    row = judged.row
    if row.target is None:
        return ""
    sign = "≥" if row.more else "≤"
    stretch = "" if row.stretch is None else f" ({row.stretch:g})"
    unit = "" if row.alone else " ×"
    return f"{sign} {row.target:g}{stretch}{unit}"
