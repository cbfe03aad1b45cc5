"""Why a websocket could not be opened or was lost, in words for a person."""

import socket
import ssl

from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidMessage,
    InvalidProxy,
    InvalidStatus,
    InvalidURI,
)

from connectors.language import say
from connectors.links.address import bad_address
from connectors.links.link import LineLostError
from connectors.problem import UserProblem
from connectors.text import clean

# Close codes of RFC 6455, section 7.4.1.
_TOO_BIG = 1009
_INTERNAL_ERROR = 1011  # what our side sends when its pings go unanswered


def why_refused(error: Exception, place: str) -> LineLostError | UserProblem:
    """Return what to raise when no connection to `place` (host and port) could be opened.

    A `UserProblem` stands for what will not mend itself; everything else is worth another try.
    """
    match error:
        case InvalidStatus():
            return _refused_by_server(error.response.status_code, place)
        case InvalidURI():
            return bad_address(place)
        case ImportError():
            return UserProblem(
                say("代理不支持", "Proxy not supported"),
                say(
                    f"系统设置了 SOCKS 代理，无法经它连接 {place}。",
                    f"The system names a SOCKS proxy; {place} cannot be reached through it.",
                ),
                say(
                    "改用 HTTP 代理，或在环境变量 no_proxy 里写上这个地址。",
                    "Use an HTTP proxy, or name the address in the environment variable no_proxy.",
                ),
            )
        case InvalidProxy():
            return LineLostError(say("系统的代理设置无效", "the system's proxy setting is not valid"))
        case InvalidMessage() | InvalidHandshake():
            return LineLostError(
                say(f"{place} 应答的不是 WebSocket", f"{place} does not answer as a websocket")
            )
        case ssl.SSLError():
            detail = getattr(error, "verify_message", "") or error.strerror
            return LineLostError(
                say(f"{place} 的加密连接失败：{detail}", f"no secure connection to {place}: {detail}")
            )
        case socket.gaierror():
            return LineLostError(say(f"找不到主机 {place}", f"no host is known as {place}"))
        case TimeoutError():
            return LineLostError(say(f"{place} 没有应答", f"{place} does not answer"))
        case ConnectionRefusedError():
            return LineLostError(say(f"{place} 没有程序在监听", f"nothing is listening at {place}"))
        case OSError() if error.strerror:
            return LineLostError(
                say(f"连不上 {place}：{error.strerror}", f"no connection to {place}: {error.strerror}")
            )
        case _:
            return LineLostError(say(f"连不上 {place}", f"no connection to {place}"))


def _refused_by_server(status: int, place: str) -> LineLostError | UserProblem:
    if status in {401, 403}:
        return UserProblem(
            say("对方拒绝了连接", "The feed refused us"),
            say(
                f"{place} 不接受当前的凭证（HTTP {status}）。",
                f"{place} does not accept the credentials (HTTP {status}).",
            ),
            say(
                "检查这个评论流设置里的地址、令牌和权限。",
                "Check address, token and permissions in this feed's settings.",
            ),
        )
    return LineLostError(
        say(f"{place} 拒绝连接（HTTP {status}）", f"{place} refused the connection (HTTP {status})")
    )


def why_lost(closed: ConnectionClosed) -> LineLostError:
    """Return what to raise when an open connection is gone."""
    if closed.sent is not None and not closed.rcvd:
        if closed.sent.code == _TOO_BIG:
            return LineLostError(
                say("收到过大的消息，连接已断开", "a message was too large, the connection was closed"),
                too_large=True,
            )
        if closed.sent.code == _INTERNAL_ERROR:
            return LineLostError(say("对方不再应答", "the other side stopped answering"), silent=True)
    if closed.rcvd is None:
        return LineLostError(say("连接中断", "the connection broke off"))
    reason = clean(closed.rcvd.reason, 80)
    detail = f"{closed.rcvd.code} {reason}".strip()
    return LineLostError(
        say(f"对方关闭了连接（{detail}）", f"the other side closed the connection ({detail})"),
        code=closed.rcvd.code,
    )
