"""Reads YouTube's live chat as often as the platform and the quota allow, and replies where it may."""

from connectors.contract import Opening, Outgoing, SendError, SendLimits, Sink
from connectors.language import say
from connectors.links.http import Answer
from connectors.links.link import LineLostError, Link, not_sent
from connectors.mentions import addressed
from connectors.problem import Problem
from connectors.text import clean
from connectors.youtube.api import Api
from connectors.youtube.budget import REPLY, Budget
from connectors.youtube.pages import Pages
from connectors.youtube.protocol import decoder
from connectors.youtube.refusals import TOO_FAST, refusal
from connectors.youtube.reply import LONGEST
from connectors.youtube.settings import YouTubeSettings

_HOUR_MS = 3_600_000
_TRY_AGAIN_S = 10.0


def budget_of(settings: YouTubeSettings, now: int) -> Budget:
    """Return the day's units, spread over the stream that begins `now` (UTC ms)."""
    writes = bool(settings.refresh_token)
    return Budget(
        now=now,
        until=now + round(settings.hours * _HOUR_MS),
        quota=settings.quota,
        replies=settings.replies if writes else 0,
    )


class YouTubeFeed(Link):
    """One chat. Raises `UserProblem` where the settings cannot work."""

    limits = SendLimits(characters=LONGEST, count=5, per_s=10.0)

    def __init__(self, opening: Opening) -> None:
        settings: YouTubeSettings = opening.settings
        self._units = budget_of(settings, opening.now())
        self._api = Api(settings, self._units, opening.now)
        self._pages = Pages(self._api, self._units, opening.now, audience=settings.audience)
        super().__init__(
            opening,
            connector="youtube",
            decode=decoder(opening.feed, settings),
            dial=self._pages.open,
            settings=settings,
        )
        self.can_send = self._api.may_write

    async def run(self, sink: Sink) -> None:
        """Deliver the chat's events until it ends. Raises `Problem` where a person must act."""
        try:
            await super().run(sink)
        finally:
            await self._api.close()

    async def send(self, outgoing: Outgoing) -> None:
        """Post a reply, addressed by name. Raises `SendError`."""
        if not self.can_send:
            await super().send(outgoing)
            return
        chat = self._pages.chat
        if chat is None:
            raise SendError(say("还没有连上聊天。", "The chat is not connected yet."), transient=True)
        text = addressed(outgoing.text, outgoing.names, LONGEST)
        if self._units.left(self._now()) < REPLY:
            raise SendError(self._api.out_of_quota().cause, transient=False)
        answer = await self._posted(chat.id, text)
        if not answer.is_fine:
            raise _not_sent(answer)

    async def _posted(self, chat: str, text: str) -> Answer:
        try:
            return await self._api.insert(chat, text)
        except (LineLostError, Problem) as error:
            raise not_sent(error) from error


_REASONS = {
    "liveChatEnded": ("聊天已经结束。", "The chat has ended."),
    "liveChatDisabled": ("聊天已关闭。", "The chat is switched off."),
    "messageTextInvalid": ("YouTube 不接受这段文字。", "YouTube does not accept this text."),
    "quotaExceeded": ("今天的 YouTube 配额用完了。", "Today's YouTube quota is used up."),
    "forbidden": ("这个账号不能在聊天里发言。", "This account may not write in the chat."),
}


def _not_sent(answer: Answer) -> SendError:
    """Return what to raise for a post that was refused; a fault of the server may have come after it was taken."""
    told = refusal(answer)
    if answer.status >= 500:
        reason = say(f"YouTube 出错（{answer.status}）。", f"YouTube failed ({answer.status}).")
        return SendError(reason, transient=False, unknown=True)
    if answer.status == 429 or told.reason in TOO_FAST:
        return SendError(
            say("发得太快了。", "Too many messages."), transient=True, after_s=_wait_asked(answer)
        )
    words = _REASONS.get(told.reason)
    said = clean(told.message, 200) or f"HTTP {answer.status}"
    reason = say(*words) if words else say(f"YouTube 拒绝：{said}", f"YouTube refused it: {said}")
    return SendError(reason, transient=False)


def _wait_asked(answer: Answer) -> float:
    """Return how long the platform wants us to wait, in seconds."""
    asked = answer.headers.get("retry-after", "")
    return float(asked) if asked.isdecimal() and len(asked) < 5 else _TRY_AGAIN_S
