"""Why the desk says no, in one sentence of each language and a code for programs."""

from console.model.cases import Case
from console.model.commands import DISMISS_REASONS, Refusal


def no_such_case(case: str) -> Refusal:
    """Refuse a case that does not exist, or no longer."""
    return Refusal(code="no_such_case", zh=f"没有 #{case} 号咨询单。", en=f"There is no case #{case}.")


def no_such_reply(reply: str) -> Refusal:
    """Refuse a report about an unknown reply."""
    return Refusal(code="no_such_reply", zh=f"没有编号为 {reply} 的回复。", en=f"There is no reply {reply}.")


def no_such_reason(reason: str) -> Refusal:
    """Refuse a dismissal reason that is not on the list."""
    known = ", ".join(DISMISS_REASONS)
    return Refusal(
        code="no_such_reason",
        zh=f"忽略原因 {reason} 不在列表中（{known}）。",
        en=f"“{reason}” is no reason to dismiss; choose one of {known}.",
    )


def closed(case: Case) -> Refusal:
    """Refuse to act on a case that is resolved or dismissed."""
    return Refusal(
        code="closed",
        zh=f"#{case.id} 已经关闭，不能再操作。",
        en=f"Case #{case.id} is already closed.",
    )


def owned(case: Case) -> Refusal:
    """Refuse to act on a case that somebody else holds."""
    return Refusal(
        code="owned",
        zh=f"#{case.id} 正由 {case.owner} 处理。",
        en=f"Case #{case.id} is in {case.owner}'s hands.",
    )


def answered(case: Case) -> Refusal:
    """Refuse a second answer to what somebody answered while this one was being written."""
    return Refusal(
        code="answered",
        zh=f"{case.answered_by} 刚刚已回复 #{case.id}，请看过再决定是否补充。",
        en=f"{case.answered_by} has just answered case #{case.id}; look at it before you add more.",
    )


def sending(case: Case) -> Refusal:
    """Refuse a reply while another one to the same case is on its way."""
    return Refusal(
        code="sending",
        zh=f"#{case.id} 的上一条回复还没发出，请先等它送达或标记已发送。",
        en=f"The last reply to case #{case.id} is still on its way; wait, or mark it as sent.",
    )


def empty_reply() -> Refusal:
    """Refuse to send nothing."""
    return Refusal(code="empty", zh="回复内容是空的。", en="The reply is empty.")


def too_long(case: Case, too_many: int, longest: int) -> Refusal:
    """Refuse what the platform would not take whole. It is the author who shortens it, never the machine."""
    return Refusal(
        code="too_long",
        zh=f"超出 {too_many} 个字：{case.feed} 一条最多 {longest} 个字，请删短再发。",
        en=f"Too long by {too_many}: {case.feed} takes {longest} characters at most. Shorten it, then send it again.",
    )


def switched() -> Refusal:
    """Refuse a reply by a way that the room's switch has closed meanwhile."""
    return Refusal(
        code="switched",
        zh="发送方式刚刚改了，请看清后再发一次。",
        en="How replies go out has just been changed; look, then send it again.",
    )


def too_late(case: Case) -> Refusal:
    """Refuse to take back what the platform has, or may have."""
    return Refusal(
        code="too_late",
        zh=f"#{case.id} 的回复已经交给平台，撤不回来了。",
        en=f"The reply to case #{case.id} is with the platform already; it cannot be taken back.",
    )


def unanswered(case: Case) -> Refusal:
    """Refuse to resolve a case in which somebody still waits."""
    return Refusal(
        code="unanswered",
        zh=f"#{case.id} 还有 {len(case.waiting)} 人在等：先回复，或写明原因后忽略。",
        en=f"{len(case.waiting)} still wait in case #{case.id}: reply first, or dismiss it with a reason.",
    )
