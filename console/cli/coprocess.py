"""Comments in, verdicts out, a line each: for other programs, which may leave it running beside them."""

import json
from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec

from connectors.language import say
from connectors.text import clean
from console.model.verdict import Verdict
from console.triage.alone import Alone

LONGEST_LINE = 1 << 20
"""Bytes of a line that are read; a comment is a few hundred."""

_MARK = b"\xef\xbb\xbf"  # of UTF-8, as some programs put it before the first line
_encode = msgspec.json.Encoder().encode


class LineError(ValueError):
    """A line that holds no comment, in a person's words."""


def answer_lines(
    triage: Alone, source: BinaryIO, sink: BinaryIO, complain: Callable[[int, str], None]
) -> int:
    """Write a line for every line read, at once and in the same order; returns how many could not be read.

    In the place of such a line stands `{"error": …, "line": …}`; `complain` is told its number, from 1, and what is wrong.
    """
    number = bad = 0
    while line := source.readline(LONGEST_LINE):
        number += 1
        try:
            answer = answered(triage, _whole(line, source))
        except LineError as error:
            bad += 1
            complain(number, str(error))
            answer = {"error": str(error), "line": number}
        sink.write(_encode(answer) + b"\n")
        sink.flush()
    return bad


def answered(triage: Alone, line: bytes) -> dict[str, Any]:
    """Return what triage says of the comment a line holds, for JSON. Raises `LineError` where it holds none."""
    text, product_on_air = _comment(line)
    return as_told(triage.read(text, product_on_air))


def as_told(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict for JSON; `slots` maps each kind to its canonical values."""
    slots: dict[str, list[str]] = {}
    for kind, value in verdict.slots:
        slots.setdefault(kind, []).append(value)
    return {
        "question": verdict.question,
        "complaint": verdict.complaint,
        "intent": verdict.intent,
        "emotion": verdict.emotion,
        "confidence": round(verdict.confidence, 3),
        "reasons": verdict.reasons,
        "slots": slots,
        "topic": verdict.topic,
        "product": verdict.product,
        "marks": [{"kind": mark.kind, "reason": mark.reason} for mark in verdict.marks],
    }


def _comment(line: bytes) -> tuple[str, str | None]:
    """Return a line's text and the product on air, cleaned as a feed's are."""
    try:
        written = line.removeprefix(_MARK).decode().strip()
    except UnicodeDecodeError as error:
        raise LineError(
            say(f"不是 UTF-8（第 {error.start + 1} 字节）。", f"Not UTF-8 (byte {error.start + 1}).")
        ) from error
    if not written:
        raise LineError(say("这一行是空的。", "The line is empty."))
    try:
        told = json.loads(written)
    except json.JSONDecodeError as error:
        raise LineError(
            say(f"不是 JSON（第 {error.colno} 个字符）。", f"Not JSON (character {error.colno}).")
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets without end
        raise LineError(say("不是能读的 JSON。", "No JSON that can be read.")) from error
    if not isinstance(told, dict):
        raise LineError(say('应当是 {"text": …}。', 'It should be {"text": …}.'))
    text, product = told.get("text"), told.get("product_on_air")
    if not isinstance(text, str):
        raise LineError(say("缺少文字 text。", "text is missing, or no text."))
    if not isinstance(product, str | None):
        raise LineError(say("product_on_air 应当是文字。", "product_on_air should be text."))
    return clean(text), None if product is None else clean(product)


def _whole(line: bytes, source: BinaryIO) -> bytes:
    """Return the line; of one that is too long the rest is passed over, so that the next one is read."""
    if len(line) < LONGEST_LINE or line.endswith(b"\n"):
        return line
    while (more := source.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
        pass
    raise LineError(say("这一行太长。", "The line is too long."))
