"""Read hostile or clumsy YAML down to plain nodes with their lines; no objects are ever built from it."""

import yaml

from connectors.language import Words, say
from console.shopfiles.report import Report

LARGEST = 1_000_000  # bytes in one file; a thousand scripts stay far below
DEEPEST = 8  # levels of nesting; a script needs four

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader where PyYAML was built with it

_REMEDIES = (
    (
        "mapping values are not allowed",
        Words(
            "检查缩进；文字里有冒号时整句加引号。",
            "Check the indentation; put a text that contains a colon in quotes.",
        ),
    ),
    (
        "cannot start any token",
        Words("这个符号不能开头，整句加引号。", "No text can begin with this sign: put it in quotes."),
    ),
    (
        "end of stream",
        Words("这里的引号没有收尾。", "The quote that begins here is never closed."),
    ),
    (
        "',' or ']'",
        Words("方括号里的列表少了逗号或右括号。", "The list in brackets lacks a comma or its end."),
    ),
    (
        "another document",
        Words("一个文件只放一份内容，删掉多余的 ---。", "A file holds one document: remove the extra ---."),
    ),
    (
        "",
        Words(
            "检查缩进和引号；含 {{ 或冒号的文字整句加引号。",
            "Check indentation and quotes; put a text with {{ or a colon in quotes.",
        ),
    ),
)


def compose(data: bytes, report: Report) -> yaml.Node | None:
    """Return the root node of a YAML file; None where it holds only comments or `report` says what is wrong."""
    text = _decode(data, report)
    if text is None or not _is_indented_with_spaces(text, report):
        return None
    try:
        if not _is_plain(text, report):
            return None
        root: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if any(sign in str(error.context) for sign in ("quoted scalar", "flow")):
            mark = error.context_mark  # where the quote or bracket begins that is never closed
        remedy = next(str(words) for sign, words in _REMEDIES if sign in str(error.problem))
        sentence = say("这里不是有效的 YAML。", "This is not valid YAML.")
        report.add(mark.line + 1 if mark else None, "", sentence, remedy)
        return None
    except yaml.YAMLError:  # the reader's own complaint, which bears no mark
        rows = enumerate(text.split("\n"), 1)
        report.add(
            next((number for number, row in rows if yaml.reader.Reader.NON_PRINTABLE.search(row)), None),
            "",
            say("含有看不见的控制字符。", "It holds an invisible control character."),
            say("删掉它，或重新输入这一行。", "Remove it, or type the line again."),
        )
        return None
    return root


def _decode(data: bytes, report: Report) -> str | None:
    if len(data) > LARGEST:
        report.add(
            None,
            "",
            say("文件超过 1 MB。", "The file is larger than 1 MB."),
            say("按主题拆成几个文件。", "Split it by theme."),
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report.add(
            data.count(b"\n", 0, error.start) + 1,
            "",
            say("不是 UTF-8 编码。", "It is not UTF-8."),
            say("在编辑器里另存为 UTF-8。", "Save the file as UTF-8 in your editor."),
        )
        return None
    if not text.strip():
        report.add(
            None,
            "",
            say("文件是空的。", "The file is empty."),
            say("写入内容，或删掉这个文件。", "Write into it, or delete it."),
        )
        return None
    return text


def _is_indented_with_spaces(text: str, report: Report) -> bool:
    good = True
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and "\t" in line[: len(line) - len(line.lstrip())]:
            report.add(
                number,
                "",
                say("缩进用了制表符（Tab）。", "It is indented with a tab."),
                say("改成空格。", "Use spaces."),
            )
            good = False
    return good


def _is_plain(text: str, report: Report) -> bool:
    """Refuse what no shop needs: references, which can grow without bound, and deep nesting.

    Parsing events needs no recursion, so it is safe where composing is not.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else None
        if getattr(event, "anchor", None) is not None:
            report.add(
                line,
                "",
                say("这里用了 & 或 * 引用，不支持。", "References (& and *) are refused."),
                say("直接写出内容；文字以 * 或 & 开头时加引号。", "Write it out, or put the text in quotes."),
            )
            return False
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            report.add(line, "", say("嵌套层数太多。", "It is nested too deeply."))
            return False
    return True
