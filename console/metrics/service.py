"""How fast and how completely people are answered: E1, E2, E3, E5, E6, E7, F10."""

from typing import Any

from connectors.language import Words
from console.desk import Targets
from console.metrics.figure import Figure, Frame, seconds
from console.metrics.percentile import percentile, survival_median
from console.metrics.standing import Backlog, backlog, on_time
from console.metrics.waits import Waits

_NO_QUESTIONS = Words("没有人提问", "nobody asked")
_NONE_ANSWERED = Words("还没有人得到回复", "nobody has been answered yet")
_NONE_MATURED = Words("还没有提问满时限", "no wait has reached its limit yet")
_NONE_WAITING = Words("没有人在等待", "nobody is waiting")
_MOSTLY_OPEN = Words(
    "一半以上仍未回复，中位数高于已观察到的最长时间", "half or more still wait: above the last observed time"
)
_RULE: dict[str, str | int] = {"reply": "meaningful, human", "weight": "asker"}


def service_figures(waits: Waits, targets: Targets, frame: Frame) -> list[Figure]:
    """Return E1, E2, E3, E5, E6, E7 and F10 as they stand at the frame's end."""
    standing = backlog(waits, targets, frame.end)
    judged = on_time(waits, standing, frame.end)
    within: dict[str, Any] = {
        "pending": judged.pending,
        "excluded": {f"dismissed:{reason}": count for reason, count in sorted(waits.dismissed.items())},
        "filters": {**_RULE, "T_s": waits.within_ms // 1000},
    }
    return [
        _first_response(waits, frame),
        _response(waits, standing, frame),
        frame.share(
            "E3",
            judged.kept,
            judged.matured,
            why_none=_NONE_MATURED,
            detail={"so_far": judged.rate_so_far, "so_far_n": judged.so_far},
            **within,
        ),
        frame.share("E5", judged.unanswered, judged.matured, why_none=_NONE_MATURED, **within),
        _longest(standing, frame),
        _overdue(standing, targets, frame),
        _coverage(waits, frame),
    ]


def _first_response(waits: Waits, frame: Frame) -> Figure:
    still = [
        max(0, frame.end - asked_at)
        for case in waits.waiting()
        for viewer, asked_at in case.open.items()
        if viewer not in case.closed
    ]
    cases_still = [max(0, frame.end - case.asked_at) for case in waits.waiting() if case.answered_at is None]
    ordered = sorted(waits.first)
    median = survival_median(ordered, still)
    detail = {
        **_answered_only(ordered),
        "unanswered": len(still),
        "case_weighted_median": seconds(survival_median(waits.by_case, cases_still)),
        "case_weighted_n": len(waits.by_case) + len(cases_still),
    }
    why_none = _MOSTLY_OPEN if still else _NO_QUESTIONS
    if median is None and still:
        detail["above"] = seconds(max([*still, *ordered[-1:]]))
    return frame.figure(
        "E1",
        seconds(median),
        why_none=why_none,
        n=len(ordered) + len(still),
        censored=len(still),
        filters={**_RULE, "median": "Kaplan-Meier", "percentiles": "nearest-rank"},
        detail=detail,
    )


def _response(waits: Waits, standing: Backlog, frame: Frame) -> Figure:
    total, count = sum(waits.waited), len(waits.waited)
    return frame.figure(
        "E2",
        total / count / 1000 if count else None,
        why_none=_NONE_ANSWERED if standing.askers else _NO_QUESTIONS,
        numerator=seconds(total),
        denominator=count,
        n=count,
        censored=standing.askers,
        filters={**_RULE, "percentiles": "nearest-rank"},
        detail={
            **_answered_only(sorted(waits.waited)),
            "unanswered": standing.askers,
            "nudges": waits.nudges,
        },
    )


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
    for case in waits.cases.values():
        served = sum(case.closed.values())
        waiting = sum(1 for viewer in case.open if not case.closed.get(viewer, False))
        dismissed += sum(1 for viewer, was in case.closed.items() if not was and viewer not in case.open)
        askers += served + waiting
        answered += served
        clusters += served + waiting > 0
        clusters_answered += served > 0
    return frame.share(
        "F10",
        answered,
        askers,
        why_none=_NO_QUESTIONS,
        excluded={"dismissed": dismissed} if dismissed else {},
        filters={"weight": "asker"},
        detail={"clusters": clusters, "clusters_answered": clusters_answered},
    )
