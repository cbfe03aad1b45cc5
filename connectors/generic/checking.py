"""What can be wrong in a shop's mapping though every value has the right type; found without connecting."""

from collections.abc import Iterator
from functools import partial

from connectors.contract import Wrong, wrong
from connectors.environment import expand
from connectors.generic.reply import template
from connectors.generic.settings import GenericSettings
from connectors.links.address import checked
from connectors.mapping.decoding import builder_of

_ORDERS = "order."


def check(settings: GenericSettings) -> Iterator[Wrong]:
    """Yield everything that is wrong with the settings' values."""
    yield from wrong("url", lambda: checked(expand(settings.url, "url"), settings.url))
    for name, value in settings.headers.items():
        yield from wrong(f"headers.{name}", partial(expand, value, f"headers.{name}"))
    yield from wrong("subscribe", lambda: expand(settings.subscribe, "subscribe"))
    if settings.reply:
        yield from wrong("reply", lambda: template(settings.reply, settings.platform))
    for theirs, ours in settings.kinds.items():
        yield from wrong(f"kinds.{theirs}", partial(builder_of, theirs, ours))


def reads_orders(settings: GenericSettings) -> bool:
    """Say whether the mapping names a kind of message that is an order."""
    return any(ours.startswith(_ORDERS) for ours in settings.kinds.values())
