"""Whoever adds a feed that is called puts it through the suite."""

from msgspec.structs import fields

from connectors.registry import installed, load
from tests.connectors.faults.called.table import CALLED


def test_every_feed_that_listens_at_a_port_is_in_the_table() -> None:
    """What can be told a port is called; the rest dial, or speak to nobody."""
    listening = {
        listing.name
        for listing in installed()
        if "port" in {key.name for key in fields(load(listing.name).settings)}
    }

    assert {called.feed for called in CALLED} == listening
