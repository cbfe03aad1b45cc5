"""What to play, and how fast."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta


class ReplaySettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The recording and its speed."""

    file: Annotated[str, Meta(description="an exported broadcast, or a recording of raw frames")]
    speed: Annotated[
        float, Meta(ge=0, le=1000, description="1: as it was; 10: ten times as fast; 0: as fast as possible")
    ] = 1.0
    settings: Annotated[
        dict[str, Any],
        Meta(description="the recorded feed's own settings, where its frames need them to be read"),
    ] = msgspec.field(default_factory=dict)
