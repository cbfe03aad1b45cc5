"""How fast and how completely people are answered: E1, E2, E3, E5, E6, E7, F10."""

from typing import Any

from connectors.language import Words
from console.desk import Targets
from console.metrics.figure import Figure, Frame, seconds
from console.metrics.horizon import Horizon
from console.metrics.percentile import percentile, survival_median
from console.metrics.standing import Backlog, OnTime, backlog, on_time
from console.metrics.waits import Waits

_NO_QUESTIONS = Words("没有人提问", "nobody asked")
_NONE_ANSWERED = Words("还没有人得到回复", "nobody has been answered yet")
_NONE_MATURED = Words("还没有提问满时限", "no wait has reached its limit yet")
_NONE_WAITING = Words("没有人在等待", "nobody is waiting")
_MOSTLY_OPEN = Words(
    "一半以上仍未回复，中位数高于已观察到的最长时间", "half or more still wait: above the last observed time"
)
_NO_FOLLOW_UP = Words(
    "跟进时段尚未结束，结果未知", "the follow-up time is not over, so what it brings is unknown"
)
_FOLLOW_UP_H = 24
_RULE: dict[str, str | int] = {"reply": "meaningful, human", "weight": "asker"}


def service_figures(waits: Waits, targets: Targets, horizon: Horizon, frame: Frame) -> list[Figure]:
    """Return E1, E2, E3, E5, E6, E7 and F10 as they stand at the frame's end."""
    standing = backlog(waits, targets, horizon)
    judged = on_time(waits, standing, frame.end)
    return [
        _first_response(waits, horizon, frame),
        _response(waits, horizon, frame),
        *_rates(waits, standing, judged, frame),
        _longest(standing, frame),
        _overdue(standing, targets, frame),
        _coverage(waits, frame),
    ]


def _rates(waits: Waits, standing: Backlog, judged: OnTime, frame: Frame) -> list[Figure]:
    excluded = {f"dismissed:{reason}": count for reason, count in sorted(waits.dismissed.items())}
    if standing.cut:
        excluded["feed_gap"] = standing.cut
    within: dict[str, Any] = {
        "pending": judged.pending,
        "excluded": excluded,
        "filters": {**_RULE, "T_s": waits.within_ms // 1000},
    }
    on_time_rate = frame.share(
        "E3",
        judged.kept,
        judged.matured,
        why_none=_NONE_MATURED,
        detail={"so_far": judged.rate_so_far, "so_far_n": judged.so_far},
        **within,
    )
    unanswered = frame.share(
        "E5",
        judged.unanswered,
        judged.matured,
        why_none=_NONE_MATURED,
        detail=_unanswered_readings(judged, frame),
        **within,
    )
    return [on_time_rate, unanswered]


def _unanswered_readings(judged: OnTime, frame: Frame) -> dict[str, Any]:
    """Return both readings of E5: at the stop, and after the follow-up time, which no recording reaches yet.

    The figure itself stands between the two: it knows what was answered until it was counted.
    """
    at_stop = judged.unanswered + judged.answered_after
    known = frame.stopped and judged.matured
    return {
        "at_stop": at_stop / judged.matured if known else None,
        "at_stop_unanswered": at_stop if frame.stopped else None,
        "after_follow_up": None,
        "after_follow_up_reason": _NO_FOLLOW_UP,
        "after_follow_up_pending": judged.unanswered,
        "follow_up_h": _FOLLOW_UP_H,
    }


def _first_response(waits: Waits, horizon: Horizon, frame: Frame) -> Figure:
    still = _open_waits(waits, horizon, first_only=True)
    cases_still = [
        max(0, horizon.of(case.feed, case.asked_at) - case.asked_at)
        for case in waits.waiting()
        if case.answered_at is None
    ]
    ordered = sorted(waits.first)
    median, above = _median(ordered, still)
    return frame.figure(
        "E1",
        median,
        why_none=_MOSTLY_OPEN if still else _NO_QUESTIONS,
        n=len(ordered) + len(still),
        censored=len(still),
        filters={**_RULE, "median": "Kaplan-Meier", "percentiles": "nearest-rank"},
        detail={
            **_answered_only(ordered),
            "unanswered": len(still),
            "case_weighted_median": seconds(survival_median(waits.by_case, cases_still)),
            "case_weighted_n": len(waits.by_case) + len(cases_still),
            "above": above,
        },
    )


def _response(waits: Waits, horizon: Horizon, frame: Frame) -> Figure:
    total, count = sum(waits.waited), len(waits.waited)
    still = _open_waits(waits, horizon)
    ordered = sorted(waits.waited)
    median, above = _median(ordered, still)
    return frame.figure(
        "E2",
        total / count / 1000 if count else None,
        why_none=_NONE_ANSWERED if still else _NO_QUESTIONS,
        numerator=seconds(total),
        denominator=count,
        n=count,
        censored=len(still),
        filters={**_RULE, "median": "Kaplan-Meier", "percentiles": "nearest-rank"},
        detail={
            **_answered_only(ordered),
            "median": median,
            "above": above,
            "unanswered": len(still),
            "nudges": waits.nudges,
        },
    )


def _open_waits(waits: Waits, horizon: Horizon, *, first_only: bool = False) -> list[int]:
    """Return how long the open waits are known to have lasted (ms), of all or of those that are their asker's first."""
    return [
        max(0, horizon.of(case.feed, asked_at) - asked_at)
        for case in waits.waiting()
        for viewer, asked_at in case.open.items()
        if not (first_only and viewer in case.closed)
    ]


def _median(ordered: list[int], still: list[int]) -> tuple[float | None, float | None]:
    """Return the survival median in seconds, or None and the longest time seen, above which it lies."""
    median = survival_median(ordered, still)
    above = max([*still, *ordered[-1:]]) if median is None and still else None
    return seconds(median), seconds(above)


def _answered_only(ordered: list[int]) -> dict[str, Any]:
    return {
        "median_answered_only": seconds(percentile(ordered, 50)),
        "p90_answered_only": seconds(percentile(ordered, 90)),
        "mean_answered_only": sum(ordered) / len(ordered) / 1000 if ordered else None,
        "answered": len(ordered),
    }


def _longest(standing: Backlog, frame: Frame) -> Figure:
    detail = {"case": standing.longest_case} if standing.askers else {}
    return frame.figure(
        "E6", seconds(standing.longest), why_none=_NONE_WAITING, n=standing.askers, detail=detail
    )


def _overdue(standing: Backlog, targets: Targets, frame: Frame) -> Figure:
    return frame.figure(
        "E7",
        standing.overdue,
        n=standing.askers,
        filters={f"{lane}_s": targets.of(lane)[1] // 1000 for lane in ("question", "complaint")},
        detail={
            "overdue_cases": standing.overdue_cases,
            "due_soon": standing.due_soon,
            "due_soon_cases": standing.due_soon_cases,
            "waiting": standing.askers,
            "waiting_cases": standing.cases,
            "open_complaint_cases": standing.open_complaints,
        },
    )


def _coverage(waits: Waits, frame: Frame) -> Figure:
    askers = answered = clusters = clusters_answered = dismissed = 0
    for case in waits.askers().values():
        dismissed += case.dismissed
        askers += case.answered + case.waiting
        answered += case.answered
        clusters += case.answered + case.waiting > 0
        clusters_answered += case.answered > 0
    return frame.share(
        "F10",
        answered,
        askers,
        why_none=_NO_QUESTIONS,
        excluded={"dismissed": dismissed} if dismissed else {},
        filters={"weight": "asker"},
        detail={"clusters": clusters, "clusters_answered": clusters_answered},
    )
