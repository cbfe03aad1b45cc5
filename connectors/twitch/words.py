"""What Twitch says in codes, said in words. Pure.

The codes are those of Twitch's pages on EventSub and chat, and of its own command-line tool for the close codes.
"""

from connectors.language import Words, say
from connectors.problem import UserProblem
from connectors.text import clean

CLOSED = {
    4000: Words("Twitch 内部错误", "Twitch had an error of its own"),
    4001: Words("Twitch 不接受我方发出的消息", "Twitch takes no messages on this connection"),
    4002: Words("没有及时回应 Twitch 的心跳", "Twitch's pings went unanswered"),
    4003: Words("连上后没有及时订阅", "nothing was subscribed to in time"),
    4004: Words("没有及时换到新连接", "the move to a new connection came too late"),
    4005: Words("Twitch 那边网络超时", "the network timed out at Twitch"),
    4006: Words("Twitch 那边网络出错", "the network failed at Twitch"),
    4007: Words("换连接用的地址无效", "the address to move to was not valid"),
}
"""Why EventSub closes a websocket, by its close code."""

_REVOKED = {
    "authorization_revoked": Words(
        "授权已被撤销或令牌已失效", "the authorisation was withdrawn or has run out"
    ),
    "user_removed": Words("账号已不存在", "the account is gone"),
    "moderator_removed": Words("账号不再是房管", "the account is no moderator any more"),
    "chat_user_banned": Words("账号被该频道封禁", "the account is banned from the channel"),
    "version_removed": Words("Twitch 停用了这种订阅", "Twitch has withdrawn this kind of subscription"),
}

_DROPPED = {
    "msg_duplicate": Words("30 秒内刚发过同样的内容", "the same text was sent within the last 30 s"),
    "msg_ratelimit": Words("发得太快，Twitch 要求慢一点", "too many messages, Twitch asks for patience"),
    "msg_slowmode": Words("直播间开了慢速模式，还要等一会儿", "slow mode is on, a little patience is needed"),
    "msg_banned": Words("账号被该频道封禁，不能发言", "the account is banned from this channel"),
    "msg_timedout": Words("账号被禁言，时间还没到", "the account is timed out"),
    "msg_rejected": Words(
        "内容被 Twitch 拦下，等房管审核", "Twitch holds the text back until a moderator looks at it"
    ),
    "msg_rejected_mandatory": Words(
        "内容违反频道的审核设置", "the text is against the channel's moderation settings"
    ),
    "msg_emoteonly": Words("直播间只允许发表情", "the room takes emotes only"),
    "msg_subsonly": Words("直播间只允许订阅者发言", "the room takes subscribers' messages only"),
    "msg_followersonly": Words("直播间只允许关注者发言", "the room takes followers' messages only"),
    "msg_followersonly_followed": Words(
        "关注时间还不够长，不能发言", "the account has not followed for long enough"
    ),
    "msg_followersonly_zero": Words("直播间只允许关注者发言", "the room takes followers' messages only"),
    "msg_r9k": Words("直播间不允许发相似的内容", "the room takes no text that was said before"),
    "msg_channel_suspended": Words("频道已被停用", "the channel is suspended"),
    "msg_channel_blocked": Words("账号被该频道屏蔽", "the account is blocked by this channel"),
    "msg_suspended": Words("账号已被停用", "the account is suspended"),
    "msg_verified_email": Words("账号要先验证邮箱才能发言", "the account's e-mail must be verified first"),
    "msg_requires_verified_phone_number": Words(
        "账号要先验证手机号才能发言", "the account's phone number must be verified first"
    ),
}

READ_BY_CHAT = Words(
    "Twitch 的推送（EventSub）连不上，暂时匿名读聊天室，收不到关注、开播和下播；恢复后自动切回。",
    "Twitch's EventSub is out of reach: the chat is read without login until it is back; follows, start and end are not told.",
)
REPLIED_BY_CHAT = Words(
    "Twitch 的回复接口（Helix）连不上，回复改从聊天室发出。",
    "Twitch's Helix is out of reach: replies are sent in the chat.",
)
"""Which way is taken while the usual one is out of reach."""

