"""Marks of low trust, counted."""

import io
from datetime import UTC
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.console import Console

from connectors import language
from console.model.marks import Mark
from console.review import Review, print_review
from tests.review.conftest import CHAT

BAIT = Mark(kind="contact_bait", words="加微信")
FLOOD = Mark(kind="flood", count=5, same=True)


def printed(review: Review) -> str:
    """Print a review into a string."""
    file = io.StringIO()
    print_review(review, Console(file=file, width=80), UTC)
    return file.getvalue()


@pytest.fixture
def doubted(evening: Any, tmp_path: Path) -> Review:
    """Return an evening with three comments that bear marks, one of them a question."""
    spam = msgspec.structs.replace(CHAT, intent="spam", marks=(BAIT,))
    evening.say("贾", 100, "加微信", spam)
    evening.say("贾", 130, "加微信", msgspec.structs.replace(spam, marks=(BAIT, FLOOD)))
    asking = msgspec.structs.replace(CHAT, intent="product", question=True, marks=(FLOOD,))
    evening.say("易", 140, "有货吗", asking)
    review: Review = evening.review(tmp_path)
    return review


def test_each_mark_is_counted_with_its_viewers_and_those_who_asked(doubted: Review) -> None:
    """A comment with two marks counts under both."""
    told = [(doubt.mark, doubt.comments, doubt.viewers, doubt.served) for doubt in doubted.doubts]

    assert [("contact_bait", 2, 1, 0), ("flood", 2, 2, 1)] == told
    assert told == [tuple(doubt.values()) for doubt in msgspec.json.decode(doubted.to_json())["doubts"]]


@pytest.mark.parametrize(
    ("chosen", "row"), [("zh", "引流            2 条 · 1 人"), ("en", "contact bait    2 by 1")]
)
def test_they_are_printed_in_both_languages(doubted: Review, chosen: Any, row: str) -> None:
    """One row a mark."""
    language.use(chosen)

    assert row in printed(doubted)


def test_where_nothing_is_doubtful_nothing_is_said(review: Review) -> None:
    """No heading without a mark."""
    assert [] == review.doubts
    assert "Doubtful" not in printed(review)
