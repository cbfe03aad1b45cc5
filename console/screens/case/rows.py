"""The open case as finished rows, most needed first: what is asked, who waits, what was said, what to say."""

from dataclasses import dataclass, field
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from connectors.language import say
from console.cells import cut, wrap
from console.desk import Lateness, Targets
from console.model.cases import Ask, Case, CaseStatus, ViewerCard
from console.model.events import ReplyEvent
from console.model.marks import MARK_NAMES, mark_names
from console.screens import theme
from console.screens.case.offers import Offer
from console.screens.case.stages import Ways, stage
from console.screens.queue.rows import clock
from console.screens.strips import Piece, row
from console.screens.times import clock_text
from console.screens.words import EMOTIONS, STATUSES, counted
from console.triage.personal import masked

EARLIER = 0
"""The number of the earlier answer among the choices; the scripts count from 1."""

MOST_ASKERS = 5
"""Of those who wait, how many are shown with what they said."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the open case shows.

    `product` is its title, `card` its first asker's, `until` is when waits are read (UTC ms). `ways` tells of replies
    under way, by their ids. `hides` says that there is personal data in what people wrote, `bare` that it is shown.
    """

    case: Case
    card: ViewerCard | None
    offers: list[Offer]
    product: str
    agent: str
    until: int
    targets: Targets
    ways: Ways = field(default_factory=dict)
    hides: bool = False
    bare: bool = False

    def said(self, text: str) -> str:
        """Return what somebody wrote as it is shown."""
        return text if self.bare else masked(text)


class Choosable(NamedTuple):
    """A finished row, and the answer a click on it chooses (None: nothing)."""

    strip: Strip
    choice: int | None = None


@dataclass(slots=True)
class _Page:
    """Rows in the making. `brief` keeps every part short, for a small screen."""

    width: int
    brief: bool
    rows: list[Choosable] = field(default_factory=list)

    def add(self, *pieces: Piece, choice: int | None = None) -> None:
        self.rows.append(Choosable(row(pieces, self.width), choice))

    def wrapped(self, text: str, style: Style, most: int, indent: int = 0, choice: int | None = None) -> None:
        for line in wrap(text, self.width - indent, most):
            self.add((" " * indent, theme.PLAIN), (line, style), choice=choice)

    def title(self, text: str) -> None:
        if not self.brief:
            self.add()
        self.add((text, theme.MUTED))


def sheet_rows(sheet: Sheet, width: int, *, brief: bool) -> list[Choosable]:
    """Return the rows of a case, each of `width` cells."""
    page = _Page(width, brief)
    case = sheet.case
    page.wrapped(sheet.said(case.text), theme.STRONG, 2 if brief else 4)
    _facts(page, sheet)
    _askers(page, sheet)
    _replies(page, sheet)
    _choices(page, sheet)
    _history(page, sheet)
    return page.rows


def _facts(page: _Page, sheet: Sheet) -> None:
    case = sheet.case
    owner = say("未领取", "unclaimed") if case.owner is None else case.owner
    if case.owner == sheet.agent:
        owner = say("我在处理", "mine")
    # Who holds it says as much, unless it is answered by nobody in particular, or closed.
    told = case.is_open and (case.owner is not None or case.status is CaseStatus.NEW)
    state = "" if told else str(STATUSES[case.status])
    facts = [owner, state, *(value for _, value in case.slots), case.platform, sheet.product]
    page.add((" · ".join(filter(None, facts)), theme.MUTED))
    if sheet.bare:
        page.add((say("正在显示原文，按 v 隐去", "Shown as typed: v hides it again"), theme.NOTE))
    elif sheet.hides:
        page.add((say("隐去了个人信息，按 v 看原文", "Personal data is hidden: v shows it"), theme.MUTED))
    for mark in case.marks:
        why = f"{MARK_NAMES[mark.kind]} {mark.reason}"
        page.add((say(f"可疑：{why}", f"Doubtful: {why}"), theme.NOTE))
    if case.late and case.answer:
        again = say("答过之后又有人问，按 = 发之前的回答", "Asked again after the answer: press = to send it")
        page.add((again, theme.NOTE))
    elif case.late:
        page.add((say("主播答过之后又有人问", "Asked again after the host's answer"), theme.NOTE))


