"""What becomes of replies that were on their way when livedesk ended. Pure.

Nothing may be said twice in public, and nothing may be said that no longer fits: what the platform may have is a
person's to look up, what it cannot have is sent by the next run where that follows at once, else it is not sent.
"""

from collections.abc import Callable

from connectors.language import say
from console.desk import DeskState
from console.model.commands import ReportDelivery
from console.model.events import ReplyQueued

FRESH_MS = 2 * 60_000
"""For so long an answer still fits what was asked."""


def at_end(state: DeskState) -> list[ReportDelivery]:
    """Return what to report of the replies that a run leaves behind as it ends."""
    unsent = say("程序退出，没有发出", "livedesk ended before this was sent")
    return [_report(state, reply, unsent) for reply in _underway(state)]


def at_begin(
    state: DeskState, now: int, takes: Callable[[str], bool]
) -> tuple[list[ReplyQueued], list[ReportDelivery]]:
    """Return what a run that did not end well has left to send, and what to report of the rest.

    `now` is UTC ms, `takes` says whether a feed takes replies.
    """
    to_send: list[ReplyQueued] = []
    reports: list[ReportDelivery] = []
    for reply in _underway(state):
        if reply.reply in state.attempted:
            reports.append(_report(state, reply, ""))
        elif state.sending != "send" or not takes(reply.feed):
            reports.append(
                _report(state, reply, say("没有发出，现在不能直接发送", "not sent; replies are not sent now"))
            )
        elif now - reply.at > FRESH_MS:
            reports.append(
                _report(state, reply, say("没有发出，已经过了太久", "not sent; that was too long ago"))
            )
        else:
            to_send.append(reply)
    return to_send, reports


def _underway(state: DeskState) -> list[ReplyQueued]:
    return [reply for reply in state.outbox.values() if reply.channel == "chat"]


def _report(state: DeskState, reply: ReplyQueued, unsent: str) -> ReportDelivery:
    unknown = reply.reply in state.attempted
    interrupted = say("程序在发送途中退出了", "livedesk ended while this was being sent")
    return ReportDelivery(
        id=f"{reply.reply}-left",
        author="outbox",
        reply=reply.reply,
        delivered=False,
        reason=interrupted if unknown else unsent,
        unknown=unknown,
    )
