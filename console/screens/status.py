"""The strip on top: the six numbers, the feeds, whether everything is saved, and what is wrong."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip as Row

from connectors.contract import FeedState, FeedStatus
from connectors.language import say
from console.cells import cut
from console.metrics import Strip
from console.screens import theme
from console.screens.painted import Painted
from console.screens.strips import Piece, ends, row, span
from console.screens.times import lag_text, wait_text
from console.screens.words import counted, feed_words

DASH = "—"
SMALLEST_WIDTH, SMALLEST_HEIGHT = 60, 16
"""Columns and rows below which the panes no longer show enough to work with."""

_FEED_LOOKS: dict[FeedState, tuple[str, Style]] = {
    FeedState.WAITING: ("○", theme.MUTED),
    FeedState.CONNECTING: ("○", theme.NOTE),
    FeedState.LIVE: ("●", theme.GOOD),
    FeedState.STALLED: ("△", theme.SOON),
    FeedState.LOST: ("▲", theme.BAD),
    FeedState.ENDED: ("■", theme.MUTED),
    FeedState.FAILED: ("✗", theme.BAD),
}


class Facts(NamedTuple):
    """What the strip says at `now` (UTC ms). `unsaved` counts events while the disk makes no progress, else 0.

    `rehearsing` says that nothing is sent, only shown, `rules_alone` that triage has no model. `within_s` is the T of the reply rate; `alarms` are sentences that need somebody, the most pressing first.
    `incident` tells of a burst of complaints, "" where there is none.
    """

    title: str
    on_air: str
    figures: Strip
    feeds: Sequence[FeedStatus]
    within_s: int
    unsaved: int
    rehearsing: bool
    rules_alone: bool
    ended: bool
    alarms: Sequence[str]
    incident: str
    now: int


class StatusStrip(Painted):
    """Two rows, one more during a burst of complaints, and one more while something is wrong."""

    def show(self, facts: Facts) -> None:
        """Paint the strip."""
        width = self.size.width
        too_small = width < SMALLEST_WIDTH or self.screen.size.height < SMALLEST_HEIGHT
        rows = [_too_small(width) if too_small else _heading(facts, width), _figures(facts, width)]
        if facts.incident:
            rows.append(row([(f" ▲ {facts.incident}", theme.COMPLAINT)], width, theme.MARKED))
        if facts.alarms:
            more = f" (+{len(facts.alarms) - 1})" if len(facts.alarms) > 1 else ""
            rows.append(row([(f" ✗ {facts.alarms[0]}{more}", theme.ALARM)], width, theme.ALARM))
        if self.styles.height is None or self.styles.height.value != len(rows):
            self.styles.height = len(rows)
        self.paint(rows)


def _too_small(width: int) -> Row:
    size = f"{SMALLEST_WIDTH}×{SMALLEST_HEIGHT}"
    told = say(f" △ 窗口太小，请放大到 {size}", f" △ Window too small: make it {size}")
    return row([(told, theme.SOON)], width, theme.MARKED)


def _heading(facts: Facts, width: int) -> Row:
    left: list[Piece] = [(" livedesk ", theme.STRONG), (cut(facts.title, width // 5), theme.PLAIN)]
    if facts.rehearsing:
        left.append((say(" · 试运行，不发送", " · dry run, nothing is sent"), theme.SOON))
    if facts.rules_alone:
        left.append((say(" · 仅规则", " · rules alone"), theme.FAINT))
    if facts.ended:
        left.append((say(" · 直播已结束，q 退出", " · the stream has ended, q quits"), theme.NOTE))
    elif facts.on_air:
        left += [(say(" · 讲解中 ", " · on air "), theme.MUTED), (facts.on_air, theme.PLAIN)]
    right: list[Piece] = [(" ", theme.PLAIN)]
    for status in facts.feeds:
        sign, style = _FEED_LOOKS[status.state]
        right += [(f"{sign} {status.feed} {_health(status, facts.now)}  ", style)]
    if facts.unsaved:
        right.append((say(f"△ 未保存 {facts.unsaved}", f"△ {facts.unsaved} unsaved"), theme.SOON))
    else:
        right.append((say("✓ 已保存", "✓ saved"), theme.GOOD))
    right.append((" ", theme.PLAIN))
    return ends(left, right, width, theme.MARKED)


def _health(status: FeedStatus, now: int) -> str:
    """Return a feed's state in a few words: its lag while it lives, else for how long it has not."""
    if status.state is FeedState.LIVE:
        return lag_text(status.lag_ms) if status.lag_ms is not None else str(feed_words(status))
    words = str(feed_words(status))
    if status.state in {FeedState.STALLED, FeedState.LOST} and status.since:
        return f"{words} {wait_text(now - status.since)}"
    return words


