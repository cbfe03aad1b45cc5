"""Douyin's official push to an approved app that the anchor has mounted in the room."""

from collections.abc import Iterable, Sequence
from functools import partial

from connectors.calls.settings import wrong_about
from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.douyin.push.protocol import decoder
from connectors.douyin.push.settings import DouyinPushSettings
from connectors.environment import expand
from connectors.language import say
from connectors.problem import UserProblem
from connectors.reading.jsonframe import documents


def _open(opening: Opening) -> Connector:
    from connectors.douyin.push.client import DouyinPushFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return DouyinPushFeed(opening)


def _check(settings: DouyinPushSettings) -> Iterable[Wrong]:
    yield from wrong("secret", lambda: expand(settings.secret, "secret"))
    for kind, text in settings.secrets.items():
        key = f"secrets.{kind}"
        yield from wrong(key, partial(expand, text, key))
    for key in ("app_id", "app_secret"):
        yield from wrong(key, partial(expand, getattr(settings, key), key))
    if settings.app_id and not settings.app_secret:
        yield "app_secret", _incomplete("app_id", "app_secret")
    for key in ("app_id", "room"):
        if settings.start and not getattr(settings, key):
            yield key, _incomplete("start", key)
    yield from wrong_about(settings, signed=True)


def _incomplete(given: str, missing: str) -> UserProblem:
    return UserProblem(
        say("设置不完整", "A setting is missing"),
        say(f"写了 {given}，但没有 {missing}。", f"There is {given}, but no {missing}."),
        say(f"补上 {missing}，或去掉 {given}。", f"Add {missing}, or take {given} away."),
    )


async def _probe(settings: DouyinPushSettings) -> Sequence[str]:
    from connectors.douyin.push.probe import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=DouyinPushSettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
