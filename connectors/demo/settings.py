"""What a person may set about the demo."""

from typing import Annotated

import msgspec
from msgspec import Meta


class DemoSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Which broadcast is played, and how fast."""

    seed: Annotated[int, Meta(description="the same seed gives the same broadcast")] = 11
    minutes: Annotated[
        float, Meta(ge=0.5, le=1440, description="length of the broadcast, in its own minutes")
    ] = 30.0
    rate: Annotated[float, Meta(gt=0, le=60_000, description="comments a minute, on average")] = 180.0
    speed: Annotated[
        float,
        Meta(ge=0, le=1_000, description="1 is life, 10 ten times as fast, 0 as fast as the desk takes it"),
    ] = 1.0
    drop: Annotated[
        bool, Meta(description="lose the connection once, for ten seconds, a third into the broadcast")
    ] = True
