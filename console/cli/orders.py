"""The verb that brings orders of a file into a broadcast: import-orders."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.text import Text

from connectors.events import OrderCancelled, OrderEvent, OrderPaid, OrderRefunded
from connectors.language import Words, say
from connectors.orderfile import FIELDS, OrderFile, own_layout, read_orders
from connectors.problem import UserProblem
from console.cells import safe
from console.cli import options
from console.cli.report import stdout
from console.cli.unreadable import unreadable
from console.importing import Decision, Outcome, Plan, carry_out, look

_OUTCOMES = {
    Outcome.ADDED: Words("加入", "added"),
    Outcome.KNOWN: Words("已有", "there already"),
    Outcome.DIFFERENT: Words("已有，金额不同，保留原来的", "there already with another amount, which stays"),
    Outcome.OUTSIDE: Words("场次时间之外", "outside the broadcast"),
}
_STYLES = {
    Outcome.ADDED: "green",
    Outcome.KNOWN: "dim",
    Outcome.DIFFERENT: "yellow",
    Outcome.OUTSIDE: "yellow",
}
_UNREADABLE = Words("读不了", "unreadable")
_REPEATED = Words("与前面一行完全相同", "the same as an earlier line")


def _pair(text: str) -> tuple[str, str]:
    column, equals, name = text.rpartition("=")
    if not equals or not column:
        raise UserProblem(
            say("对照写法有误", "The mapping needs a look"),
            say(f"“{text}”不是 列名=字段。", f"“{text}” is not COLUMN=FIELD."),
            say(f"字段有：{', '.join(FIELDS)}。", f"The fields are: {', '.join(FIELDS)}."),
        )
    return column.strip(), name.strip()


@click.command(
    "import-orders",
    help=say(
        "把后台导出的订单表（CSV）并入一场直播，让成交和询单转化算得出来。\n\n"
        "例：livedesk import-orders 订单.csv --dry-run\n\n"
        "认得抖店、千牛、快手、微信小店和 Shopify 的导出；其他表用 --map。"
        f"字段：{'、'.join(f'{name}（{words.zh}）' for name, words in FIELDS.items())}。",
        "Bring a console's exported orders (CSV) into a broadcast. Sales and conversion can then be told.\n\n"
        "Example: livedesk import-orders orders.csv --dry-run\n\n"
        "Exports of Douyin, Taobao, Kuaishou, WeChat's shop and Shopify are known; other tables need --map. "
        f"Fields: {'; '.join(f'{name}, {words.en}' for name, words in FIELDS.items())}.",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@options.common
@click.option(
    "--broadcast",
    default="last",
    show_default=True,
    metavar="BROADCAST",
    help=say("并入哪一场", "the broadcast to add to"),
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    help=say("自有表格：哪一列是什么（可多次）", "a table of your own: what a column is (repeat it)"),
)
@click.option(
    "--platform",
    default="shop",
    show_default=True,
    help=say("自有表格记在哪个平台", "the platform of a table of your own"),
)
@click.option(
    "--currency",
    default="CNY",
    show_default=True,
    help=say("自有表格没写币种时", "where a table of your own names none"),
)
@click.option("--dry-run", is_flag=True, help=say("只看会加进什么", "only show what would be added"))
@click.option(
    "--all", "outside_too", is_flag=True, help=say("场次时间之外的也加", "orders of other times too")
)
def import_orders(
    file: Path,
    config: Path | None,
    data: Path | None,
    *,
    broadcast: str,
    mapping: tuple[str, ...],
    platform: str,
    currency: str,
    dry_run: bool,
    outside_too: bool,
) -> None:
    """Bring a console's exported orders into a broadcast."""
    options.settings(config)
    own = (
        own_layout(dict(map(_pair, mapping)), platform=platform, currency=currency.upper())
        if mapping
        else None
    )
    found = read_orders(_content(file), own)
    journal = options.journal_file(data)
    act = look if dry_run else carry_out
    done = act(journal, broadcast, found, outside_too=outside_too)
    console = stdout()
    for line in _table(done) if dry_run else _left_out(done):
        console.print(line)
    for summary in _summary(done, dry_run=dry_run):
        console.print(summary)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error


