"""The live strip: the few numbers that stay in sight during a broadcast, counted as the review counts them."""

from typing import NamedTuple

from console.metrics.horizon import Horizon
from console.metrics.interaction import recent_pace
from console.metrics.ledger import Ledger
from console.metrics.standing import backlog, on_time


class Strip(NamedTuple):
    """What the strip shows at one moment. None is no data, shown as a dash.

    `longest_wait_ms`, `overdue`, `reply_rate` and the comments' pace are the review's E6, E7, E3 and I1. `reply_n`
    waits have matured and `reply_pending` are too young to be judged; `reply_rate_so_far` also counts the young ones that
    were answered, of `reply_so_far_n`. `comments_usual` is the pace of the last ten minutes.
    """

    longest_wait_ms: int | None
    longest_case: str | None
    waiting: int
    waiting_cases: int
    overdue: int
    overdue_cases: int
    due_soon: int
    reply_rate: float | None
    reply_n: int
    reply_pending: int
    reply_rate_so_far: float | None
    reply_so_far_n: int
    open_complaints: int
    comments_per_minute: float | None
    comments_usual: float | None


def strip(ledger: Ledger, now: int) -> Strip:
    """Return the strip at `now` (UTC ms). Cheap: it looks at open waits and at the last minutes only."""
    frame = ledger.frame(now)
    standing = backlog(ledger.waits, ledger.targets, Horizon(ledger.coverage, frame))
    judged = on_time(ledger.waits, standing, frame.end)
    return Strip(
        longest_wait_ms=standing.longest,
        longest_case=standing.longest_case,
        waiting=standing.askers,
        waiting_cases=standing.cases,
        overdue=standing.overdue,
        overdue_cases=standing.overdue_cases,
        due_soon=standing.due_soon,
        reply_rate=judged.rate,
        reply_n=judged.matured,
        reply_pending=judged.pending,
        reply_rate_so_far=judged.rate_so_far,
        reply_so_far_n=judged.so_far,
        open_complaints=standing.open_complaints,
        comments_per_minute=recent_pace(ledger.talk, ledger.coverage, frame, 1),
        comments_usual=recent_pace(ledger.talk, ledger.coverage, frame, 10),
    )
