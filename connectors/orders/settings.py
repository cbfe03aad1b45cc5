"""What a shop may set about the calls that tell of its orders."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from connectors.calls.settings import ReceiverSettings
from connectors.mapping.fields import AmountUnit, Currency, Fields, TimeUnit

KINDS = ("order.created", "order.paid", "order.cancelled", "order.refunded")


def _same_words() -> dict[str, str]:
    return {kind: kind for kind in KINDS}


class JsonOrders(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """How to check and to read the orders of a shop of one's own."""

    platform: Annotated[
        str, Meta(pattern="^[a-z][a-z0-9-]*$", description="the shop system's name in the journal")
    ] = "shop"
    items: Annotated[str, Meta(description="path of the list, where one call carries many orders")] = ""
    fields: Annotated[Fields, Meta(description="where the parts of an order lie")] = Fields(kind="kind")
    kinds: Annotated[
        dict[str, str], Meta(description="the shop's kinds of messages and ours: order.paid, …, ignore")
    ] = msgspec.field(default_factory=_same_words)
    time_unit: TimeUnit = "iso"
    amount_unit: AmountUnit = "major"
    currency: Currency = "CNY"
    signature_header: Annotated[
        str, Meta(min_length=1, description="header that carries the HMAC-SHA256 signature")
    ] = "X-Signature"
    signature_encoding: Annotated[
        Literal["hex", "base64"], Meta(description="how the signature is written")
    ] = "hex"
    signature_prefix: Annotated[
        str, Meta(description="what stands before the signature, such as sha256=")
    ] = ""
    signed: Annotated[
        str, Meta(description="what is signed: {body} is the raw body, {time} the value of time_header")
    ] = "{body}"
    time_header: Annotated[
        str, Meta(description="header that carries when the call was made, in Unix seconds")
    ] = ""
    window_s: Annotated[
        int, Meta(ge=1, le=86_400, description="a call older or newer than this is refused, in seconds")
    ] = 300
    id_header: Annotated[
        str, Meta(description="header that carries the call's own id; a repeated one is taken once")
    ] = ""


class OrdersSettings(ReceiverSettings, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where calls come in, and what proves that they are the shop's. Without `json` they are Shopify's."""

    port: Annotated[int, Meta(ge=0, le=65_535, description="port to listen on")] = 8_010
    path: Annotated[str, Meta(pattern=r"^/[^{}\s]*$", description="path the calls come to")] = "/orders"
    secret: Annotated[
        str, Meta(description="the key that calls are signed with, as ${NAME} from the environment")
    ] = ""
    json: Annotated[
        JsonOrders | None, Meta(description="signed JSON of another shop system; without it: Shopify")
    ] = None
    tests: Annotated[bool, Meta(description="also take Shopify's test orders, while trying it out")] = False
    stall_least_s: Annotated[
        float,
        Meta(ge=1, description="a silence shorter than this is never a stall: orders come when they come"),
    ] = 86_400.0
