"""YouTube Live: the official live chat, read page by page within the day's quota, with replies."""

from collections.abc import Iterable, Sequence

from connectors.contract import Connector, Opening, Plugin, Wrong, wrong
from connectors.environment import expand
from connectors.language import say
from connectors.links.address import checked_http
from connectors.problem import UserProblem
from connectors.reading.jsonframe import documents
from connectors.youtube.protocol import decoder
from connectors.youtube.settings import YouTubeSettings
from connectors.youtube.video import video_id

_OAUTH = ("client_id", "client_secret", "refresh_token")


def _open(opening: Opening) -> Connector:
    from connectors.youtube.client import YouTubeFeed  # noqa: PLC0415 - decoding a recording needs no sockets

    return YouTubeFeed(opening)


def _check(settings: YouTubeSettings) -> Iterable[Wrong]:
    if settings.video:
        yield from wrong("video", lambda: video_id(settings.video))
    for key in ("api_key", *_OAUTH):
        yield from wrong(key, lambda key=key: expand(getattr(settings, key), key))  # type: ignore[misc]  # bound now
    for key in ("api", "oauth"):
        yield from wrong(key, lambda key=key: checked_http(getattr(settings, key)))  # type: ignore[misc]  # bound now
    named = [key for key in _OAUTH if getattr(settings, key)]
    if named and len(named) < len(_OAUTH):
        missing = next(key for key in _OAUTH if key not in named)
        yield missing, _missing(missing)
    elif not named and not (settings.api_key and settings.video):
        yield ("video", _missing("video")) if settings.api_key else ("api_key", _missing("api_key"))


def _missing(key: str) -> UserProblem:
    return UserProblem(
        say("YouTube 的设置不全", "YouTube's settings are incomplete"),
        say(f"缺少设置“{key}”。", f"The setting “{key}” is missing."),
        say(
            "只读：video 和 api_key；要回复：client_id、client_secret 和 refresh_token。",
            "To read: video and api_key. To reply too: client_id, client_secret and refresh_token.",
        ),
    )


async def _probe(settings: YouTubeSettings) -> Sequence[str]:
    from connectors.youtube.probing import probe  # noqa: PLC0415 - as above

    return await probe(settings)


PLUGIN = Plugin(
    settings=YouTubeSettings, open=_open, decoder=decoder, split=documents, check=_check, probe=_probe
)