def _askers(page: _Page, sheet: Sheet) -> None:
    case = sheet.case
    waiting = list(case.waiting.values())
    if not waiting:
        return
    count = say(f"{len(waiting)} 人在等", f"{len(waiting)} waiting")
    if case.asker_count > len(waiting):
        count += say(f"，共 {case.asker_count} 人问过", f", {case.asker_count} asked")
    page.title(count)
    most = 2 if page.brief else MOST_ASKERS
    for ask in waiting[:most]:
        page.add(*_asker(ask, sheet))
    newest = case.newest
    if newest != case.text and newest not in {ask.text for ask in waiting[:most]}:
        page.add((say("       最新：", "       newest: "), theme.MUTED), (sheet.said(newest), theme.PLAIN))
    if len(waiting) > most and not page.brief:
        rest = len(waiting) - most
        page.add((say(f"       还有 {rest} 人", f"       and {rest} more"), theme.MUTED))


def _asker(ask: Ask, sheet: Sheet) -> list[Piece]:
    wait = max(0, sheet.until - ask.asked_at)
    amber, red = sheet.targets.of(sheet.case.lane)
    late = Lateness.OVERDUE if wait >= red else Lateness.DUE_SOON if wait >= amber else Lateness.FRESH
    pieces: list[Piece] = [clock(wait, late), (f" {cut(ask.name, 12)} ", theme.NAME)]
    if ask.nudges:
        pieces.append((say(f"催{ask.nudges}次 ", f"nudged {ask.nudges}x "), theme.SOON))
    emotion = str(EMOTIONS[ask.emotion])
    if emotion:
        pieces.append((emotion + " ", theme.SOON))
    if ask.marks:
        pieces.append((f"[{mark_names(ask.marks)}] ", theme.MUTED))
    return [*pieces, (sheet.said(ask.text), theme.MUTED)]


def _replies(page: _Page, sheet: Sheet) -> None:
    latest: dict[str, ReplyEvent] = {}
    for reply in sheet.case.replies:
        latest.pop(reply.reply, None)
        latest[reply.reply] = reply
    if not latest:
        return
    page.title(say("回复", "Replies"))
    for reply in list(latest.values())[-2 if page.brief else -4 :]:
        sign, words, style = stage(reply, sheet.ways.get(reply.reply))
        page.wrapped(f"{sign} {clock_text(reply.at)} {reply.by} {words}", style, 2 if page.brief else 4)
        if reply.text:  # nobody wrote down what the host said
            page.wrapped(sheet.said(reply.text), theme.PLAIN, 1 if page.brief else 2, indent=2)


def _choices(page: _Page, sheet: Sheet) -> None:
    case = sheet.case
    if case.late and case.answer:
        page.title(say("之前的回答", "The earlier answer"))
        page.add(
            ("= ", theme.KEY),
            (f"{case.answered_by} {clock_text(case.answered_at or 0)}", theme.MUTED),
            choice=EARLIER,
        )
        page.wrapped(sheet.said(case.answer), theme.STRONG, 2, indent=2, choice=EARLIER)
    if not case.is_open:
        return
    if not sheet.offers:
        page.title(say("没有合适的话术，按 r 自己写", "No script fits: press r to write"))
        return
    page.title(say("话术", "Scripts"))
    for number, offer in enumerate(sheet.offers, 1):
        if page.brief:
            page.add(
                (f"{number} ", theme.KEY),
                (f"{offer.script.title} ", theme.NAME),
                (offer.text, theme.PLAIN),
                choice=number,
            )
            continue
        page.add(
            (f"{number} ", theme.KEY),
            (f"{offer.script.title} ", theme.NAME),
            (offer.reasons, theme.FAINT),
            choice=number,
        )
        page.wrapped(offer.text, theme.PLAIN, 2, indent=2, choice=number)


def _history(page: _Page, sheet: Sheet) -> None:
    card = sheet.card
    if card is None:
        return
    bought = (
        say(f" · 付款 {card.orders_paid} 单", f" · {counted(card.orders_paid, 'paid order', 'paid orders')}")
        if card.orders_paid
        else ""
    )
    page.title(
        say(
            f"{card.name} 的评论（{card.comments} 条{bought}）",
            f"Comments by {card.name} ({card.comments}{bought})",
        )
    )
    for at, text in reversed(card.recent[-3:] if page.brief else card.recent):
        page.add((clock_text(at) + " ", theme.FAINT), (sheet.said(text), theme.MUTED))
