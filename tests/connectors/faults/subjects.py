"""The feeds that connect to a websocket, each with what the platform of the tests must know to speak to it.

A new feed adds one entry, and the whole suite runs for it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, tuple[int, Any]]


def _none(_url: str) -> Answers:
    return {}


@dataclass(frozen=True)
class Subject:
    """One feed under test.

    `table` makes its keys, as in a settings file, of the platform's address (ws://…). `comment` makes the frame of
    comment `number`, whose text is `words(number)`, sent at a time in UTC ms. `greeting` and `answers` are what the
    platform says to a new reader, and to HTTP calls (see `fault_server.py`). `impatience` shortens, for the tests of
    silence, module constants in which the feed keeps its patience (dotted name, seconds). `environment` is set.
    `junk` are hostile frames of its own.
    """

    feed: str
    table: Callable[[str], dict[str, Any]]
    comment: Callable[[int, int], str | bytes]
    greeting: tuple[Mapping[str, Any], ...] = ()
    answers: Callable[[str], Answers] = _none
    impatience: Mapping[str, float] | None = None
    environment: Mapping[str, str] | None = None
    junk: tuple[str | bytes, ...] = ()


def words(number: int) -> str:
    """Return what comment `number` says."""
    return f"第 {number} 句"


def _generic(number: int, sent_at: int) -> str:
    return json.dumps({"id": number, "text": words(number), "time": sent_at, "user": {"id": 7, "name": "甲"}})


def _oba(number: int, sent_at: int) -> str:
    return json.dumps(
        {
            "msg_type": "comment",
            "msg_id": str(number),
            "nick_name": "乙",
            "time": sent_at,
            "content": words(number),
        }
    )


SUBJECTS = (
    Subject("generic", lambda url: {"url": url, "compression": True}, _generic),
    Subject("oba", lambda url: {"url": url}, _oba),
)
