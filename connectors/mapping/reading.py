"""A shop's mapping, compiled: for each part of an event a function that reads it from a message."""

from connectors.contract import BadFrameError
from connectors.events import viewer_key
from connectors.language import say
from connectors.mapping.fields import Mapped
from connectors.mapping.paths import Item, field
from connectors.mapping.values import clock, count_of, id_of, minor_units, name_of, text_of, title_of, word_of


class Mapping:
    """Reads the parts of one message. `feed` and `platform` are the same for every event of the feed.

    Each reader takes the message and returns the part cleaned, or None or "" where the message does not tell.
    """

    def __init__(self, feed: str, settings: Mapped) -> None:
        self.feed = feed
        self.platform = settings.platform
        paths = settings.fields
        self.kind = field(paths.kind, word_of)
        self.id = field(paths.id, id_of)
        self.text = field(paths.text, text_of)
        self.user = field(paths.viewer, id_of)
        self.name = field(paths.name, name_of)
        self.time = field(paths.time, clock(settings.time_unit))
        self.is_history = field(paths.history, lambda value: value is True)
        self.count = field(paths.count, count_of)
        self.gift = field(paths.gift, title_of)
        self.product = field(paths.product, id_of)
        self.product_title = field(paths.product_title, title_of)
        self.quantity = field(paths.quantity, count_of)
        self.refund = field(paths.refund, id_of)
        self._amount = field(paths.amount, lambda value: value)
        self._currency = field(paths.currency, word_of)
        self._usual_currency = settings.currency
        self._in_major = settings.amount_unit == "major"

    def required_id(self, item: Item) -> str:
        """Return the message's id; raises `BadFrameError` where there is none."""
        found = self.id(item)
        if not found:
            raise BadFrameError(say("消息里没有编号", "no id where the settings expect it"))
        return found

    def viewer(self, item: Item) -> tuple[str, str]:
        """Return the viewer's key and display name."""
        name = self.name(item)
        return viewer_key(self.platform, self.user(item), name), name

    def money(self, item: Item) -> tuple[int, str] | tuple[None, None]:
        """Return an order's amount in minor units and its currency, two Nones where it names no amount."""
        named = self._currency(item).upper()
        currency = named if len(named) == 3 and named.isalpha() else self._usual_currency
        amount = minor_units(self._amount(item), currency, in_major=self._in_major)
        return (None, None) if amount is None else (amount, currency)
