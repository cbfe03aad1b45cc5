"""Fill a script's variables: `{{price}}`, or with a fallback `{{viewer|亲}}`."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_PLACE = re.compile(r"\{\{\s*(?P<name>\w+)\s*(?:\|(?P<fallback>[^{}]*))?\}\}")


class Unresolved(NamedTuple):
    """A variable without value or fallback, and where it stands in the rendered text (characters, half-open)."""

    name: str
    start: int
    end: int


class Rendered(NamedTuple):
    """A script's text, filled. It must not be sent while anything in it is `unresolved`."""

    text: str
    unresolved: tuple[Unresolved, ...] = ()


def render(text: str, variables: Mapping[str, str]) -> Rendered:
    """Fill the variables of a script's text.

    A missing or blank value gives way to the fallback; without one the variable stays in the text, so that the
    cursor can be put on it. Values are foreign text: they are inserted as they are and never expanded again.
    """
    pieces: list[str] = []
    unresolved: list[Unresolved] = []
    length = done = 0
    for place in _PLACE.finditer(text):
        before = text[done : place.start()]
        value = variables.get(place["name"], "").strip()
        filled = value or (place.group() if place["fallback"] is None else place["fallback"].strip())
        start = length + len(before)
        length = start + len(filled)
        if not value and place["fallback"] is None:
            unresolved.append(Unresolved(place["name"], start, length))
        pieces += (before, filled)
        done = place.end()
    pieces.append(text[done:])
    return Rendered("".join(pieces), tuple(unresolved))


def variables_in(text: str) -> Iterator[str]:
    """Name the variables of a script's text, in order."""
    return (place["name"] for place in _PLACE.finditer(text))


def is_malformed(text: str) -> bool:
    """Whether braces are left over that belong to no variable, as in `{{price}` or `{{ }}`."""
    rest = _PLACE.sub("", text)
    return "{{" in rest or "}}" in rest
