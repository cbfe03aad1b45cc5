"""What a shop sets for Bilibili's official interface: its app, and the code of the host whose room is read."""

from typing import Annotated

from msgspec import Meta

from connectors.links.settings import LinkSettings


class BilibiliOpenSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The app's credentials and the host's identity code. Secrets are written as `${NAME}`."""

    app_id: Annotated[int, Meta(gt=0, description="the project's id, as open-live.bilibili.com shows it")]
    code: Annotated[
        str, Meta(min_length=1, description="the host's identity code (身份码); written as ${NAME}")
    ] = "${BILIBILI_CODE}"
    access_key_id: Annotated[
        str, Meta(min_length=1, description="the developer's access key; written as ${NAME}")
    ] = "${BILIBILI_ACCESS_KEY_ID}"
    access_key_secret: Annotated[
        str, Meta(min_length=1, description="the secret of that key; written as ${NAME}")
    ] = "${BILIBILI_ACCESS_KEY_SECRET}"  # noqa: S105 - the name of a variable
    api: Annotated[str, Meta(pattern="^https?://", description="address of the platform's interface")] = (
        "https://live-open.biliapi.com"
    )
