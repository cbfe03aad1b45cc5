"""What the database refuses, in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors import language
from console.journal.faults import fault


@pytest.fixture(params=["zh", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language for the length of a test."""
    before = language.in_use()
    language.use(request.param)
    yield request.param
    language.use(before)


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        (13, "磁盘已满", "The disk is full"),
        (11, "记录文件已损坏", "The journal is damaged"),
        (26, "记录文件已损坏", "The journal is damaged"),
        (5, "记录文件被占用", "The journal is held by another program"),
        (14, "记录文件打不开", "The journal cannot be opened"),
        (8, "记录文件打不开", "The journal cannot be opened"),
        (778, "记录读写出错", "The journal cannot be read or written"),  # an I/O error while writing
        (1, "记录读写出错", "The journal cannot be read or written"),
    ],
)
def test_every_refusal_has_a_title_a_sentence_and_a_next_step(
    spoken: str, code: int, zh: str, en: str
) -> None:
    """Simple and extended codes alike name the file and say what to do."""
    told = fault(code, "the {detail}", Path("{shop}.db"))

    assert (zh if spoken == "zh" else en) == told.title
    assert "{shop}.db" in told.sentence
    assert told.next_step
    assert 1 == told.exit_code
