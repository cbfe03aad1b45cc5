"""What became of a reply: Helix's answers and the chat's notices, as success or as the right kind of failure. Pure."""

import re

import msgspec

from connectors.contract import BadFrameError, Outgoing, SendError, SendLimits
from connectors.language import say
from connectors.links.http import Answer, told_by
from connectors.twitch.words import WAITS_S, dropped

LIMITS = SendLimits(characters=500, count=20, per_s=30.0)
"""What Twitch allows an account that is no moderator; beyond it the account is ignored for half an hour."""

_LONGEST_WAIT_S = 60.0
_MESSAGE_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class _Reason(msgspec.Struct):
    code: str = ""
    message: str = ""


class _Sent(msgspec.Struct):
    is_sent: bool
    drop_reason: _Reason | None = None


class _Sents(msgspec.Struct):
    data: list[_Sent]


def checked_text(outgoing: Outgoing) -> str:
    """Return the text, on one line; raises `SendError` where it is too long, or empty."""
    text = " ".join(outgoing.text.split())
    if not text:
        raise SendError(say("回复没有文字。", "The reply is empty."), transient=False)
    if len(text) > LIMITS.characters:
        raise SendError(
            say(
                f"Twitch 一条最多 {LIMITS.characters} 个字，这条有 {len(text)} 个。",
                f"Twitch takes {LIMITS.characters} characters at most; this reply has {len(text)}.",
            ),
            transient=False,
        )
    return text


def parent_of(outgoing: Outgoing) -> str:
    """Return the comment to reply to: the first one answered that bears an id of Twitch's, "" where none does."""
    return next((id_ for id_ in outgoing.comments if _MESSAGE_ID.fullmatch(id_)), "")


def judge(answer: Answer, now_s: float) -> None:
    """Return where Helix says that the message was sent; raises `SendError` otherwise. `now_s` is UTC in seconds."""
    if answer.status == 200:
        _judge_sent(answer)
    elif answer.status == 401:
        raise SendError(
            say("Twitch 令牌已失效，需要重新授权。", "The Twitch token has run out; authorise again."),
            transient=False,
        )
    elif answer.status == 403:
        why = told_by(answer, "message")
        raise SendError(
            say(
                f"Twitch 不允许这个账号在该频道发言（要有 user:write:chat，且没被封禁）：{why}",
                f"Twitch does not let this account speak here (it needs user:write:chat, and no ban): {why}",
            ),
            transient=False,
        )
    elif answer.status == 429:
        raise SendError(
            say("发得太快，Twitch 要求慢一点。", "Too many messages; Twitch asks for patience."),
            transient=True,
            after_s=_wait_s(answer.headers.get("ratelimit-reset", ""), now_s),
        )
    elif answer.status >= 500:
        raise SendError(
            say(
                f"Twitch 出错（HTTP {answer.status}），不知道发出没有。",
                f"Twitch failed (HTTP {answer.status}); whether it was sent is unknown.",
            ),
            transient=False,
            unknown=True,
        )
    else:
        why = told_by(answer, "message")
        raise SendError(say(f"Twitch 拒收：{why}", f"Twitch refused it: {why}"), transient=False)


def refused(code: str, text: str) -> SendError:
    """Return the failure that a drop reason or a notice stands for."""
    wait_s = WAITS_S.get(code)
    return SendError(
        say(f"Twitch 没有发出：{dropped(code, text)}", f"Twitch did not send it: {dropped(code, text)}"),
        transient=wait_s is not None,
        after_s=wait_s,
    )


def _judge_sent(answer: Answer) -> None:
    try:
        sents: _Sents = answer.json(_Sents)
        sent = sents.data[0]
    except (BadFrameError, IndexError) as error:
        raise SendError(
            say(
                "看不懂 Twitch 的应答，不知道发出没有。",
                "Twitch's answer makes no sense; whether it was sent is unknown.",
            ),
            transient=False,
            unknown=True,
        ) from error
    if not sent.is_sent:
        reason = sent.drop_reason or _Reason()
        raise refused(reason.code, reason.message)


def _wait_s(reset: str, now_s: float) -> float:
    """Return how long to wait until a limit's reset, UTC in seconds; the other clock may be wrong."""
    try:
        wait_s = float(reset) - now_s
    except ValueError:
        return LIMITS.per_s
    return min(max(wait_s, 1.0), _LONGEST_WAIT_S)
