"""The review on a terminal: 80 columns are enough, 中文 or English."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from rich.console import Console
from rich.text import Text

from connectors.language import say
from console.cells import fit
from console.review import headline, lists
from console.review.bars import UNKNOWN, bars, gathered
from console.review.layout import Layout
from console.review.review import Review

_WIDEST, _NARROWEST = 100, 50
_LABEL, _HIGHEST = 12, 12  # cells before and after a row of bars


def print_review(review: Review, console: Console, zone: tzinfo | None = None) -> None:
    """Print a review in the language in use. Times are local, or of `zone`."""
    layout = Layout(console, min(_WIDEST, max(_NARROWEST, console.width)), zone)
    for line in _lines(review, layout):
        console.print(line, soft_wrap=True, highlight=False)


def _lines(review: Review, layout: Layout) -> Iterator[Text]:
    yield from headline.head(review, layout)
    yield from headline.figures(review, layout)
    yield from _timeline(review, layout)
    yield from lists.longest_waits(review, layout)
    yield from lists.asked(say("最多人问", "Most asked"), review.questions(), layout)
    yield from lists.asked(say("投诉", "Complaints"), review.complaints(), layout)
    yield from lists.agents(review, layout)
    yield from lists.scripts(review, layout)
    yield from lists.doubts(review, layout)
    yield from lists.accuracy(review, layout)


def _timeline(review: Review, layout: Layout) -> Iterator[Text]:
    minutes = review.timeline()
    if not minutes:
        return
    known = [minute.comments is not None for minute in minutes]
    begin, end = layout.moment(minutes[0].at), layout.moment(minutes[-1].at)
    yield from layout.heading(say(f"每分钟 {begin}–{end}", f"By the minute, {begin}–{end}"))
    yield _bar_row(layout, say("评论", "comments"), [minute.comments for minute in minutes])
    for label, counts in (
        (say("提问", "questions"), [minute.questions for minute in minutes]),
        (say("投诉", "complaints"), [minute.complaints for minute in minutes]),
    ):
        yield _bar_row(
            layout, label, [count if was else None for count, was in zip(counts, known, strict=True)]
        )
    yield _bar_row(layout, say("已回复", "answered"), [minute.answered for minute in minutes])
    if any(minute.lost_s for minute in minutes):
        lost = [round(minute.lost_s) for minute in minutes]
        yield _bar_row(layout, say("断流（秒）", "lost (s)"), lost, "yellow")
    if not all(known):
        yield layout.line(say(f"{UNKNOWN} 没有数据", f"{UNKNOWN} no data"), "dim")


def _bar_row(layout: Layout, label: str, counts: Sequence[int | None], style: str = "cyan") -> Text:
    highest = max((count for count in counts if count is not None), default=0)
    row = Text(fit(label, _LABEL))
    row.append(bars(gathered(counts, layout.width - _LABEL - _HIGHEST)), style=style)
    return row.append(say(f" 最高 {highest}", f" max {highest}"), style="dim")
