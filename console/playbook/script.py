"""One scripted response (话术) as data: what it says, when it may be said, and where it was written."""

from typing import Literal, get_args

import msgspec

from console.model.verdict import Intent, Lane

ScriptLane = Literal["question", "complaint", "any"]
Step = Literal["listen", "empathise", "guide", "resolve"]

LANES: tuple[str, ...] = get_args(ScriptLane)
INTENTS: tuple[str, ...] = get_args(Intent)
ASKED: tuple[str, ...] = ("measures", "size", "colour", "quantity", "place")
"""Slots a script may ask for."""
STEPS: tuple[str, ...] = get_args(Step)
"""The four steps of calming a viewer, in the order they are taken: 倾听—共情—引导—解决."""


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """A scripted response. `texts` holds one or several wordings that say the same.

    `lane` is the only lane it is offered in. Empty `products` means every product. It is valid from `valid_from`
    up to, not including, `valid_until` (UTC ms; None = open). `asks` are the slots it asks the viewer for. `calming` names the step it serves with an upset
    viewer. `file` and `line` tell where it is written.
    """

    id: str
    title: str
    texts: tuple[str, ...]
    version: int = 1
    lane: ScriptLane = "any"
    intents: tuple[Intent, ...] = ()
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    calming: Step | None = None
    valid_from: int | None = None
    valid_until: int | None = None
    note: str = ""
    file: str = ""
    line: int = 0

    def valid_at(self, now: int) -> bool:
        """Whether the script may be sent at `now` (UTC ms)."""
        return (self.valid_from is None or self.valid_from <= now) and (
            self.valid_until is None or now < self.valid_until
        )

    def fits(self, lane: Lane, product: str | None) -> bool:
        """Whether the script may be offered in this lane and for this product (None = not known)."""
        return self.lane in {"any", lane} and (not self.products or product in self.products)
