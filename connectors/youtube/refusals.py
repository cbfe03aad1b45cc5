"""Why YouTube refused a call, in words for a person."""

from connectors.contract import BadFrameError
from connectors.language import say
from connectors.links.http import Answer
from connectors.links.link import LineLostError
from connectors.problem import UserProblem
from connectors.text import clean
from connectors.youtube.shapes import Page, Refusal

QUOTA = frozenset({"quotaExceeded", "dailyLimitExceeded"})
TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
PAGE_TOKEN = frozenset({"pageTokenInvalid", "invalidPageToken"})
_PASSING = frozenset({408, 429})  # the call took too long to arrive; there were too many (RFC 9110, RFC 6585)
_CREDENTIALS = frozenset({"authError", "authorizationRequired", "keyInvalid", "keyExpired", "required"})
_PERMISSION = frozenset({"forbidden", "insufficientPermissions", "insufficientScopes", "accessNotConfigured"})


def refusal(answer: Answer) -> Refusal:
    """Return what an answer says went wrong; empty where it says nothing that can be read."""
    try:
        told: Refusal | None = answer.json(Page).error
    except BadFrameError:
        return Refusal()
    return told or Refusal()


def why(answer: Answer) -> LineLostError | UserProblem:
    """Return what to raise for a refused call: a `UserProblem` where trying again cannot help."""
    told = refusal(answer)
    reason = told.reason
    said = clean(told.message, 200) or f"HTTP {answer.status}"
    if answer.status >= 500 or answer.status in _PASSING or reason in TOO_FAST:
        return LineLostError(
            say(f"YouTube 暂时不应答（{answer.status}）", f"YouTube is busy ({answer.status})")
        )
    if reason == "liveChatDisabled":
        return UserProblem(
            say("聊天已关闭", "The chat is switched off"),
            say("这场直播的聊天被关闭了。", "This stream's chat is switched off."),
            say("在 YouTube 工作室里打开直播聊天。", "Switch the live chat on in YouTube Studio."),
        )
    if reason in {"liveChatNotFound", "notFound"} or answer.status == 404:
        return UserProblem(
            say("找不到聊天", "The chat was not found"),
            say("YouTube 找不到这场直播的聊天。", "YouTube does not find this stream's chat."),
            say("检查设置里的 video。", "Check “video” in the settings."),
        )
    if reason in _CREDENTIALS or answer.status == 401 or "API key" in told.message:
        return bad_credentials(said)
    if reason in _PERMISSION or answer.status == 403:
        return UserProblem(
            say("YouTube 不允许", "YouTube does not allow it"),
            say(f"YouTube 不允许这样做：{said}。", f"YouTube does not allow this: {said}."),
            say(
                "检查项目是否启用了 YouTube Data API v3，以及授权范围是否含 youtube.force-ssl。",
                "Check that the project has the YouTube Data API v3 enabled, and that the scope is youtube.force-ssl.",
            ),
        )
    return UserProblem(
        say("YouTube 拒绝了请求", "YouTube refused the call"),
        say(f"YouTube 的说法：{said}。", f"YouTube says: {said}."),
        say("检查这个评论流的设置。", "Check this feed's settings."),
    )


def bad_credentials(said: str) -> UserProblem:
    """Return what to say where neither key nor token is accepted."""
    return UserProblem(
        say("YouTube 不接受凭证", "YouTube does not accept the credentials"),
        say(f"API 密钥或授权无效：{said}。", f"The API key or the authorisation is not valid: {said}."),
        say(
            "重新授权并更新 refresh_token；测试状态的 Google 应用，授权七天后失效。",
            "Authorise again and renew refresh_token; it ends after seven days while the Google app is in testing.",
        ),
    )
