"""One line of the feed as a finished row: who, what, and a sign for what needs an answer."""

from rich.style import Style
from textual.strip import Strip

from connectors.events import CommentReceived, FeedGap
from connectors.language import say
from console.cells import cut, fit
from console.model.marks import mark_names
from console.recent import Line
from console.screens import theme
from console.screens.strips import Piece, row, span
from console.screens.times import clock_text
from console.triage.personal import masked

WITH_TIME = 52
"""From this width on every row begins with its time."""

WIDEST_NAME = 12


def feed_row(line: Line, width: int, *, badge: bool = False) -> Strip:
    """Return a comment, or a gap, as a row of `width` cells. `badge` names the feed, where a room has several."""
    if isinstance(line.event, FeedGap):
        return _gap(line.event, width)
    return _comment(line, line.event, width, badge=badge)


def _comment(line: Line, event: CommentReceived, width: int, *, badge: bool) -> Strip:
    pieces: list[Piece] = []
    if width >= WITH_TIME:
        pieces.append((clock_text(event.at) + " ", theme.FAINT))
    if badge:
        pieces.append((fit(event.feed, 4) + " ", theme.NOTE))
    sign, style = _look(line, event)
    pieces += [
        (sign, style),
        (cut(event.name, min(WIDEST_NAME, width // 4)) + " ", theme.NAME),
        *_marks(line),
        (masked(event.text), style if sign == "! " else theme.STRONG if sign == "? " else style),
    ]
    return row(pieces, width)


def _look(line: Line, event: CommentReceived) -> tuple[str, Style]:
    verdict = line.verdict
    if event.history or verdict is None:
        return "  ", theme.FAINT
    if verdict.lane == "complaint":
        return "! ", theme.COMPLAINT
    if verdict.lane == "question":
        return "? ", theme.QUESTION
    return "  ", theme.FAINT if verdict.intent == "spam" or verdict.marks else theme.MUTED


def _marks(line: Line) -> list[Piece]:
    marks = line.verdict.marks if line.verdict is not None else ()
    return [(f"[{mark_names(marks)}] ", theme.FAINT)] if marks else []


def _gap(gap: FeedGap, width: int) -> Strip:
    seconds = max(1, (gap.until - gap.since) // 1000)
    lost = "" if gap.lost is None else say(f"，约漏 {gap.lost} 条", f", about {gap.lost} missed")
    sentence = say(
        f"── {clock_text(gap.until)} 断流 {seconds} 秒{lost}：{gap.cause} ",
        f"── {clock_text(gap.until)} gap of {seconds} s{lost}: {gap.cause} ",
    )
    rest = width - span([(sentence, theme.NOTE)])
    return row([(sentence, theme.NOTE), ("─" * rest, theme.FAINT)], width)
