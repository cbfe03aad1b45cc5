"""Labelled comments: what a person said a comment is, and how well triage agrees."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from console.model.verdict import Emotion, Intent, Verdict
from console.triage.model import Reading
from console.triage.scoring import Score, score, scores


class Labelled(msgspec.Struct, kw_only=True, frozen=True):
    """A comment and what it is; None where nobody said. A line of a labelled file, whose other keys are left aside."""

    text: str
    question: bool | None = None
    complaint: bool | None = None
    intent: Intent | None = None
    emotion: Emotion | None = None


class Quality(NamedTuple):
    """How well each job is done: the two yes-or-no answers, and the two choices by kind, the most frequent first."""

    question: Score
    complaint: Score
    intent: dict[Intent, Score]
    emotion: dict[Emotion, Score]


_decode = msgspec.json.Decoder(Labelled).decode
_MARK = b"\xef\xbb\xbf"  # of a UTF-8 file, as some editors write it


def read_labelled(lines: Iterable[bytes]) -> Iterator[Labelled]:
    """Yield the labelled comments of a file of JSON lines; empty lines are passed over.

    Raises ValueError, with the number of the line first, for one that is no labelled comment.
    """
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(_MARK).strip()
        if not content:
            continue
        try:
            yield _decode(content)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise ValueError(f"{number}: {error}") from error


def quality(read: Iterable[tuple[Labelled, Verdict | Reading]]) -> Quality:
    """Score what triage said of labelled comments, each job over those that are labelled for it."""
    pairs = list(read)
    return Quality(
        score(_told(pairs, "question")),
        score(_told(pairs, "complaint")),
        scores(_told(pairs, "intent")),
        scores(_told(pairs, "emotion")),
    )


def _told(pairs: Iterable[tuple[Labelled, Verdict | Reading]], job: str) -> Iterator[tuple[Any, Any]]:
    for label, verdict in pairs:
        really = getattr(label, job)
        if really is not None:
            yield really, getattr(verdict, job)
