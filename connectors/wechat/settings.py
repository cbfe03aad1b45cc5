"""What a shop may set for wxlivespy."""

from typing import Annotated

from msgspec import Meta

from connectors.calls.settings import ReceiverSettings


class WxlivespySettings(ReceiverSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Settings of the `wechat-wxlivespy` feed; by default it listens where the tool sends to by default."""

    path: Annotated[str, Meta(pattern=r"^/[^{}\s]*$", description="path of the tool's forward_url")] = (
        "/forward"
    )
