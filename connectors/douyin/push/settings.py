"""What a shop may set for Douyin's push."""

from typing import Annotated, Literal

from msgspec import Meta, field

from connectors.calls.settings import ReceiverSettings

MessageType = Literal["live_comment", "live_gift", "live_like", "live_fansclub"]


class DouyinPushSettings(ReceiverSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Settings of the `douyin-push` feed. The app's id and secret are needed to acknowledge, and to start tasks."""

    path: Annotated[
        str, Meta(pattern=r"^/[^{}\s]*$", description="path of the callback address given to the platform")
    ] = "/douyin"
    secret: Annotated[str, Meta(min_length=1, description="the secret calls are signed with, as ${NAME}")] = (
        "${DOUYIN_PUSH_SECRET}"  # noqa: S105 - the name of a variable
    )
    secrets: Annotated[
        dict[MessageType, str], Meta(description="types of message whose secret is another, as ${NAME}")
    ] = field(default_factory=dict)
    window_s: Annotated[
        float,
        Meta(ge=10, le=86_400, description="calls whose time is further from ours are refused, in seconds"),
    ] = 300.0
    app_id: Annotated[str, Meta(description="the app's id; empty: nothing is acknowledged")] = ""
    app_secret: Annotated[str, Meta(description="the app's own secret, as ${NAME}")] = ""
    room: Annotated[
        str, Meta(description="the room's id: read only its calls, and start its tasks; empty: all")
    ] = ""
    start: Annotated[
        tuple[MessageType, ...],
        Meta(description="types of message the platform is told to push for `room`, and to stop on leaving"),
    ] = ()
    api: Annotated[str, Meta(pattern="^https?://", description="where tasks and acknowledgements go")] = (
        "https://webcast.bytedance.com"
    )
    token_api: Annotated[str, Meta(pattern="^https?://", description="where the access token is had")] = (
        "https://developer.toutiao.com"  # noqa: S105 - an address
    )
