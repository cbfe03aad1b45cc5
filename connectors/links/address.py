"""Addresses of websockets and of HTTP interfaces, as a shop writes them."""

from collections.abc import Collection, Iterator
from typing import Protocol
from urllib.parse import urlsplit

from connectors.contract import Wrong, wrong
from connectors.language import say
from connectors.problem import UserProblem


class Addressed(Protocol):
    """Settings that name the websocket of a feed."""

    @property
    def url(self) -> str:
        """Return its address."""


def check(settings: Addressed) -> Iterator[Wrong]:
    """Yield, for a plug-in's `check`, what is wrong with the address."""
    return wrong("url", lambda: checked(settings.url))


def checked(url: str, written: str = "") -> str:
    """Return the address if it is one of a websocket; raises `UserProblem`.

    `written` is the address as the settings have it, where secrets of the environment have been filled in since.
    """
    if not _is_usable(url, {"ws", "wss"}):
        raise bad_address(written or url)
    return url


def checked_http(url: str) -> str:
    """Return the address if it is one of an HTTP interface; raises `UserProblem`."""
    if not _is_usable(url, {"http", "https"}):
        raise UserProblem(
            say("接口地址不对", "Not the address of an interface"),
            say(f"“{url}”不是 HTTP 地址。", f"“{url}” is not an HTTP address."),
            say("地址应以 https:// 开头。", "It should begin with https://."),
        )
    return url


def _is_usable(url: str, schemes: Collection[str]) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a broken port or IPv6 address
        return False


def place(url: str) -> str:
    """Return host and port of an address, without what may be secret in it."""
    return urlsplit(url).netloc.rpartition("@")[2]


def bad_address(url: str) -> UserProblem:
    """Return what to say of an address that is not a websocket's."""
    return UserProblem(
        say("连接地址不对", "Not a feed's address"),
        say(f"“{url}”不是 WebSocket 地址。", f"“{url}” is not the address of a websocket."),
        say(
            "地址应以 ws:// 或 wss:// 开头，例如 ws://127.0.0.1:12354。",
            "It should begin with ws:// or wss://, for example ws://127.0.0.1:12354.",
        ),
    )
