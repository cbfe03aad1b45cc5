"""The calls of YouTube's Data API that a chat needs, each counted against the day's quota."""

from collections.abc import Callable, Mapping

import msgspec

from connectors.contract import BadFrameError
from connectors.language import say
from connectors.links.http import Answer, Http
from connectors.links.link import LineLostError, UnansweredError
from connectors.problem import UserProblem
from connectors.youtube.access import Access
from connectors.youtube.budget import LOOKUP, PAGE, Budget
from connectors.youtube.refusals import PAGE_TOKEN, QUOTA, refusal, why
from connectors.youtube.reply import message
from connectors.youtube.settings import YouTubeSettings
from connectors.youtube.shapes import Video, Videos
from connectors.youtube.video import video_id

MOST_A_PAGE = "2000"
"""Messages; a page costs the same whatever it holds."""

PATIENCE_S = 8.0
"""For an answer; a call without one is made again."""

_LIVE_FIRST = ("live", "liveStarting", "testing", "testStarting", "ready", "created")


class Chat(msgspec.Struct, frozen=True):
    """A live chat that was found: its id, its video, and the video's title."""

    id: str
    video: str
    title: str


class PlaceLostError(LineLostError):
    """The platform no longer knows the place in the chat: reading begins with the newest messages again."""


class Api:
    """Calls YouTube. Every method raises `LineLostError` where trying again may help, and `UserProblem` elsewhere."""

    def __init__(self, settings: YouTubeSettings, budget: Budget, now: Callable[[], int]) -> None:
        self._http = Http()
        self._access = Access(settings, self._http)
        self._base = settings.api.rstrip("/")
        self._video = video_id(settings.video) if settings.video else ""
        self._budget = budget
        self._now = now
        self.may_write = self._access.may_write

    async def find(self) -> Chat:
        """Return the chat of the video that is set, or of the account's own broadcast."""
        self._afford(LOOKUP)
        if self._video:
            return await self._of_video()
        answer = await self._get(
            "/liveBroadcasts",
            {"part": "id,snippet,status", "mine": "true", "broadcastType": "all", "maxResults": "50"},
            LOOKUP,
        )
        ready = [one for one in _listed(answer) if one.snippet.live_chat_id and _rank(one) < len(_LIVE_FIRST)]
        if not ready:
            raise LineLostError(
                say("这个账号还没有开播", "this account has no broadcast at the moment, and waits for none")
            )
        best = min(ready, key=_rank)
        return Chat(best.snippet.live_chat_id or "", best.id, best.snippet.title)

    async def page(self, chat: str, token: str | None) -> Answer:
        """Return the next page of the chat, or the refusal that says the chat has ended."""
        self._afford(PAGE)
        params = {"part": "id,snippet,authorDetails", "liveChatId": chat, "maxResults": MOST_A_PAGE}
        if token is not None:
            params["pageToken"] = token
        return await self._get("/liveChat/messages", params, PAGE, fine=("liveChatEnded",))

    async def statistics(self, video: str) -> Answer:
        """Return what is said of the video's stream, with the number of its viewers."""
        return await self._get("/videos", {"part": "liveStreamingDetails", "id": video}, LOOKUP)

    async def insert(self, chat: str, text: str) -> Answer:
        """Post a message; a refusal is returned, not raised."""
        self._budget.replied(self._now())  # first: a call that fails on the way may have cost as much
        answer = await self._call("POST", "/liveChat/messages", {"part": "snippet"}, message(chat, text))
        if refusal(answer).reason in QUOTA:
            self._budget.use_up(self._now())
        return answer

    async def close(self) -> None:
        """End the session."""
        await self._http.close()

    def out_of_quota(self) -> LineLostError:
        """Return what to raise where today's units are spent: at the reset it goes on by itself."""
        in_minutes = max(1, (self._budget.resets_at(self._now()) - self._now()) // 60_000)
        hours, minutes = divmod(in_minutes, 60)
        return LineLostError(
            say(
                f"今天的 YouTube 配额用完了，{hours} 小时 {minutes} 分后恢复",
                f"today's YouTube quota is used up; it is renewed in {hours} h {minutes} min",
            )
        )

    async def _of_video(self) -> Chat:
        answer = await self._get(
            "/videos", {"part": "id,snippet,liveStreamingDetails", "id": self._video}, LOOKUP
        )
        found = _listed(answer)
        if not found:
            raise UserProblem(
                say("找不到视频", "The video was not found"),
                say(f"YouTube 上没有视频 {self._video}。", f"YouTube has no video {self._video}."),
                say("检查设置里的 video。", "Check “video” in the settings."),
            )
        video = found[0]
        details = video.live_streaming_details
        if details.active_live_chat_id:
            return Chat(details.active_live_chat_id, self._video, video.snippet.title)
        if details.actual_end_time:
            raise UserProblem(
                say("这场直播已经结束", "This stream is over"),
                say(f"“{video.snippet.title}”已经下播。", f"“{video.snippet.title}” has ended."),
                say("在设置的 video 里写上新的直播。", "Name the new stream as “video” in the settings."),
            )
        raise UserProblem(
            say("这个视频没有直播聊天", "This video has no live chat"),
            say(
                f"“{video.snippet.title}”不是直播，或关闭了聊天。",
                f"“{video.snippet.title}” is no live stream, or its chat is switched off.",
            ),
            say("检查设置里的 video，或打开聊天。", "Check “video” in the settings, or switch the chat on."),
        )

    def _afford(self, units: int) -> None:
        if self._budget.left(self._now()) < units:
            raise self.out_of_quota()

    async def _get(
        self, path: str, params: Mapping[str, str], units: int, fine: tuple[str, ...] = ()
    ) -> Answer:
        try:
            answer = await self._call("GET", path, params)
        except UnansweredError:
            self._budget.spend(units, self._now())  # it may have been carried out
            raise
        self._budget.spend(units, self._now())
        if answer.is_fine:
            return answer
        reason = refusal(answer).reason
        if reason in fine:
            return answer
        if reason in QUOTA:
            self._budget.use_up(self._now())
            raise self.out_of_quota()
        if reason in PAGE_TOKEN:
            raise PlaceLostError(say("YouTube 忘记了读到哪里", "YouTube lost the place in the chat"))
        raise why(answer)

    async def _call(
        self, method: str, path: str, params: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        """Make a call; where the access token is refused it is renewed, and the call made once more."""
        answer = await self._once(method, path, params, body)
        if answer.status == 401 and self.may_write:
            self._access.renew_next_time()
            answer = await self._once(method, path, params, body)
        return answer

    async def _once(self, method: str, path: str, params: Mapping[str, str], body: bytes | None) -> Answer:
        headers = await self._access.headers()
        if body is not None:
            headers["Content-Type"] = "application/json"
        answer = await self._http.call(
            method, f"{self._base}{path}", params=params, headers=headers, body=body, timeout_s=PATIENCE_S
        )
        return self._access.without_key(answer)


def _listed(answer: Answer) -> list[Video]:
    try:
        found: Videos = answer.json(Videos)
    except BadFrameError as bad:
        raise LineLostError(str(bad)) from bad
    return found.items


def _rank(broadcast: Video) -> int:
    """Return how near a broadcast is to being on air; the number of stages where it is over."""
    stage = broadcast.status.life_cycle_status
    return _LIVE_FIRST.index(stage) if stage in _LIVE_FIRST else len(_LIVE_FIRST)
