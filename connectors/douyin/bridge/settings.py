"""What a shop may set for a Douyin bridge."""

from typing import Annotated

from msgspec import Meta

from connectors.links.settings import LinkSettings

DEFAULT_URL = "ws://127.0.0.1:8888"


class BridgeSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Settings of the `douyin-bridge` feed."""

    url: Annotated[
        str, Meta(description="where the program listens; douyinLive: ws://127.0.0.1:1088/ws/<room number>")
    ] = DEFAULT_URL
    room: Annotated[
        str, Meta(description="read only this room's messages where the program watches several; empty: all")
    ] = ""
    platform: Annotated[
        str, Meta(min_length=1, max_length=40, description="platform of messages that do not name theirs")
    ] = "douyin"
    beat_s: Annotated[
        float,
        Meta(ge=5, le=300, description="a `ping` goes to programs that answer it this often, in seconds"),
    ] = 30.0
