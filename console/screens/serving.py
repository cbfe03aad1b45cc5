"""What the agent does with a case. Each of these is an action's `do`; every change is a command to the desk."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from connectors.events import CommentReceived
from connectors.language import say
from console.cells import cut
from console.desk import refusals
from console.model.cases import Case
from console.model.commands import Claim, Dismiss, Release, ReportDelivery, Resolve, Retract, SendReply
from console.model.events import AnyEvent, ReplyQueued, ReplySent
from console.playbook import Script
from console.screens.case.drafts import Draft
from console.screens.dialogs.reasons import Reasons
from console.triage.personal import masked

if TYPE_CHECKING:
    from console.screens.live import LiveScreen


SHOWN_OF_COPIED = 36
"""Cells of a copied text that are told."""


def claim(screen: "LiveScreen") -> None:
    """Take the open case, or give it back where it is the agent's own."""
    case = screen.moment.case
    if case is None:
        return
    command = Release if case.owner == screen.agent else Claim
    screen.errands.submit(
        command(id=_id(), author=screen.agent, based_on=case.version, case=case.id), case.id
    )


def script(screen: "LiveScreen", number: int) -> None:
    """Put a script into the reply box."""
    case, offers = _ours(screen), screen.moment.offers
    if case is None:
        return
    if number > len(offers):
        screen.tell(say(f"没有第 {number} 条话术", f"There is no script {number}"), "warning")
        return
    offer = offers[number - 1]
    screen.side.insert(offer.script, offer.text)


def reply(screen: "LiveScreen") -> None:
    """Go to the reply box."""
    if _ours(screen) is not None:
        screen.set_focus(screen.side.box)


def send(screen: "LiveScreen") -> None:
    """Send what stands in the reply box, unless a variable in it is still to be filled."""
    case = _ours(screen)
    if case is None:
        return
    draft = _addressed(screen, case)
    text = draft.text.strip()
    opening = draft.text.find("{{")
    if opening >= 0:
        closing = draft.text.find("}}", opening)
        end = len(draft.text) if closing < 0 else closing + 2
        screen.side.box.mark(opening, end)
        unfilled = draft.text[opening:end]
        screen.tell(say(f"先填好 {unfilled} 再发送", f"Fill in {unfilled} before you send"), "warning")
        return
    answer(screen, case, text, draft.script, draft.changed, lambda: screen.sent(case.id, draft))


def _addressed(screen: "LiveScreen", case: Case) -> Draft:
    """Return the draft; an unedited script is filled again, since others may have asked after it was put there."""
    draft = screen.side.draft
    if draft.script is not None and draft.is_untouched and draft.text.strip():
        screen.side.insert(draft.script, screen.filled(draft.script, case))
    return screen.side.draft


def answer(
    screen: "LiveScreen",
    case: Case,
    text: str,
    script: Script | None,
    changed: float,
    done: Callable[[], None],
) -> None:
    """Answer every open asker of a case: by the platform, by the clipboard, or for show, as the room's switch says."""
    channel = screen.room.channel_to(case.feed)
    command = SendReply(
        id=_id(),
        author=screen.agent,
        based_on=case.version,
        case=case.id,
        text=text,
        channel=channel,
        script=script.id if script is not None else None,
        script_version=script.version if script is not None else None,
        edit_ratio=changed,
    )

    def durable(events: Sequence[AnyEvent]) -> None:
        done()
        if channel == "copy" and any(isinstance(event, ReplyQueued) for event in events):
            screen.copy(text, say("，粘贴发送后按 m 标记", ": paste and send it, then press m"))

    screen.errands.submit(command, case.id, durable)


def again(screen: "LiveScreen") -> None:
    """Send the earlier answer to those who asked after it."""
    case = _ours(screen)
    if case is None:
        return
    before = next((event for event in reversed(case.replies) if event.text == case.answer), None)
    scripts = screen.desk.playbook.playbook.by_id
    origin = scripts.get(before.script) if before is not None and before.script is not None else None
    answer(screen, case, case.answer, origin, before.edit_ratio if before is not None else 0.0, lambda: None)