def _figures(facts: Facts, width: int) -> Row:
    full, brief = (_spaced(_groups(facts, brief=brief)) for brief in (False, True))
    return row(full if span(full) <= width else brief, width)


def _spaced(groups: Sequence[Sequence[Piece]]) -> list[Piece]:
    return [piece for group in groups for piece in ((" ", theme.PLAIN), *group, (" ", theme.PLAIN))]


def _groups(facts: Facts, *, brief: bool) -> list[list[Piece]]:
    """Return the figures; `brief` with the shortest labels."""
    figures = facts.figures
    late = theme.LATE if figures.overdue else theme.GOOD
    sign = "▲" if figures.overdue else ""
    return [
        _group(
            say("最长等待", "Longest" if brief else "Longest wait"),
            DASH if figures.longest_wait_ms is None else wait_text(figures.longest_wait_ms),
            late if figures.overdue else theme.STRONG,
        ),
        _group(
            say("超时", "Late" if brief else "Overdue"),
            say(
                f"{figures.overdue}人({figures.overdue_cases}单){sign}",
                _overdue(figures, brief=brief) + sign,
            ),
            late,
        ),
        [
            *_group(
                _within(facts.within_s, brief=brief),
                DASH if figures.reply_rate is None else f"{figures.reply_rate:.0%}",
                theme.STRONG,
            ),
            (f" n={figures.reply_n}", theme.MUTED),
        ],
        _group(
            say("投诉" if brief else "未结投诉", "Compl." if brief else "Open complaints"),
            str(figures.open_complaints),
            theme.COMPLAINT if figures.open_complaints else theme.STRONG,
        ),
        _group(_pace_label(figures, brief=brief), _pace(figures, brief=brief), theme.STRONG),
    ]


def _group(label: str, value: str, style: Style) -> list[Piece]:
    return [(f"{label} " if label else "", theme.MUTED), (value, style)]


def _overdue(figures: Strip, *, brief: bool) -> str:
    people, cases = figures.overdue, figures.overdue_cases
    if brief:
        return f"{people} ({cases})"
    return f"{counted(people, 'person', 'people')} ({counted(cases, 'case', 'cases')})"


def _within(within_s: int, *, brief: bool) -> str:
    whole = within_s % 60 == 0
    zh = f"{within_s // 60}分钟" if whole else f"{within_s}秒"
    en = f"{within_s // 60} min" if whole else f"{within_s} s"
    return say(f"{zh}回复率", f"≤{en}" if brief else f"Replied in {en}")


def _pace_label(figures: Strip, *, brief: bool) -> str:
    if not brief:
        return say("评论", "Comments")
    return say("评论", "Pace" if figures.comments_per_minute is None else "")  # `16/min` says what it is


def _pace(figures: Strip, *, brief: bool) -> str:
    if figures.comments_per_minute is None:
        return DASH
    now = say(f"{figures.comments_per_minute:.0f}/分", f"{figures.comments_per_minute:.0f}/min")
    if brief or figures.comments_usual is None:
        return now
    return now + say(f"（平时 {figures.comments_usual:.0f}）", f" (usually {figures.comments_usual:.0f})")
