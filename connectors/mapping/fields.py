"""What a shop writes to have its own messages read."""

from collections.abc import Mapping
from typing import Annotated, Literal, Protocol

import msgspec
from msgspec import Meta

TimeUnit = Annotated[
    Literal["s", "ms", "us", "iso"], Meta(description="unit of the time; iso is ISO 8601 text")
]
AmountUnit = Annotated[Literal["minor", "major"], Meta(description="minor: fen, cents; major: yuan, dollars")]
Currency = Annotated[
    str, Meta(pattern="^[A-Z]{3}$", description="currency of orders that name none, ISO 4217")
]


class Fields(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where in each message the parts of an event lie.

    A path names keys from the outside in, joined by dots; a number steps into a list: `data.user.id`,
    `messages.0.text`. An empty path says that the feed does not tell.
    """

    kind: Annotated[str, Meta(description="what kind of message it is; see kinds")] = ""
    id: Annotated[str, Meta(description="the message's id, or the order's")] = "id"
    text: Annotated[str, Meta(description="the comment's text")] = "text"
    viewer: Annotated[str, Meta(description="the viewer's id")] = "user.id"
    name: Annotated[str, Meta(description="the viewer's display name")] = "user.name"
    time: Annotated[str, Meta(description="the platform's time; see time_unit")] = "time"
    history: Annotated[str, Meta(description="true where a message is replayed backlog")] = ""
    count: Annotated[str, Meta(description="how many: likes, gifts, viewers in the room")] = "count"
    gift: Annotated[str, Meta(description="a gift's name")] = "gift"
    product: Annotated[str, Meta(description="the product's id")] = "product.id"
    product_title: Annotated[str, Meta(description="the product's title")] = "product.title"
    quantity: Annotated[str, Meta(description="an order's quantity")] = "quantity"
    amount: Annotated[str, Meta(description="an order's amount of money; see amount_unit")] = "amount"
    currency: Annotated[str, Meta(description="an order's currency, ISO 4217")] = "currency"
    refund: Annotated[str, Meta(description="a refund's own id, where one order is refunded in parts")] = ""


class Mapped(Protocol):
    """The settings a mapping is made from, whatever else a feed's settings hold.

    `kinds` maps their kinds of messages to ours; without it every message is a comment. `items` is the path of the list,
    where one frame carries many messages. `time_unit` is s, ms, us or iso; `amount_unit` minor or major.
    """

    @property
    def platform(self) -> str: ...  # noqa: D102 - named in the class's docstring, or by its own name

    @property
    def items(self) -> str: ...  # noqa: D102 - the same

    @property
    def fields(self) -> Fields: ...  # noqa: D102 - the same

    @property
    def kinds(self) -> Mapping[str, str]: ...  # noqa: D102 - the same

    @property
    def time_unit(self) -> str: ...  # noqa: D102 - the same

    @property
    def amount_unit(self) -> str: ...  # noqa: D102 - the same

    @property
    def currency(self) -> str: ...  # noqa: D102 - the same
