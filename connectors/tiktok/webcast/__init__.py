"""TikTok's live messages as a web page gets them: for decoding recordings, never connected.

Connecting would need another company's paid signatures, and TikTok forbids it.
"""

from collections.abc import Iterable

from connectors.contract import Connector, Opening, Plugin, Wrong
from connectors.language import say
from connectors.problem import UserProblem
from connectors.tiktok.webcast.protocol import decoder, split
from connectors.tiktok.webcast.settings import WebcastSettings


def _refusal() -> UserProblem:
    return UserProblem(
        say("这个连接器不能连接直播间", "This feed cannot be connected"),
        say(
            "tiktok-webcast 只能解码录下的数据，不会连接 TikTok。",
            "tiktok-webcast decodes recordings and never connects to TikTok.",
        ),
        say(
            '直播请改用 feed = "tiktok-tikfinity"；解码录制用 livedesk decode tiktok-webcast 文件。',
            'Live, use feed = "tiktok-tikfinity"; to decode, livedesk decode tiktok-webcast FILE.',
        ),
    )


def _open(opening: Opening) -> Connector:
    """Refuse, and say what to use."""
    del opening
    raise _refusal()


def _check(settings: WebcastSettings) -> Iterable[Wrong]:
    del settings
    yield "feed", _refusal()


PLUGIN = Plugin(settings=WebcastSettings, open=_open, decoder=decoder, split=split, check=_check)
