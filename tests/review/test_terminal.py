"""What a review prints."""

import io
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from connectors import language
from console.review import Review, print_review
from console.review.bars import bars, gathered
from console.review.shown import duration, money, share


def printed(review: Review, width: int = 80) -> str:
    """Print a review into a string."""
    file = io.StringIO()
    print_review(review, Console(file=file, width=width), UTC)
    return file.getvalue()


@pytest.mark.parametrize("chosen", ["zh", "en"])
@pytest.mark.parametrize("width", [50, 80, 200])
def test_no_line_is_wider_than_the_terminal(review: Review, width: int, chosen: Any) -> None:
    """In both languages, Chinese counted as two cells."""
    language.use(chosen)
    lines = printed(review, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert len(lines) > 40


def test_figures_stand_beside_what_they_rest_on(review: Review) -> None:
    """A rate with its parts, a median with n and the unanswered, a dash with its reason."""
    text = printed(review)
    assert "Reply rate within T              100.0%  4/4 · T = 3:00" in text
    assert "n=5 · unanswered 1 · p90 —" in text
    assert "—  no feed has reported its counters" in text
    assert "CNY 129.00" in text
    assert "pending 3" in text
    assert "left out: dismissed 1" in text
    assert "left out: cut by a gap 1" in text
    assert "Identity match" in text


def test_the_longest_waits_come_first(review: Review) -> None:
    """Whoever still waits is among them; a dismissed one is not."""
    listed = printed(review).partition("Longest waits\n")[2].partition("\n\n")[0].splitlines()
    assert ["8:30", "60 s", "45 s", "18 s", "10 s"] == [line[:4] for line in listed]
    assert "unanswered" in listed[0]


def test_chinese(review: Review) -> None:
    """The same review for a Chinese reader."""
    language.use("zh")
    text = printed(review)
    assert "时限内回复率        100.0%  4/4 · T = 3:00 · 不计：已忽略 1 · 不计：遇断流 1" in text
    assert "×3      已回复 3/3         什么时候发货？" in text
    assert "采集覆盖率 80.0%：部分时间没有数据" in text


def test_missing_data_warn_and_show_as_unknown(review: Review) -> None:
    """A fifth of the evening is unknown: a banner, hatched minutes, no comparison."""
    text = printed(review)
    assert "Feed coverage 80.0%" in text
    assert "Do not\ncompare" in text
    assert "comments    ▆▆▆███▂▂▂░░░░░░" in text
    assert "questions   ██████▄▄▄░░░░░░" in text


def test_a_complete_evening_has_no_banner(evening: Any, tmp_path: Path) -> None:
    """Nothing lost, nothing to warn of."""
    evening.events[:] = [event for event in evening.events if type(event).__name__ != "FeedGap"]
    text = printed(evening.review(tmp_path))
    assert "some of the time is unknown" not in text
    assert "░" not in text


def test_markup_and_escapes_are_only_text(evening: Any, tmp_path: Path) -> None:
    """Neither a title in brackets nor an escape sequence in an imported journal reaches the terminal as such."""
    evening.ask("[b]坏人[/b]", 400, "\x1b[2J清屏\u202e [bold]吗", "x")
    text = printed(evening.review(tmp_path))
    assert "周五 [b]夜场[/b]" in text
    assert "[b]坏人[/b]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_an_evening_without_anything(evening: Any, tmp_path: Path) -> None:
    """Every section says that it is empty; nothing is 0 that is unknown."""
    del evening.events[1:]
    evening.stop(60)
    text = printed(evening.review(tmp_path))
    assert "—  nobody asked" in text
    assert "—  no feed reported an order" in text
    assert "— no reply was sent" in text
    assert "Comments                              0" in text


def test_mostly_unanswered_shows_a_bound(evening: Any, tmp_path: Path) -> None:
    """Where half still wait the median is above the longest time seen."""
    del evening.events[1:]
    evening.ask("a", 10, "在吗", "x")
    evening.stop(100)
    assert "> 90 s" in printed(evening.review(tmp_path))


def test_real_broadcasts_have_no_truth(evening: Any, tmp_path: Path) -> None:
    """Only the demo knows what its comments really are."""
    for event in evening.events:
        if hasattr(event, "truth"):
            event.truth = None
    assert "Triage against" not in printed(evening.review(tmp_path))


@pytest.mark.parametrize("chosen", ["zh", "en"])
def test_every_figure_of_the_catalogue_is_shown(review: Review, chosen: Any) -> None:
    """All sixteen stand on the page, by name."""
    language.use(chosen)
    text = printed(review, 100)
    assert 16 == sum(f"\n{figure.name} " in text for figure in review.figures.values())


def test_a_gap_has_one_name(review: Review) -> None:
    """On the page and in the rules."""
    language.use("zh")
    told = printed(review, 100) + "".join(figure.rule.zh for figure in review.figures.values())
    assert "断流" in told
    assert not any(word in told for word in ("断线", "断档"))


def test_bars() -> None:
    """Eighths of the highest; a little is still seen, the unknown is hatched, many minutes share a column."""
    assert "█▄▁ ░" == bars([800, 400, 1, 0, None])
    assert "  " == bars([0, 0])
    assert [2, None, 5] == gathered([1, 3, None, None, 5], 3)
    assert [7, 7, 7] == gathered([7], 9)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(None, "—"), (0, "0 s"), (2.34, "2.3 s"), (99, "99 s"), (150, "2:30"), (3599.6, "1:00:00")],
)
def test_durations(seconds: float | None, text: str) -> None:
    """Short ones in seconds, long ones by the clock."""
    assert text == duration(seconds)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "—"), (0, "0.0%"), (1, "100.0%"), (0.9999, ">99.9%"), (0.0001, "<0.1%"), (0.4, "40.0%")],
)
def test_shares(value: float | None, text: str) -> None:
    """Rounding never claims all or nothing."""
    assert text == share(value)


def test_money_has_its_currencys_digits() -> None:
    """Yen have no cents, dinars have three digits."""
    assert ["CNY 1,234.50", "JPY 123,450", "KWD 123.450"] == [
        money(123450, currency) for currency in ("CNY", "JPY", "KWD")
    ]
