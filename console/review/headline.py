"""The top of a printed review: which broadcast, how complete its data are, its figures."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from connectors.language import Words, say
from console.cells import fit
from console.metrics import Figure
from console.review.layout import Layout
from console.review.review import Review
from console.review.shown import DASH, basis, duration, share, shown

_HEADLINE = (
    "F10",
    "E3",
    "E1",
    "E2",
    "E5",
    "E6",
    "E7",
    "I1",
    "I4",
    "C10",
    "C1",
    "C13",
    "D1",
    "D2",
    "D3",
    "D7",
)
_VALUE = 12  # cells
_ENOUGH_COVERAGE, _COMPARABLE = 0.98, 0.90
_CAUSES = {
    "ended": Words("直播结束", "the stream ended"),
    "time": Words("到时结束", "its time was up"),
    "quit": Words("控制台退出", "the console was closed"),
    "signal": Words("程序被终止", "the program was told to stop"),
    "failed": Words("程序出错", "the program failed"),
}


def head(review: Review, layout: Layout) -> Iterator[Text]:
    """Yield what the broadcast is and how far it is counted; a warning where its data have holes."""
    cause = _CAUSES.get(review.stop_cause, review.stop_cause)
    state = (
        say(f"已结束（{cause}）", f"over: {cause}")
        if review.stop_cause
        else say("未结束，数字截至最后一个事件", "not over: counted up to the last event")
    )
    yield layout.line(review.broadcast.title, "bold")
    yield layout.line(f"{review.broadcast.id} · {state}", "dim")
    window = review.figures["D1"].window
    if window is not None:
        begin, end = (layout.moment(at, "%Y-%m-%d %H:%M:%S") for at in window)
        yield layout.line(f"{begin} → {end[-8:]} · {duration((window[1] - window[0]) / 1000)}", "dim")
    yield from _banner(review.figures["D1"], layout)


def _banner(coverage: Figure, layout: Layout) -> Iterator[Text]:
    known = coverage.value
    if known is None or known >= _ENOUGH_COVERAGE:
        return
    words = say(
        f"⚠ 采集覆盖率 {share(known)}：部分时间没有数据，数字可能偏低。",
        f"! Feed coverage {share(known)}: some of the time is unknown, counts may be low.",
    )
    if known < _COMPARABLE:
        words += say("请勿与其他场次比较。", " Do not compare with other broadcasts.")
    yield Text("")
    for line in layout.wrapped(words, layout.width):
        yield Text(line, style="bold yellow")


def figures(review: Review, layout: Layout) -> Iterator[Text]:
    """Yield the headline figures, each with what it rests on; a dash and the reason where there are no data."""
    yield from layout.heading(say("指标", "Figures"))
    names = [str(review.figures[figure_id].name) for figure_id in _HEADLINE]
    name_width = max(map(cell_len, names))
    indent = name_width + _VALUE + 4
    for figure_id, name in zip(_HEADLINE, names, strict=True):
        figure = review.figures[figure_id]
        value, below = _value_and_basis(figure)
        first, *more = layout.wrapped(below, layout.width - indent)
        row = Text(fit(name, name_width) + "  ")
        row.append(
            " " * max(0, _VALUE - cell_len(value)) + value, style="dim" if figure.value is None else "bold"
        )
        yield row.append(f"  {first}".rstrip(), style="dim")
        for line in more:
            yield Text(" " * indent + line, style="dim")


def _value_and_basis(figure: Figure) -> tuple[str, str]:
    if figure.value is not None:
        return shown(figure), basis(figure)
    above = figure.detail.get("above")
    beside = (str(figure.reason), basis(figure) if figure.n else "")
    return f"> {duration(above)}" if above else DASH, " · ".join(filter(None, beside))
