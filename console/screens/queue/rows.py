"""One case of the queue as finished rows: one row where space is short, two where there is room."""

from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from connectors.language import say
from console.cells import cut, fit
from console.desk import Lateness
from console.model.cases import Case
from console.model.events import ReplyFailed, ReplyRehearsed
from console.model.marks import mark_names
from console.screens import theme
from console.screens.strips import Piece, row
from console.screens.times import wait_text
from console.triage.personal import masked

INDENT = 10
"""Cells before the wording: cursor, lane, clock and its sign."""

_CLOCKS: dict[Lateness, tuple[str, Style]] = {
    Lateness.FRESH: (" ", theme.GOOD),
    Lateness.DUE_SOON: ("△", theme.SOON),
    Lateness.OVERDUE: ("▲", theme.LATE),
}


class Look(NamedTuple):
    """What a row shows of a case besides the case itself.

    `wait` is the longest wait in ms, None where nobody waits. `busy` says that the agent's own command is not durable
    yet, `unsaved` that something else about the case is not. `sending` tells how far a reply under way has come.
    `subject` and `product` are titles.
    """

    wait: int | None
    lateness: Lateness
    agent: str
    subject: str = ""
    product: str = ""
    draft: bool = False
    sending: str = ""
    busy: bool = False
    unsaved: bool = False


def case_rows(case: Case, look: Look, width: int, *, tall: bool, chosen: Style | None) -> list[Strip]:
    """Return the rows of a case, each of `width` cells: one, or two where `tall`. `chosen` marks the open case."""
    first: list[Piece] = [
        (">" if chosen is not None else " ", theme.KEY),
        lane_sign(case),
        clock(look.wait, look.lateness),
        (" ", theme.PLAIN),
    ]
    if case.asker_count > 1:
        first.append((f"×{case.asker_count} ", theme.NOTE))
    if not tall:
        first += [(flag.sign, flag.style) for flag in flags(case, look)]
    first.append((masked(case.text), theme.PLAIN if case.waiting else theme.MUTED))
    if not tall:
        return [row(first, width, chosen)]
    return [row(first, width, chosen), row(_second(case, look), width, chosen)]


def lane_sign(case: Case) -> Piece:
    """Return the sign of a case's lane and a space."""
    return ("! ", theme.COMPLAINT) if case.lane == "complaint" else ("? ", theme.QUESTION)


def clock(wait: int | None, late: Lateness) -> Piece:
    """Return the wait clock in six cells, its sign last; or, in no fewer, that nobody waits."""
    if wait is None:
        return say("已答  ", "answered"), theme.MUTED
    sign, style = _CLOCKS[late]
    return fit(wait_text(wait), 5, right=True) + sign, style


class Flag(NamedTuple):
    """Something about a case that is seen at a glance: a sign with a space for one row, words for two."""

    sign: str
    words: str
    style: Style


def flags(case: Case, look: Look) -> list[Flag]:
    """Return what stands out about a case, the most pressing first."""
    found: list[Flag] = []
    match case.replies[-1] if case.replies else None:
        case ReplyFailed(unknown=True):
            found.append(Flag("△ ", say("未确认", "not confirmed"), theme.SOON))
        case ReplyFailed():
            found.append(Flag("✗ ", say("发送失败", "not sent"), theme.BAD))
        case ReplyRehearsed():
            found.append(Flag("○ ", say("试运行", "dry run"), theme.NOTE))
        case _:
            pass
    if look.busy or look.unsaved:
        found.append(Flag("… ", say("保存中", "saving"), theme.NOTE))
    if look.sending:
        found.append(Flag("> ", look.sending, theme.NOTE))
    if case.late:
        found.append(Flag("= ", say("答过，又有人问", "asked again"), theme.NOTE))
    if look.draft:
        found.append(Flag("✎ ", say("有草稿", "draft"), theme.NOTE))
    if case.owner is not None:
        mine = case.owner == look.agent
        style = theme.GOOD if mine else theme.MUTED
        sign = "● " if mine else f"@{cut(case.owner, 6)} "
        found.append(Flag(sign, say("我", "me") if mine else f"@{case.owner}", style))
    if marks := case.marks:
        names = mark_names(marks)
        found.append(Flag(f"[{names}] ", say(f"可疑：{names}", f"doubtful: {names}"), theme.MUTED))
    return found


def _second(case: Case, look: Look) -> list[Piece]:
    pieces: list[Piece] = [(" " * INDENT, theme.PLAIN)]
    for flag in flags(case, look):
        pieces += [(flag.words, flag.style), (" · ", theme.FAINT)]
    pieces.append((look.subject, theme.MUTED))
    if look.product:
        pieces.append((f" · {look.product}", theme.FAINT))
    return pieces
