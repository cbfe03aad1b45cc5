"""The settings every connected feed shares: how long to be patient with it."""

from typing import Annotated

import msgspec
from msgspec import Meta


class LinkSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """How a connection is kept. A feed's own settings add its address and whatever else it needs."""

    retry_cap_s: Annotated[
        float, Meta(gt=0, le=600, description="longest wait between two tries to connect, in seconds")
    ] = 30.0
    stall_factor: Annotated[
        float, Meta(ge=1, description="a feed stalls when silent this many times longer than it usually is")
    ] = 10.0
    stall_least_s: Annotated[
        float, Meta(ge=1, description="a silence shorter than this is never a stall, in seconds")
    ] = 20.0


class LocalSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """How a connection to a program on the same machine is kept: it costs nothing to look for it often."""

    retry_cap_s: Annotated[
        float,
        Meta(
            gt=0,
            le=600,
            description="longest wait between two tries; short, for a program on the same machine",
        ),
    ] = 5.0
