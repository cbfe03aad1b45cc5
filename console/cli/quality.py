"""How well triage reads labelled files, and what a comment costs: measured, printed as tables, or given as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from connectors.language import Words, say
from connectors.text import clean
from console.cells import safe
from console.cli.timing import ROUNDS, Timing
from console.model.verdict import Verdict
from console.triage.alone import Alone
from console.triage.labelled import Labelled, Quality, quality
from console.triage.scoring import Score, macro_f1

Read = Sequence[tuple[Labelled, Verdict]]

_YES_OR_NO = {"question": Words("提问", "Question"), "complaint": Words("投诉", "Complaint")}
_CHOICES = {"intent": Words("意图", "Intent"), "emotion": Words("情绪", "Emotion")}
_HOW = {"alone": Words("单独一条", "by itself"), "room": Words("直播间里", "in a busy room")}
_DASH = "—"


class Measured(NamedTuple):
    """What was measured: the quality by file and over all, None where nothing is labelled; what a comment costs by how it is read."""

    by_file: Mapping[str, Quality]
    overall: Quality | None
    timing: Mapping[str, Timing]
    by_rules_alone: bool


def measure(
    triage: Alone,
    files: Mapping[str, Iterable[Labelled]],
    timing: Mapping[str, Timing],
    *,
    by_rules_alone: bool,
) -> Measured:
    """Have triage read labelled comments by file, each by itself, and score what it says."""
    read: dict[str, Read] = {
        file: [(label, triage.read(clean(label.text))) for label in labels] for file, labels in files.items()
    }
    by_file = {file: quality(pairs) for file, pairs in read.items()}
    overall = quality(pair for pairs in read.values() for pair in pairs)
    labelled = any((overall.question.n, overall.complaint.n, overall.intent, overall.emotion))
    return Measured(by_file, overall if labelled else None, timing, by_rules_alone)


def as_json(measured: Measured) -> bytes:
    """Return what was measured as JSON."""
    timing, overall = measured.timing, measured.overall
    told = {
        "rules_alone": measured.by_rules_alone,
        "timing": {"rounds": ROUNDS, "unit": "µs", **{how: each._asdict() for how, each in timing.items()}}
        if timing
        else None,
        "quality": None
        if overall is None
        else {
            "files": {file: _told(found) for file, found in measured.by_file.items()},
            "all": _told(overall),
        },
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _told(found: Quality) -> dict[str, Any]:
    told: dict[str, Any] = {job: _score(getattr(found, job)) for job in _YES_OR_NO}
    for job in _CHOICES:
        by_kind: dict[str, Score] = getattr(found, job)
        told[job] = {
            "n": _count(by_kind),
            "macro_f1": macro_f1(by_kind) if by_kind else None,
            "classes": {kind: _score(each) for kind, each in by_kind.items()},
        }
    return told


def _score(found: Score) -> dict[str, Any]:
    parts = {"precision": found.precision, "recall": found.recall, "f1": found.f1}
    return {**found._asdict(), **{name: value if found.n else None for name, value in parts.items()}}


def tables(measured: Measured) -> Iterator[RenderableType]:
    """Yield what was measured, for a terminal."""
    if measured.by_rules_alone:
        yield Text(say("仅规则，没有模型。", "By rules alone, without a model."), style="dim")
    if measured.timing:
        yield _cost(measured.timing)
    if measured.overall is None:
        return
    yield _by_file(measured.by_file, measured.overall)
    for job, words in _CHOICES.items():
        by_kind: dict[str, Score] = getattr(measured.overall, job)
        if by_kind:
            yield _by_kind(words, by_kind)


def _cost(timing: Mapping[str, Timing]) -> Table:
    table = _table(say("每条评论，微秒", "Each comment, µs"), "")
    for heading in (say("条数", "n"), say("平均", "mean"), say("中位", "median"), "p99"):
        table.add_column(heading, justify="right")
    for how, cost in timing.items():
        table.add_row(
            str(_HOW[how]), f"{cost.n}", f"{cost.mean:.1f}", f"{cost.median:.1f}", f"{cost.p99:.1f}"
        )
    table.caption = say(
        f"单线程，不用缓存，每条取 {ROUNDS} 轮里最快的一次",
        f"one thread, nothing cached, each comment's quickest of {ROUNDS} rounds",
    )
    return table


def _by_file(by_file: Mapping[str, Quality], overall: Quality) -> Table:
    table = _table(say("识别质量", "Quality"), say("任务", "job"))
    table.add_column(say("文件", "file"), overflow="fold")
    for heading in ("n", "P", "R", "F1"):
        table.add_column(heading, justify="right", no_wrap=True)
    rows = [*by_file.items(), (str(Words("全部", "all")), overall)] if len(by_file) > 1 else by_file.items()
    for job, words in (_YES_OR_NO | _CHOICES).items():
        name = str(words) if job in _YES_OR_NO else say(f"{words}（宏平均）", f"{words} (macro)")
        for file, found in rows:
            cells = _row(getattr(found, job))
            if cells is not None:
                style = "bold" if found is overall else ""
                table.add_row(name, safe(file), *cells, style=style)
                name = ""
        table.add_section()
    return table


def _row(found: Score | Mapping[str, Score]) -> tuple[str, str, str, str] | None:
    """Return n, precision, recall and F1, or n and the macro-F1; None where nothing is labelled for the job."""
    if isinstance(found, Score):
        if not found.n:
            return None
        return f"{found.n}", f"{found.precision:.3f}", f"{found.recall:.3f}", f"{found.f1:.3f}"
    if not found:
        return None
    return f"{_count(found)}", _DASH, _DASH, f"{macro_f1(found):.3f}"


def _by_kind(words: Words, by_kind: Mapping[str, Score]) -> Table:
    table = _table(say(f"{words}，逐类", f"{words} by class"), say("类别", "class"))
    for heading in ("n", "P", "R", "F1"):
        table.add_column(heading, justify="right", no_wrap=True)
    for kind, found in by_kind.items():
        table.add_row(
            kind, f"{found.true}", f"{found.precision:.3f}", f"{found.recall:.3f}", f"{found.f1:.3f}"
        )
    table.add_section()
    table.add_row(say("宏平均", "macro"), f"{_count(by_kind)}", _DASH, _DASH, f"{macro_f1(by_kind):.3f}")
    return table


def _count(by_kind: Mapping[str, Score]) -> int:
    return next(iter(by_kind.values())).n if by_kind else 0


def _table(title: str, first: str) -> Table:
    table = Table(title=title, title_justify="left", caption_justify="left", box=box.SIMPLE_HEAD)
    table.add_column(first, no_wrap=True)
    return table
