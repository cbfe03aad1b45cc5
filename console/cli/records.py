"""The verbs about what was recorded: broadcasts, review, export, import."""

import sys
import time
from pathlib import Path
from typing import BinaryIO

import click
from rich.text import Text

from connectors.language import say
from console.cells import safe
from console.cli import options
from console.cli.report import stderr, stdout
from console.cli.unreadable import unreadable
from console.journal import Reader, Recording, export_lines, import_lines
from console.model.causes import CAUSES


@click.command(help=say("列出记录下的场次，最新的在前。", "List what was recorded, newest first."))
@options.common
def broadcasts(config: Path | None, data: Path | None) -> None:
    """List what was recorded, newest first."""
    options.settings(config)
    with Reader(options.journal_file(data)) as reader:
        found = reader.broadcasts()
    console = stdout()
    for row in found:
        state = str(CAUSES.get(row.stop_cause) or safe(row.stop_cause)) or say("未结束", "not stopped")
        count = say(f"{row.events} 个事件", f"{row.events} events")
        console.print(
            Text.assemble(
                (safe(row.broadcast.id), "bold"),
                f"  {_span(row)}  {count}  {state}  ",
                (safe(row.broadcast.title), "dim"),
            )
        )


@click.command(
    help=say(
        "看一场的指标。服务、互动、订单、数据质量。\n\n例：livedesk review last --json",
        "Show a broadcast's figures. Service, interaction, orders, data quality.\n\nExample: livedesk review last --json",
    )
)
@options.broadcast
@options.common
@click.option(
    "--json",
    is_flag=True,
    help=say("输出 JSON，每个指标带分子、分母和口径", "JSON: every figure with its parts and rule"),
)
def review(broadcast: str, config: Path | None, data: Path | None, *, json: bool) -> None:
    """Show a broadcast's figures: service, interaction, orders, data quality."""
    from console.review import open_review, print_review  # noqa: PLC0415 - only this verb needs it

    loaded = options.settings(config)
    opened = open_review(
        options.data_folder(data), broadcast, targets=loaded.targets, within_ms=loaded.within_ms
    )
    if json:
        sys.stdout.buffer.write(opened.to_json())
    else:
        print_review(opened, stdout())


@click.command(
    help=say(
        "把一场写成 JSON 行。写到标准输出，完整，且每次逐字节相同。\n\n例：livedesk export last > night.jsonl",
        "Write a broadcast as JSON lines. Whole, to stdout, and byte for byte the same every time.\n\n"
        "Example: livedesk export last > night.jsonl",
    )
)
@options.broadcast
@options.common
@click.option(
    "--masked",
    is_flag=True,
    help=say("隐去昵称、电话和订单号（不可还原）", "hide names, phone numbers, order ids (not lossless)"),
)
def export(broadcast: str, config: Path | None, data: Path | None, *, masked: bool) -> None:
    """Write a broadcast as JSON lines. Whole, to stdout, and byte for byte the same every time."""
    options.settings(config)
    out = sys.stdout.buffer
    with Reader(options.journal_file(data)) as reader:
        out.writelines(export_lines(reader, broadcast, masked=masked))
    out.flush()


@click.command(
    "import",
    help=say(
        "把导出的场次读回日志库。文件写 - 即标准输入。",
        "Read an exported broadcast in. FILE may be - for stdin.",
    ),
)
@click.argument("file", default="-")
@options.common
@click.option(
    "--new-id",
    is_flag=True,
    help=say(
        "该场次已存在时，用新的编号再导入一份", "import under a new id where the broadcast is there already"
    ),
)
def import_(file: str, config: Path | None, data: Path | None, *, new_id: bool) -> None:
    """Read an exported broadcast into the journal."""
    options.settings(config)
    with _opened(file) as lines:
        summary = import_lines(options.journal_file(data), lines, new_id=new_id)
    name = safe(summary.broadcast.id)
    stderr().print(
        say(
            f"已导入场次 {name}：{summary.events} 个事件。",
            f"Imported broadcast {name}: {summary.events} events.",
        )
    )


def _opened(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise unreadable(file, error) from error


def _span(row: Recording) -> str:
    """Return when a broadcast ran, in local time."""
    begun, last = (time.localtime(at / 1000) for at in (row.broadcast.started_at, row.last_at))
    same_day = begun[:3] == last[:3]
    return f"{time.strftime('%Y-%m-%d %H:%M', begun)}–{time.strftime('%H:%M' if same_day else '%m-%d %H:%M', last)}"
