"""The way in: a file's bytes become sales, and a list of what could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from connectors.language import say
from connectors.orderfile.layouts import LAYOUTS, Layout
from connectors.orderfile.lines import Line, UnreadableError, line_reader
from connectors.orderfile.sales import Sale, sale
from connectors.orderfile.table import Row, rows_of, text_of
from connectors.problem import UserProblem
from connectors.text import clean

HEADER_WITHIN = 10  # rows; titles and notes may stand above the names of the columns


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that was left out, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class OrderFile:
    """What a file holds. `repeated` are lines that say exactly what an earlier one said."""

    layout: Layout
    sales: list[Sale] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)


def read_orders(data: bytes, own: Layout | None = None) -> OrderFile:
    """Read a file of orders, by the shop's own layout where one is given.

    Raises `UserProblem` where it is no table, or its columns are not known. One bad row costs that row only.
    """
    rows = list(rows_of(text_of(data)))
    start, layout = _header(rows, LAYOUTS if own is None else (own,))
    header = rows[start].cells
    read = line_reader(layout, layout.places(header))
    found = OrderFile(layout)
    seen: set[tuple[str, ...]] = set()
    orders: dict[str, list[Line]] = {}
    for row in rows[start + 1 :]:
        if row.cells == header:
            continue  # exports that were put together
        if row.cells in seen and not row.fault:
            found.repeated.append(row.line)
            continue
        seen.add(row.cells)
        try:
            line = read(row.line, _checked(row, len(header)))
        except UnreadableError as bad:
            found.unreadable.append(Unreadable(row.line, clean(str(bad), 200)))
            continue
        orders.setdefault(line.order, []).append(line)
    for lines in orders.values():
        _add(lines, found)
    found.unreadable.sort(key=lambda one: one.line)
    return found


def _add(lines: Sequence[Line], found: OrderFile) -> None:
    sold = sale(lines, found.layout.platform)
    if sold is None:
        reason = say("没有下单或付款时间", "no time at which it was placed or paid")
        found.unreadable += [Unreadable(line.line, reason) for line in lines]
        return
    found.sales.append(sold)
    if sold.vague_refund:
        reason = say(
            "退了一部分款，没写多少：退款没有记", "a part was refunded, not saying how much: left out"
        )
        found.unreadable.append(Unreadable(sold.lines[0], reason))


def _checked(row: Row, columns: int) -> Sequence[str]:
    if row.fault:
        raise UnreadableError(row.fault)
    if any(row.cells[columns:]):
        raise UnreadableError(
            say(
                "格数比列名多，可能有没加引号的逗号",
                "more cells than columns; a comma may stand outside quotes",
            )
        )
    return row.cells


def _header(rows: Sequence[Row], layouts: Sequence[Layout]) -> tuple[int, Layout]:
    for place, row in enumerate(islice(rows, HEADER_WITHIN)):
        for layout in layouts:
            if layout.fits(row.cells):
                return place, layout
    columns = max((row.cells for row in rows[:HEADER_WITHIN]), key=len, default=())
    shown = clean(say("、", ", ").join(cell for cell in columns if cell), 300) or say("（无）", "(none)")
    raise UserProblem(
        say("认不出这种表格", "This table is not known"),
        say(f"它的列是：{shown}。", f"Its columns are: {shown}."),
        say(
            "用 --map 列名=字段 说明，例如 --map 单号=order --map 实付=amount --map 付款时间=paid。",
            "Say what they are with --map COLUMN=FIELD, for example --map No=order --map Total=amount --map Paid=paid.",
        ),
    )
