"""What a shop may set for Kuaishou's push."""

from typing import Annotated

from msgspec import Meta

from connectors.calls.settings import ReceiverSettings


class KuaishouPushSettings(ReceiverSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Settings of the `kuaishou-push` feed."""

    path: Annotated[
        str, Meta(pattern=r"^/[^{}\s]*$", description="path of the callBackUrl given to the platform")
    ] = "/kuaishou"
    secret: Annotated[
        str, Meta(min_length=1, description="the app's secret, which calls are signed with, as ${NAME}")
    ] = "${KUAISHOU_APP_SECRET}"  # noqa: S105 - the name of a variable
    window_s: Annotated[
        float,
        Meta(ge=10, le=86_400, description="calls whose time is further from ours are refused, in seconds"),
    ] = 300.0
    room: Annotated[
        str, Meta(description="read only this room code where the app serves several; empty: all")
    ] = ""
