"""What the screen reads from the room for one frame. Everything is pulled; nothing here changes the desk."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from connectors.language import Words, say
from console.desk import in_order, is_going_on, lateness, wait_ms
from console.metrics import Strip, strip
from console.model.cases import Case, ViewerCard
from console.screens.case.offers import Offer
from console.screens.case.rows import Sheet
from console.screens.case.stages import Ways, brief
from console.screens.context import DeskContext
from console.screens.queue.filter import Filter, Standing
from console.screens.queue.rows import Look
from console.screens.status import Facts
from console.screens.times import clock_text
from console.screens.words import INTENTS, counted

Looks = Callable[[Case], Look]

FIGURES_EVERY_MS = 500
STUCK_AFTER_MS = 1_000
"""With the journal making no headway for so long, what is not durable counts as unsaved."""

USUAL_AFTER_MS = 120_000
"""Before, the usual pace of the comments is but the pace now."""

BELL_EVERY_MS = 20_000


class Sight:
    """The room as the screen sees it; times are UTC ms. `titles` are the products' titles known so far, by code."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context
        self._room = context.room
        self._targets = context.room.ledger.targets
        self.titles = context.room.catalogue.titles
        self._figures: Strip | None = None
        self._figures_at = 0
        self._durable = -1
        self._durable_at = 0
        self._overdue = 0
        self._rung_at = 0

    def cases(self, wanted: Filter) -> list[Case]:
        """Return the queue in the order of work, without what the filter hides."""
        state = self._room.state
        ordered = in_order(state)
        if not wanted:
            return ordered
        standing = Standing(self._room.waits_until(), self._targets, self._context.agent)
        return [case for case in ordered if wanted.keeps_case(case, standing)]

    def product(self, case: Case) -> str:
        """Return the title of a case's product, its code where no title was heard, "" where none is known."""
        return "" if case.product is None else self.titles.get(case.product, case.product)

    def subject(self, case: Case) -> str:
        """Return what a case is about, in the words of the word lists."""
        about = INTENTS[case.intent] if case.intent != "chat" else Words("其他", "other")
        return str(self._room.triage.topics.get(case.topic, about))

    def looks(self, under_way: Ways, drafts: Callable[[str], bool], busy: Collection[str]) -> Looks:
        """Return what tells how a case of the queue looks."""
        room, until = self._room, self._room.waits_until()
        sending = {
            reply.case: brief(under_way[reply.reply])
            for reply in room.state.outbox.values()
            if reply.reply in under_way
        }
        # Every event the state has applied was handed to the journal, so what is pending are the latest versions.
        durable = room.state.version - room.journal.pending

        def look(case: Case) -> Look:
            return Look(
                wait=wait_ms(case, until),
                lateness=lateness(case, until, self._targets),
                agent=self._context.agent,
                subject=self.subject(case),
                product=self.product(case),
                draft=drafts(case.id),
                sending=sending.get(case.id, ""),
                busy=case.id in busy,
                unsaved=case.version > durable,
            )

        return look

    def sheet(self, case: Case, offers: list[Offer], under_way: Ways, *, hides: bool, bare: bool) -> Sheet:
        """Return everything the open case shows."""
        return Sheet(
            case=case,
            card=self.card(case),
            offers=offers,
            product=self.product(case),
            agent=self._context.agent,
            until=self._room.waits_until(),
            targets=self._targets,
            ways=under_way,
            hides=hides,
            bare=bare,
        )

    def card(self, case: Case) -> ViewerCard | None:
        """Return what is known of a case's first asker."""
        asks = case.waiting.values() or case.served
        first = next(iter(asks), None)
        return None if first is None else self._room.state.viewers.get(first.viewer)

    def facts(self, now: int) -> Facts:
        """Return what the strip on top says."""
        room = self._room
        return Facts(
            title=room.title,
            on_air=room.state.product_title or room.state.product or "",
            figures=self.figures(now),
            feeds=room.statuses,
            within_s=room.ledger.waits.within_ms // 1000,
            unsaved=self._unsaved(now),
            rehearsing=room.state.sending == "dry-run",
            rules_alone=room.triage.model is None,
            ended=room.state.stream_ended or room.ended.is_set(),
            alarms=self._alarms(),
            incident=self._incident(now),
            now=now,
        )

    def figures(self, now: int) -> Strip:
        """Return the live figures, at most half a second old."""
        if self._figures is None or now - self._figures_at >= FIGURES_EVERY_MS:
            self._figures = self._counted(now)
            self._figures_at = now
        return self._figures

    def _counted(self, now: int) -> Strip:
        figures, started = strip(self._room.ledger, now), self._room.ledger.coverage.started_at
        known = started is not None and now - started >= USUAL_AFTER_MS
        return figures if known else figures._replace(comments_usual=None)

    def rings(self, now: int) -> bool:
        """Whether the bell should ring: more askers are overdue than before, at most once in twenty seconds."""
        before, self._overdue = self._overdue, self.figures(now).overdue
        if self._overdue <= before or now - self._rung_at < BELL_EVERY_MS:
            return False
        self._rung_at = now
        return True

    def _unsaved(self, now: int) -> int:
        journal = self._room.journal
        pending = journal.pending
        if pending == 0 or journal.durable_seq != self._durable:
            self._durable, self._durable_at = journal.durable_seq, now
        stuck = journal.failure is not None or now - self._durable_at >= STUCK_AFTER_MS
        return pending if stuck else 0

    def _incident(self, now: int) -> str:
        """Return the burst of complaints that most viewers take part in, as a sentence; "" where there is none."""
        known = self._room.state.incidents.values()
        going_on = sorted(
            (incident for incident in known if is_going_on(incident, now)),
            key=lambda incident: (-len(incident.viewers), incident.since),
        )
        if not going_on:
            return ""
        worst = going_on[0]
        about = str(self._room.triage.topics.get(worst.topic, "")) or f"“{worst.words or worst.topic}”"
        number, since = len(worst.viewers), clock_text(worst.since)
        more = f" (+{len(going_on) - 1})" if len(going_on) > 1 else ""
        return say(
            f"集中投诉：{about}，{number} 人，{since} 起{more}",
            f"Burst of complaints: {about}, {counted(number, 'viewer', 'viewers')} since {since}{more}",
        )

    def _alarms(self) -> list[str]:
        failure = self._room.journal.failure
        found = [] if failure is None else [f"{failure.title}: {failure.sentence} {failure.next_step}"]
        found += [f"{status.feed}: {status.problem}" for status in self._room.statuses if status.problem]
        findings = self._context.playbook.findings
        if findings:
            kept = say("话术有误，仍用上一版：", "Scripts not taken over: ")
            # The folder is known, and its path alone may fill the row.
            first = replace(findings[0], file=Path(findings[0].file).name)
            found.append(f"{kept}{first}")
        return found
