"""Can we listen, and does the platform know the app: asked once, for `livedesk check`."""

from collections.abc import Sequence

from connectors.calls.receiver import probe_port
from connectors.douyin.push.openapi import WRONG_APP, OpenPlatform, PlatformRefusedError
from connectors.douyin.push.settings import DouyinPushSettings
from connectors.language import say
from connectors.links.http import Http
from connectors.links.link import LineLostError
from connectors.problem import Problem, UserProblem


async def probe(settings: DouyinPushSettings) -> Sequence[str]:
    """Return what was found; raises `UserProblem` where the port, the platform or the app's secret stand in the way."""
    found = list(await probe_port(settings))
    if not settings.app_id:
        told = say(
            "没有 app_id：不上报履约，也不启动任务", "no app_id: nothing is acknowledged, no task is started"
        )
        return [*found, told]
    http = Http()
    try:
        await OpenPlatform(http, settings).token()
    except PlatformRefusedError as refused:
        raise _refused(refused) from refused
    except LineLostError as lost:
        raise _unreachable(lost) from lost
    finally:
        await http.close()
    return [*found, say("平台认得这个应用", "the platform knows the app")]


def _refused(refused: PlatformRefusedError) -> Problem:
    if refused.code in WRONG_APP:
        return UserProblem(
            say("应用的凭证不对", "The app's credentials are wrong"),
            say(f"平台拒绝了：{refused.reason}。", f"The platform says: {refused.reason}."),
            say(
                "核对开放平台控制台里的 app_id 和 app_secret。",
                "Compare app_id and app_secret with the platform's console.",
            ),
        )
    return UserProblem(
        say("平台没有给出 token", "The platform gave no token"),
        say(f"平台说：{refused.reason}。", f"The platform says: {refused.reason}."),
        say(
            "稍后再试，或到开放平台控制台查看应用状态。",
            "Try later, or look the app up in the platform's console.",
        ),
    )


def _unreachable(lost: LineLostError) -> Problem:
    return UserProblem(
        say("连不上抖音开放平台", "Douyin's open platform cannot be reached"),
        say(f"{lost.cause}。", f"{lost.cause}."),
        say("检查网络和代理设置。", "Check the network and the proxy settings."),
    )
