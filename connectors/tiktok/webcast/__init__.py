"""TikTok's live messages as a web page gets them: for decoding recordings, never connected."""

from connectors.contract import Connector, Opening, Plugin
from connectors.language import say
from connectors.problem import UserProblem
from connectors.tiktok.webcast.protocol import decoder, split
from connectors.tiktok.webcast.settings import WebcastSettings


def _open(opening: Opening) -> Connector:
    """Refuse, and say what to use: connecting needs another company's paid signatures, and TikTok forbids it."""
    raise UserProblem(
        say("这个连接器不能连接直播间", "This feed cannot be connected"),
        say(
            f"评论流“{opening.feed}”用的 tiktok-webcast 只能解码录下的数据，不会连接 TikTok。",
            f"The feed “{opening.feed}” uses tiktok-webcast, which decodes recordings and never connects to TikTok.",
        ),
        say(
            '直播请改用 feed = "tiktok-tikfinity"；解码录制用 livedesk decode tiktok-webcast 文件。',
            'Live, use feed = "tiktok-tikfinity"; to decode, livedesk decode tiktok-webcast FILE.',
        ),
    )


PLUGIN = Plugin(settings=WebcastSettings, open=_open, decoder=decoder, split=split)