def _table(done: Plan) -> Iterator[Text]:
    """Yield every line of the file in order: what it is, and what becomes of it."""
    rows = [(decision.sale.lines[0], _row(decision)) for decision in done.decisions]
    yield from (text for _, text in sorted([*rows, *_notes(done.file)], key=lambda row: row[0]))


def _left_out(done: Plan) -> Iterator[Text]:
    """Yield what was left out, for whoever wants to look at it."""
    wanted = {Outcome.DIFFERENT, Outcome.OUTSIDE}
    rows = [(each.sale.lines[0], _row(each)) for each in done.decisions if each.outcome in wanted]
    yield from (text for _, text in sorted([*rows, *_notes(done.file)], key=lambda row: row[0]))


def _row(decision: Decision) -> Text:
    sale = decision.sale
    numbers = ",".join(map(str, sale.lines))
    when = _local(sale.placed_at)
    told = decision.events or sale.events
    return Text.assemble(
        f"{numbers:>6}  {safe(sale.order)}  {when:%m-%d %H:%M}  {' '.join(map(_event, told))}  ",
        (str(_OUTCOMES[decision.outcome]), _STYLES[decision.outcome]),
    )


def _notes(file: OrderFile) -> list[tuple[int, Text]]:
    bad = [
        (
            one.line,
            Text.assemble(f"{one.line:>6}  ", (f"{_UNREADABLE}{say('：', ': ')}{safe(one.reason)}", "red")),
        )
        for one in file.unreadable
    ]
    return bad + [(line, Text.assemble(f"{line:>6}  ", (str(_REPEATED), "dim"))) for line in file.repeated]


def _event(event: OrderEvent) -> str:
    from console.review.shown import money  # noqa: PLC0415 - the review's floor is heavy, and only this verb needs it

    match event:
        case OrderPaid():
            word = say("付款", "paid")
        case OrderCancelled():
            word = say("取消", "cancelled")
        case OrderRefunded():
            word = say("退款", "refunded")
        case _:
            word = say("下单", "placed")
    if event.amount is None or event.currency is None:
        return word
    return f"{word} {money(event.amount, event.currency)}"


def _summary(done: Plan, *, dry_run: bool) -> Iterator[str]:
    recording, file = done.recording, done.file
    begun, last = map(_local, (recording.broadcast.started_at, recording.last_at))
    where = f"{safe(recording.id)} ({begun:%Y-%m-%d %H:%M}-{last:%H:%M})"
    yield say(
        f"{file.layout.title}：{len(file.sales)} 单，场次 {where}",
        f"{file.layout.title}: {len(file.sales)} orders, broadcast {where}",
    )
    counts = {str(_OUTCOMES[outcome]): done.count(outcome) for outcome in Outcome}
    counts[str(_UNREADABLE)] = len(file.unreadable)
    counts[str(_REPEATED)] = len(file.repeated)
    added = str(_OUTCOMES[Outcome.ADDED])
    yield say("；", "; ").join(f"{name} {count}" for name, count in counts.items() if count or name == added)
    if done.count(Outcome.OUTSIDE):
        yield say(
            "场次时间之外的没有加；确实要加就用 --all。",
            "Orders outside the broadcast were left out; --all adds them.",
        )
    if dry_run:
        yield say(
            "这是预览，什么都没有写入；去掉 --dry-run 再运行才会加入。",
            "Only a look: nothing was written. Run it again without --dry-run to add them.",
        )


def _local(at: int) -> datetime:
    """Return a time (UTC ms) as the person's clock shows it."""
    return datetime.fromtimestamp(at / 1000, tz=UTC).astimezone()
