"""The settings every feed shares that is called: where to listen, and what keeps strangers out."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from connectors.contract import Wrong, wrong
from connectors.environment import expand
from connectors.language import say
from connectors.links.settings import LinkSettings
from connectors.problem import UserProblem

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ReceiverSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where to listen. Anything but this machine's own address needs a token, or calls that are signed."""

    host: Annotated[str, Meta(description="address to listen on; only this machine reaches 127.0.0.1")] = (
        "127.0.0.1"
    )
    port: Annotated[int, Meta(ge=0, le=65_535, description="port to listen on")] = 8_000
    path: Annotated[str, Meta(pattern=r"^/[^{}\s]*$", description="path the calls come to")] = "/"
    token: Annotated[
        str, Meta(description="callers must show it as ?token=… or Bearer …; may use ${NAME}")
    ] = ""


def guarded(settings: ReceiverSettings, *, signed: bool) -> None:
    """Raise `UserProblem` where others could reach the port, and nothing would keep them out."""
    if settings.host in LOOPBACK or settings.token or signed:
        return
    raise UserProblem(
        say("端口没有保护", "An open port without a guard"),
        say(
            f"监听 {settings.host} 时别人也能连进来，但没有设置 token。",
            f"Others can reach {settings.host}, and no token is set.",
        ),
        say(
            '设置 token = "${NAME}"，或只监听 127.0.0.1。',
            'Set token = "${NAME}", or listen on 127.0.0.1 only.',
        ),
    )


def wrong_about(settings: ReceiverSettings, *, signed: bool = False) -> Iterator[Wrong]:
    """Yield what is wrong with where to listen, for a plug-in's `check`."""
    yield from wrong("token", lambda: expand(settings.token, "token"))
    yield from wrong("host", lambda: guarded(settings, signed=signed))
