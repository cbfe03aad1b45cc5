"""From a file's bytes to rows of cells: encodings and separators as spreadsheets and consoles write them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from connectors.language import say
from connectors.problem import UserProblem

LARGEST_FILE = 128 * 1024 * 1024  # bytes
MOST_LINES_A_ROW = 50
_SEPARATORS = ",\t;"
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and any other zip; xls


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number of its first line, its cells, and why it cannot be read ("" where it can)."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""


def text_of(data: bytes) -> str:
    """Return a file's text: UTF-8 or UTF-16 with its mark, UTF-8, else GB18030. Raises `UserProblem` where it is none."""
    if len(data) > LARGEST_FILE:
        raise _unusable(
            say("文件太大。", "The file is too large."),
            say("按日期分几次导出。", "Export it in parts, by date."),
        )
    if data.startswith(_SPREADSHEETS):
        raise _unusable(
            say("这是 Excel 工作簿或压缩包，不是 CSV。", "It is a workbook or an archive, not CSV."),
            say("解压后在表格软件里另存为 CSV。", "Unpack it, and save it as CSV in a spreadsheet program."),
        )
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_wide else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unusable(
        say("既不是 UTF-8，也不是 GBK。", "It is neither UTF-8 nor GBK."),
        say("另存为 UTF-8 编码的 CSV。", "Save it as CSV in UTF-8."),
    )


def rows_of(text: str) -> Iterator[Row]:
    """Yield the rows that hold anything; one that cannot be read says why."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    while True:
        line = reader.line_num + 1
        try:
            cells = tuple(map(plain, next(reader)))
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, (), say(f"不是表格的一行（{error}）", f"not a row of a table ({error})"))
            continue
        if reader.line_num - line >= MOST_LINES_A_ROW:
            yield Row(
                line,
                (),
                say(
                    f"引号没有闭合，到第 {reader.line_num} 行为止都读不了",
                    f"a quote is not closed: nothing up to line {reader.line_num} can be read",
                ),
            )
        elif any(cells):
            yield Row(line, cells)


def plain(cell: str) -> str:
    """Return a cell without what spreadsheets put around it to keep it text: tabs, an apostrophe, `="…"`.

    Anything else that looks like a formula is what it is: text.
    """
    cell = cell.strip(" \t\r\n\ufeff\u3000\xa0")
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return cell.removeprefix("'").strip()


def _separator(text: str) -> str:
    """Return the separator that the first lines hold most of; titles may stand before the names of the columns."""
    beginning = "".join(text.splitlines(keepends=True)[:10])
    return max(_SEPARATORS, key=beginning.count)


def _unusable(sentence: str, next_step: str) -> UserProblem:
    return UserProblem(say("订单文件读不了", "The file of orders cannot be read"), sentence, next_step)
