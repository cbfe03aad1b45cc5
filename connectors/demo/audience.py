"""How the synthetic room takes a reply: once in a while not at the first try, and with thanks from some."""

import random
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from connectors.contract import Outgoing
from connectors.demo.catalogue import read
from connectors.demo.phrases import Group, Groups
from connectors.events import Truth

_REFUSED = 1 / 40
_THANKED = 0.33
_FURTHER = 0.04
_MOST = 4  # reactions to one reply: a crowd does not thank in chorus
_SOONEST, _LATEST = 3_000, 9_000  # ms


class Reaction(NamedTuple):
    """A viewer's comment about a reply, `after` ms after it."""

    after: int
    viewer: str
    name: str
    text: str
    truth: Truth


def is_refused(outgoing: Outgoing, seed: int) -> bool:
    """Whether the room refuses a reply at its first try: one in forty, by its id."""
    return random.Random(f"{seed} {outgoing.id}").random() < _REFUSED


def reactions(outgoing: Outgoing, seed: int) -> Iterator[Reaction]:
    """Yield what the askers say to a reply. The same text to the same people brings the same reactions."""
    roll = random.Random(f"{seed} {outgoing.text} {outgoing.viewers}").random
    count = 0
    for viewer, name in zip(outgoing.viewers, outgoing.names, strict=False):
        luck = roll()
        if luck >= _THANKED + _FURTHER or count == _MOST:
            continue
        count += 1
        group = _group("thanked" if luck < _THANKED else "further")
        text = group.lines[int(roll() * len(group.lines))]
        after = _SOONEST + int((_LATEST - _SOONEST) * roll())
        yield Reaction(after, viewer, name, text, group.truth(None))


@cache
def _group(name: str) -> Group:
    return next(group for group in read("lines/echoes.toml", Groups).group if group.name == name)
