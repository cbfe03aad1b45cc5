"""A printed review shows nobody's number, and tells who looked at one."""

import io
from datetime import UTC
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console

from connectors import language
from console.model.events import CaseRevealed
from console.review import Review, print_review


def printed(review: Review) -> str:
    """Print a review into a string."""
    file = io.StringIO()
    print_review(review, Console(file=file, width=100), UTC)
    return file.getvalue()


def test_texts_are_masked(review: Review) -> None:
    """The viewer who gave a telephone number is listed with two digits of it."""
    text = printed(review)

    assert "13800138000" not in text
    assert "我的电话 *********00" in text


def test_who_looked_is_told(evening: Any, tmp_path: Path) -> None:
    """For each agent how often; in the file for programs each time, with the case."""
    at = evening.events[-1].at
    evening.add(CaseRevealed(at=at + 1, by="小雨", case="2"), CaseRevealed(at=at + 2, by="阿明", case="2"))
    review = evening.review(tmp_path)

    assert "revealed 1" in printed(review)
    language.use("zh")
    assert "看原文 1 次" in printed(review)
    reveals = msgspec.json.decode(review.to_json())["reveals"]
    assert [
        {"at": at + 1, "agent": "小雨", "case": "2"},
        {"at": at + 2, "agent": "阿明", "case": "2"},
    ] == reveals
