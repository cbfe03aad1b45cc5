"""Paths into a decoded message, made into functions once so that each message is only walked."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
Item = dict[str, Any]
"""One decoded message: a JSON object."""


def field(path: str, convert: Callable[[Any], T]) -> Callable[[Item], T]:
    """Return a function that converts what lies at `path` of a message; what is not there is None.

    Building a typed struct from the mapping would save a microsecond of three a message, and would need this
    way beside it for lists and for messages of another shape.
    """
    steps = path.split(".") if path else []
    match steps:
        case []:
            nothing = convert(None)
            return lambda _: nothing
        case [key]:
            return lambda item: convert(item.get(key))
        case [outer, inner] if not inner.isdecimal():

            def read(item: Item) -> T:
                value = item.get(outer)
                return convert(value.get(inner) if type(value) is dict else None)

            return read
        case _:
            return lambda item: convert(_walk(item, steps))


def _walk(value: Any, steps: list[str]) -> Any:
    for step in steps:
        if type(value) is dict:
            value = value.get(step)
        elif type(value) is list and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