def sent(screen: "LiveScreen") -> None:
    """Mark as sent what was copied, or what is seen in the room though the platform did not confirm it."""
    unmarked = screen.moment.unmarked
    if unmarked is not None:
        report = ReportDelivery(id=_id(), author=screen.agent, reply=unmarked.reply, delivered=True)
        screen.errands.submit(report, unmarked.case)


def withdraw(screen: "LiveScreen") -> None:
    """Take back the reply that nobody has read yet, and open its case; or note that an unconfirmed one is not in the room."""
    held, unmarked = screen.moment.held, screen.moment.unmarked
    if held is not None:
        case = held.case
        command = Retract(id=_id(), author=screen.agent, reply=held.reply)
        screen.errands.submit(command, case, lambda events: screen.place.go(case) if events else None)
    elif unmarked is not None:
        reason = say("看过直播间，没有发出", "looked it up: not in the room")
        report = ReportDelivery(
            id=_id(), author=screen.agent, reply=unmarked.reply, delivered=False, reason=reason
        )
        screen.errands.submit(report, unmarked.case, lambda _: screen.give_back(unmarked))


def host(screen: "LiveScreen") -> None:
    """Note that the host has answered on air, in words nobody wrote down: a draft is not what was said, and stays."""
    case = _ours(screen)
    if case is None:
        return
    command = SendReply(
        id=_id(),
        author=screen.agent,
        based_on=case.version,
        case=case.id,
        text="",
        channel="host",
    )
    screen.errands.submit(command, case.id)


def resolve(screen: "LiveScreen") -> None:
    """Close the open case and open the next one; a copied reply counts as sent, which is told."""
    case = screen.moment.case
    if case is None:
        return

    def durable(events: Sequence[AnyEvent]) -> None:
        if any(isinstance(event, ReplySent) for event in events):
            told = f"#{case.id} 已把复制的回复记为已发送", f"#{case.id}: the copied reply counts as sent"
            screen.tell(say(*told), "information")

    command = Resolve(id=_id(), author=screen.agent, based_on=case.version, case=case.id)
    screen.errands.submit(command, case.id, durable)
    screen.leave(case.id)


def dismiss(screen: "LiveScreen") -> None:
    """Ask for a reason, then close the open case without an answer and open the next one."""
    case = _ours(screen)
    if case is None:
        return

    def chosen(reason: str | None) -> None:
        if reason is not None:
            command = Dismiss(
                id=_id(), author=screen.agent, based_on=case.version, case=case.id, reason=reason
            )
            screen.errands.submit(command, case.id)
            screen.leave(case.id)

    screen.ask(Reasons(case.id, masked(case.text)), chosen)


def copy(screen: "LiveScreen") -> None:
    """Copy the comment under the feed's cursor, else the unsent reply, else what was asked, as it is shown."""
    text = _readable(screen)
    if text:
        screen.copy(text, say("：", ": ") + cut(masked(text), SHOWN_OF_COPIED))


def _readable(screen: "LiveScreen") -> str:
    moment = screen.moment
    if moment.reading:
        line = screen.feed.window.under_cursor()
        return masked(line.event.text) if line is not None and isinstance(line.event, CommentReceived) else ""
    written = screen.side.box.text.strip()
    if written:
        return written
    if moment.unmarked is not None:
        return moment.unmarked.text
    if moment.case is None:
        return ""
    return moment.case.text if screen.side.bare else masked(moment.case.text)


def newline(screen: "LiveScreen") -> None:
    """Begin a new line in the reply."""
    screen.side.box.insert("\n", maintain_selection_offset=False)


def _ours(screen: "LiveScreen") -> Case | None:
    """Return the open case; where somebody else holds it, say so and return None."""
    case = screen.moment.case
    if case is None or not case.is_open:
        return None
    if case.owner not in {None, screen.agent}:
        screen.errands.refuse(refusals.owned(case), case.id)
        return None
    return case


def _id() -> str:
    return uuid4().hex
