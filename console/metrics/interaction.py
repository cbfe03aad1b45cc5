"""How much is said and how much of it asks: I1, I4, and the pace of the comments."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from connectors.events import STRANGER, CommentDeleted, CommentReceived
from connectors.language import Words
from console.metrics.coverage import Coverage, Span
from console.metrics.figure import Figure, Frame
from console.metrics.identity import Kind
from console.metrics.recent import RecentComments
from console.model.events import CommentClassified

_NOTHING_RECORDED = Words("没有任何记录", "nothing was recorded")
_NO_COMMENTS = Words("没有评论", "there were no comments")
_FEWEST_SECONDS = 10
"""A pace needs this many seconds in which the feeds are known to have delivered."""


class Talk:
    """The fold of comments: how many arrived in each second (UTC, by receipt), and how many of them asked or complained.

    Backlog, the host's own side, deleted comments and spam are not counted: `excluded` tells how many, each under one reason. A deletion is
    recognised among the latest comments; `unknown_deletions` named others, which a gap may have swallowed.
    Small numbers are all that stays, so that a day's broadcast fits in a few megabytes. `by_id` and `by_name` are the
    platforms whose viewers commented under a key of that kind.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[int, int] = defaultdict(int)  # counts twice as fast as a Counter
        self.questions: Counter[int] = Counter()
        self.complaints: Counter[int] = Counter()
        self.excluded: Counter[str] = Counter()
        self.unknown_deletions = 0
        self.by_id: set[str] = set()
        self.by_name: set[str] = set()
        self._recent = RecentComments()

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {
            CommentReceived: self._received,
            CommentClassified: self._classified,
            CommentDeleted: self._removed,
        }

    @property
    def comments(self) -> int:
        """How many comments count."""
        return sum(self.seconds.values())

    def _received(self, event: CommentReceived) -> None:
        if event.history or event.staff:
            self.excluded["history" if event.history else "staff"] += 1
            return
        second = event.at // 1000
        recent = self._recent
        if second != recent.second:
            recent.begin(second)
        recent.ids.append(event.id)
        self.seconds[second] += 1
        viewer = event.viewer
        if ":@" not in viewer:  # identity.kind_of, at the pace of comments
            self.by_id.add(event.platform)
        elif STRANGER not in viewer:
            self.by_name.add(event.platform)

    def _classified(self, event: CommentClassified) -> None:
        recent = self._recent
        if not recent.ids or recent.ids[-1] != event.id:
            return  # a verdict follows its comment at once; this one's is lost
        second = event.at // 1000
        if event.intent == "spam":
            recent.ids.pop()
            self._exclude("spam", second)
            return
        recent.judged(question=event.question, complaint=event.complaint)
        self.questions[second] += event.question
        self.complaints[second] += event.complaint

    def _removed(self, event: CommentDeleted) -> None:
        deleted = self._recent.pop(event.id)
        if deleted is None:
            self.unknown_deletions += 1
            return
        self._exclude("deleted", deleted.second)
        self.questions[deleted.second] -= deleted.question
        self.complaints[deleted.second] -= deleted.complaint

    def _exclude(self, reason: str, second: int) -> None:
        self.excluded[reason] += 1
        self.seconds[second] -= 1

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

    def minutes(self) -> Counter[int]:
        """Return comments by minute (UTC minutes since the epoch)."""
        return by_minute(self.seconds)


def by_minute(seconds: Mapping[int, int]) -> Counter[int]:
    """Return counts by minute from counts by second."""
    counts: Counter[int] = Counter()
    for second, count in seconds.items():
        if count:
            counts[second // 60] += count
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
    detail: dict[str, Any] = {"unknown_deletions": talk.unknown_deletions}
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
        excluded=dict(talk.excluded),
        detail=detail,
    )


def _question_density(talk: Talk, frame: Frame) -> Figure:
    return frame.share(
        "I4",
        sum(talk.questions.values()),
        talk.comments,
        why_none=_NO_COMMENTS,
        excluded=dict(talk.excluded),
        detail={"complaints": sum(talk.complaints.values())},
    )


def _seconds_of(spans: list[Span], start: int, end: int) -> set[int]:
    """Return the seconds that the spans (UTC ms) touch, within [start, end)."""
    return {
        second
        for since, until in spans
        for second in range(max(start, since // 1000), min(end, -(-until // 1000)))
    }
