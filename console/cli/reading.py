"""The verb that reads comments: triage, as a co-process, a measurement or a source of training lines."""

import sys
from pathlib import Path

import click

from connectors.language import say
from connectors.problem import UserProblem
from connectors.text import clean
from console.cli import options
from console.cli.coprocess import answer_lines
from console.cli.quality import as_json, measure, tables
from console.cli.report import plain, stderr, stdout
from console.cli.timing import time_triage
from console.cli.unreadable import unreadable
from console.journal import Reader
from console.journal.corrections import training_lines
from console.opening import lexicon_folders, load_catalogue, load_triage
from console.triage import Shelf, Triage, Trust
from console.triage.alone import Alone
from console.triage.labelled import Labelled, read_labelled
from console.triage.lures import Lures

_STDIN = "-"


@click.command(
    help=say(
        '识别评论：是不是提问、投诉，什么意图和情绪。标准输入每行一个 {"text": …}，每行输出一个 JSON，顺序不变，读一行答一行。\n\n'
        "例：livedesk triage --bench --eval 标注.jsonl",
        'Read comments: question, complaint, intent, emotion. Each line of stdin is {"text": …}, each is answered '
        "at once by one JSON line, in the same order.\n\nExample: livedesk triage --bench --eval labelled.jsonl",
    )
)
@click.argument("broadcasts", nargs=-1, metavar="[BROADCAST]...")
@options.common
@click.option(
    "--eval",
    "files",
    multiple=True,
    metavar="FILE",
    help=say(
        "用标注文件量识别质量，可写多次；- 即标准输入",
        "measure the quality on a labelled file, repeatable; - is stdin",
    ),
)
@click.option(
    "--bench",
    is_flag=True,
    help=say("量每条评论的耗时（微秒）", "measure what a comment costs (µs)"),
)
@click.option(
    "--rules", is_flag=True, help=say("只用规则，不用模型", "read by rules alone, without the model")
)
@click.option(
    "--corrections",
    is_flag=True,
    help=say(
        "输出客服更正过的评论，作训练用；写场次，或 all",
        "print what agents corrected, to train with; of a BROADCAST, or all",
    ),
)
@click.option("--json", is_flag=True, help=say("测量结果输出 JSON", "JSON instead of tables"))
def triage(
    broadcasts: tuple[str, ...],
    config: Path | None,
    data: Path | None,
    files: tuple[str, ...],
    *,
    bench: bool,
    rules: bool,
    corrections: bool,
    json: bool,
) -> None:
    """Read comments: question, complaint, intent, emotion."""
    loaded = options.settings(config)
    if corrections:
        _print_corrections(options.journal_file(data), broadcasts or ("last",))
        return
    if broadcasts:
        raise click.UsageError(
            say(
                f"{broadcasts[0]}：场次只和 --corrections 一起用。",
                f"{broadcasts[0]}: a broadcast goes with --corrections.",
            )
        )
    reader = load_triage(loaded)
    if rules:
        reader = Triage(reader.rules)
    lures = Lures.load(*lexicon_folders(loaded))
    if bench or files:
        _measure(reader, lures, files or (_STDIN,), bench=bench, json=json)
    else:
        shelf = Shelf(reader, load_catalogue(loaded))
        if answer_lines(Alone(shelf, Trust(lures)), sys.stdin.buffer, sys.stdout.buffer, _complain):
            raise click.exceptions.Exit(1)


def _print_corrections(journal: Path, wanted: tuple[str, ...]) -> None:
    with Reader(journal) as reader:
        for broadcast in dict.fromkeys(wanted):
            sys.stdout.buffer.writelines(training_lines(reader, broadcast))
    sys.stdout.buffer.flush()


def _measure(reader: Triage, lures: Lures, files: tuple[str, ...], *, bench: bool, json: bool) -> None:
    labelled = {file: _labelled(file) for file in dict.fromkeys(files)}
    texts = [clean(label.text) for labels in labelled.values() for label in labels]
    measured = measure(
        Alone(reader, Trust(lures)),
        _by_name(labelled),
        time_triage(reader, lures, texts) if bench else {},
        by_rules_alone=reader.model is None,
    )
    if json:
        sys.stdout.buffer.write(as_json(measured))
        return
    console = stdout()
    for table in tables(measured):
        console.print(table)


def _by_name(labelled: dict[str, list[Labelled]]) -> dict[str, list[Labelled]]:
    """Return labelled comments by their files' names alone, where these tell the files apart."""
    names = {file: Path(file).stem for file in labelled}
    if len(set(names.values())) < len(names):
        return labelled
    return {names[file]: labels for file, labels in labelled.items()}


def _labelled(file: str) -> list[Labelled]:
    try:
        content = sys.stdin.buffer.read() if file == _STDIN else Path(file).read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error
    try:
        return list(read_labelled(content.splitlines()))
    except ValueError as error:
        raise UserProblem(
            say("标注文件有误", "The labelled file needs a look"),
            f"{file}:{error}",
            say(
                '每行写成 {"text": …, "question": true, "complaint": false, "intent": "price", "emotion": "neutral"}，没标的写 null。',
                'Write each line as {"text": …, "question": true, "complaint": false, "intent": "price", "emotion": "neutral"}, null where not labelled.',
            ),
        ) from error


def _complain(number: int, sentence: str) -> None:
    stderr().print(plain(say(f"第 {number} 行：{sentence}", f"line {number}: {sentence}")))