WAITS_S = {"msg_duplicate": 30.0, "msg_ratelimit": 30.0, "msg_slowmode": 30.0}
"""After which refusals a reply may be tried again, and after how many seconds."""

SUSPENDED = frozenset({"msg_channel_suspended", "tos_ban"})
"""Notices that say that the channel is no more."""

_ABOUT_THE_ROOM = (
    "emote_only_",
    "already_",
    "followers_",
    "slow_",
    "subs_",
    "r9k_",
    "host_",
    "raid_",
    "unraid_",
)
_NOT_LOGGED_IN = (
    "Login authentication failed",
    "Login unsuccessful",
    "Improperly formatted auth",
    "Invalid NICK",
)


def revoked(kind: str, status: str) -> str:
    """Return a sentence about a subscription that Twitch has ended."""
    why = str(_REVOKED.get(status) or clean(status, 60) or say("没有说明原因", "no reason given"))
    what = clean(kind, 60)
    return say(f"Twitch 停止推送 {what}：{why}。", f"Twitch tells no more of {what}: {why}.")


def dropped(code: str, text: str) -> str:
    """Return why a message was not sent: in our words where the code is known, in Twitch's own otherwise."""
    known = _DROPPED.get(code)
    if known is not None:
        return str(known)
    return clean(text, 200) or clean(code, 60) or say("Twitch 没有说明原因", "Twitch gave no reason")


def is_about_the_room(notice: str) -> bool:
    """Say whether a notice tells of a setting of the chat room."""
    return notice.startswith(_ABOUT_THE_ROOM)


def is_about_us(notice: str, text: str) -> bool:
    """Say whether a notice answers something that we did: a reply, or the login."""
    return notice.startswith("msg_") or is_login_refused(text)


def is_login_refused(text: str) -> bool:
    """Say whether the text of a notice refuses our login."""
    return text.startswith(_NOT_LOGGED_IN)


def bad_token() -> UserProblem:
    """Return what to say of a token that Twitch does not take."""
    return UserProblem(
        say("Twitch 令牌无效", "Twitch does not take the token"),
        say(
            "设置“token”里的令牌已失效，或不是 Twitch 的。",
            "The token in the setting “token” has run out, or is none of Twitch's.",
        ),
        say(
            "重新授权，把新的令牌放进环境变量，再启动。",
            "Authorise again, put the new token into the environment variable and start again.",
        ),
    )


def not_allowed(detail: str) -> UserProblem:
    """Return what to say where the token is good, but does not allow what was asked."""
    told = clean(detail, 160)
    return UserProblem(
        say("Twitch 没有授权", "Twitch does not allow it"),
        say(
            f"这个令牌不能读取该频道的评论：{told}。", f"This token may not read the channel's chat: {told}."
        ),
        say(
            "授权时勾选 user:read:chat（回复还要 user:write:chat），并确认账号没有被该频道封禁。",
            "Authorise with user:read:chat (and user:write:chat to reply), and see that the channel has not banned the account.",
        ),
    )


def no_channel(login: str) -> UserProblem:
    """Return what to say where nobody on Twitch is called so."""
    return UserProblem(
        say("找不到这个频道", "No such channel"),
        say(f"Twitch 上没有叫“{login}”的频道。", f"Nobody on Twitch is called “{login}”."),
        say(
            "设置“channel”要写频道地址里的登录名：twitch.tv/登录名。",
            "The setting “channel” takes the login name in the channel's address: twitch.tv/NAME.",
        ),
    )


def suspended(login: str) -> UserProblem:
    """Return what to say of a channel that Twitch has switched off."""
    return UserProblem(
        say("频道已被停用", "The channel is suspended"),
        say(f"Twitch 停用了频道“{login}”。", f"Twitch has suspended the channel “{login}”."),
        say("在 Twitch 的账号页面查看原因。", "Look up the reason in the account's pages on Twitch."),
    )
