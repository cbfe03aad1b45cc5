"""The mapping a shop writes to read a websocket that livedesk does not know."""

from typing import Annotated

import msgspec
from msgspec import Meta

from connectors.links.settings import LinkSettings
from connectors.mapping.fields import AmountUnit, Currency, Fields, TimeUnit


class GenericSettings(LinkSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where to connect, what to say there, and how to read what comes."""

    url: Annotated[str, Meta(description="address, ws:// or wss://; may use ${NAME} from the environment")]
    platform: Annotated[
        str, Meta(pattern="^[a-z][a-z0-9-]*$", description="the platform's name in the journal")
    ] = "generic"
    headers: Annotated[
        dict[str, str], Meta(description="HTTP headers of the connection; values may use ${NAME}")
    ] = msgspec.field(default_factory=dict)
    subscribe: Annotated[str, Meta(description="text sent on connecting; may use ${NAME}")] = ""
    reply: Annotated[
        str, Meta(description="JSON sent to reply, with {text}, {id}, {viewer} and {name} in its strings")
    ] = ""
    compression: Annotated[bool, Meta(description="offer permessage-deflate")] = False
    ping_s: Annotated[
        float, Meta(ge=0, le=600, description="seconds between pings; 0 for servers that do not answer them")
    ] = 20.0
    items: Annotated[str, Meta(description="path of the list, where one frame carries many messages")] = ""
    fields: Annotated[Fields, Meta(description="where the parts of a message lie")] = Fields()
    kinds: Annotated[
        dict[str, str],
        Meta(description="the feed's kinds and ours; without it every message is a comment"),
    ] = msgspec.field(default_factory=dict)
    time_unit: TimeUnit = "ms"
    amount_unit: AmountUnit = "minor"
    currency: Currency = "CNY"
