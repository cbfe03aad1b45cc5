"""What the open-live interface answers in numbers, put into words. From the platform's public list of error codes."""

from connectors.language import Words, say
from connectors.links.link import LineLostError
from connectors.problem import UserProblem
from connectors.text import clean

NOT_OPEN = 7000
EXPIRED = 7003

_KEYS = Words(
    "核对 open-live.bilibili.com 上的 access_key_id 和 access_key_secret。",
    "Compare access_key_id and access_key_secret with open-live.bilibili.com.",
)
_APP = Words(
    "核对 app_id，并确认这个项目已获得直播间数据的权限。",
    "Check app_id, and that this project is allowed to read live rooms.",
)
_ROOMS = Words(
    "未上架的项目只能连开发者本人的直播间；上架项目，或换用开发者自己的身份码。",
    "An unpublished project may only enter its developer's own room: publish it, or use that host's identity code.",
)
_CODE = Words(
    "主播在直播姬或直播设置页刷新身份码，再更新环境变量。",
    "The host renews the identity code in the live settings; then change the environment variable.",
)
_NEEDS_A_PERSON = {
    4001: (Words("应用无效", "the app is not valid"), _KEYS),
    4002: (Words("签名不对", "the signature is wrong"), _KEYS),
    4003: (
        Words("请求已过期", "the call came too late"),
        Words("校准这台电脑的时钟。", "Set this machine's clock."),
    ),
    4007: (
        Words("这台电脑的 IP 不在白名单里", "this machine's IP address is not on the allow list"),
        Words("在开放平台后台登记这个 IP。", "Register the address on the platform."),
    ),
    4008: (Words("没有权限", "the app lacks a permission"), _APP),
    5004: (Words("直播间不在白名单里", "the room is not on the app's allow list"), _ROOMS),
    5005: (Words("直播间在黑名单里", "the room is blocked"), _ROOMS),
    5011: (Words("应用不能进入这个直播间", "the app may not enter this room"), _ROOMS),
    6010: (Words("没有直播间", "there is no such room"), _CODE),
    6011: (Words("没有查询到直播间", "no room was found"), _CODE),
    6012: (Words("没有主播的信息", "the host is not known"), _CODE),
    7007: (Words("身份码错误或已过期", "the identity code is wrong or has expired"), _CODE),
    8002: (Words("项目没有权限", "the project lacks a permission"), _APP),
}
_WILL_PASS = {
    7001: Words(
        "上一次会话正在结算，约 10 秒后再试", "the last session is being settled; it takes some 10 s"
    ),
    7002: Words("上一次会话还没有结束", "the last session has not ended yet"),
    7010: Words("同一应用在这个直播间的连接过多", "too many connections of this app in the room"),
}


def failure(code: int, message: str) -> LineLostError | UserProblem:
    """Return what to raise for an answer that is not 0; a `UserProblem` where waiting would not mend it."""
    if code in _NEEDS_A_PERSON:
        sentence, remedy = _NEEDS_A_PERSON[code]
        return UserProblem(
            say("B 站开放平台拒绝了连接", "Bilibili's open platform refused us"),
            say(f"{sentence}（{code}）。", f"Its answer: {sentence} ({code})."),
            str(remedy),
        )
    words = _WILL_PASS.get(code)
    told = clean(message, 80) if words is None else str(words)
    return LineLostError(say(f"B 站开放平台：{told}（{code}）", f"Bilibili's open platform: {told} ({code})"))
