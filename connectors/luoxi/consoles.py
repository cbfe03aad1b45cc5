"""Which pages may connect, and which platform each belongs to: told by the Origin that a browser sends.

A browser lets any page open a websocket to this machine; only its Origin, which a page cannot forge, tells a seller's
console from a stranger's page.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from connectors.language import say
from connectors.problem import UserProblem

KNOWN = {
    "*.douyin.com": "douyin",
    "*.jinritemai.com": "douyin",
    "*.kuaishou.com": "kuaishou",
    "*.kwaixiaodian.com": "kuaishou",
    "*.taobao.com": "taobao",
    "*.1688.com": "1688",
    "*.weixin.qq.com": "wechat-channels",
    "*.xiaohongshu.com": "xiaohongshu",
    "*.pinduoduo.com": "pinduoduo",
    "*.douyu.com": "douyu",
    "*.tiktok.com": "tiktok",
}
"""The sites whose pages the script reads."""

_EVERY = "*."
_HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*")
_PLATFORM = re.compile(r"[a-z][a-z0-9-]*")


class Consoles:
    """The known pages with a shop's own over them; the longest host that fits decides."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._platforms = {**KNOWN, **checked(own)}

    def platform(self, origin: str) -> str | None:
        """Return the platform of a page by its Origin; None where the page may not come in."""
        try:
            parts = urlsplit(origin)
            host = parts.hostname or ""
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"} or not host:
            return None
        if host in self._platforms:
            return self._platforms[host] or None
        labels = host.split(".")
        for start in range(len(labels)):
            found = self._platforms.get(_EVERY + ".".join(labels[start:]))
            if found is not None:
                return found or None
        return None


def checked(own: Mapping[str, str]) -> Mapping[str, str]:
    """Return a shop's own pages if each is a host with a platform; raises `UserProblem`."""
    for host, platform in own.items():
        if _HOST.fullmatch(host) is None or (platform and _PLATFORM.fullmatch(platform) is None):
            raise UserProblem(
                say("网页名单有误", "The list of pages needs a look"),
                say(
                    f"“{host}” = “{platform}” 不是域名和平台名。",
                    f"“{host}” = “{platform}” is not a host and a platform.",
                ),
                say('例如 "live.shop.example" = "myshop"。', 'For example "live.shop.example" = "myshop".'),
            )
    return own
