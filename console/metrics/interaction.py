"""How much is said and how much of it asks: I1, I4, and the pace of the comments."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from connectors.events import CommentDeleted, CommentReceived
from connectors.language import Words
from console.metrics.coverage import Coverage, Span
from console.metrics.figure import Figure, Frame
from console.metrics.identity import Kind
from console.model.events import CommentClassified

_NOTHING_RECORDED = Words("没有任何记录", "nothing was recorded")
_NO_COMMENTS = Words("没有评论", "there were no comments")
_FEWEST_SECONDS = 10
"""A pace needs this many seconds in which the feeds are known to have delivered."""


class Talk:
    """The fold of comments: how many arrived in each second (UTC, by receipt), and what triage called them.

    One small number a second is all that stays, so that a day's broadcast fits in a few megabytes. `by_id` and `by_name` are
    the platforms whose viewers commented under a key of that kind.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[int, int] = defaultdict(int)
        self.comments = 0
        self.by_id: set[str] = set()
        self.by_name: set[str] = set()
        self.history = 0
        self.deleted = 0
        self.questions = 0
        self.complaints = 0

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {
            CommentReceived: self._received,
            CommentClassified: self._classified,
            CommentDeleted: self._removed,
        }

    def _received(self, event: CommentReceived) -> None:
        if event.history:
            self.history += 1
            return
        self.comments += 1
        self.seconds[event.at // 1000] += 1
        (self.by_name if ":@" in event.viewer else self.by_id).add(
            event.platform
        )  # is_name, at the pace of comments

    def _classified(self, event: CommentClassified) -> None:
        self.questions += event.question
        self.complaints += event.complaint

    def _removed(self, _event: CommentDeleted) -> None:
        self.deleted += 1

    def kinds(self) -> set[Kind]:
        """Return the kinds of keys under which viewers commented."""
        by_id = {Kind(platform, by_name=False) for platform in self.by_id}
        return by_id | {Kind(platform, by_name=True) for platform in self.by_name}

    def pace(self, coverage: Coverage, window: Span) -> float | None:
        """Return comments a minute over the whole seconds of `window` (UTC ms), without those in a gap.

        None where fewer than ten seconds are known.
        """
        start, end = window[0] // 1000, window[1] // 1000
        lost = _seconds_of(coverage.lost(window), start, end)
        known = end - start - len(lost)
        if known < _FEWEST_SECONDS:
            return None
        if end - start <= len(self.seconds):
            heard = sum(self.seconds.get(second, 0) for second in range(start, end) if second not in lost)
        else:
            heard = sum(
                count
                for second, count in self.seconds.items()
                if start <= second < end and second not in lost
            )
        return heard * 60 / known

    def minutes(self) -> dict[int, int]:
        """Return comments by minute (UTC minutes since the epoch)."""
        counts: dict[int, int] = {}
        for second, count in self.seconds.items():
            minute = second // 60
            counts[minute] = counts.get(minute, 0) + count
        return counts


def recent_pace(talk: Talk, coverage: Coverage, frame: Frame, minutes: int) -> float | None:
    """Return comments a minute over the last `minutes` before the frame's end, or since the broadcast began."""
    if frame.window is None:
        return None
    start, end = frame.window
    return talk.pace(coverage, (max(start, end - minutes * 60_000), end))


def interaction_figures(talk: Talk, coverage: Coverage, frame: Frame) -> list[Figure]:
    """Return I1 and I4."""
    return [_comments(talk, coverage, frame), _question_density(talk, frame)]


def _comments(talk: Talk, coverage: Coverage, frame: Frame) -> Figure:
    detail: dict[str, Any] = {"deleted_later": talk.deleted}
    if frame.window is not None:
        peak = max(talk.minutes().items(), key=lambda item: (item[1], -item[0]), default=None)
        detail |= {
            "per_minute": talk.pace(coverage, frame.window),
            "peak_minute_at": peak[0] * 60_000 if peak else None,
            "peak_minute": peak[1] if peak else None,
            "gap_minutes": len(
                {
                    minute
                    for since, until in coverage.lost(frame.window)
                    for minute in range(since // 60_000, -(-until // 60_000))
                }
            ),
            "last_minute": recent_pace(talk, coverage, frame, 1),
            "last_ten_minutes": recent_pace(talk, coverage, frame, 10),
        }
    return frame.figure(
        "I1",
        talk.comments if frame.window else None,
        why_none=_NOTHING_RECORDED,
        n=talk.comments,
        excluded={"history": talk.history} if talk.history else {},
        detail=detail,
    )


def _question_density(talk: Talk, frame: Frame) -> Figure:
    return frame.share(
        "I4",
        talk.questions,
        talk.comments,
        why_none=_NO_COMMENTS,
        detail={"complaints": talk.complaints},
    )


def _seconds_of(spans: list[Span], start: int, end: int) -> set[int]:
    """Return the seconds that the spans (UTC ms) touch, within [start, end)."""
    return {
        second
        for since, until in spans
        for second in range(max(start, since // 1000), min(end, -(-until // 1000)))
    }
