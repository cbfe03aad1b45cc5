"""The text as it is shown: what is personal starred out, two digits of each number left to tell it by."""

from console.triage.personal.find import find
from console.triage.personal.found import Found
from console.triage.personal.tails import SHOWN

_WHOLE = {"email": "***@***", "address": "***"}
_LETTERS_STAY = frozenset({"order", "parcel"})
"""Of these the letters only name a carrier or a platform."""


def masked(text: str) -> str:
    """Return a text without personal data; masking it again changes nothing. Any string is accepted.

    >>> masked("电话138 0013 8000，订单尾号1234")
    '电话*** **** **00，订单尾号**34'
    """
    while found := find(text):
        text = _without(text, found)
    return text


def hides(text: str) -> bool:
    """Whether `masked` would hide anything."""
    return bool(find(text))


def _without(text: str, found: tuple[Found, ...]) -> str:
    parts: list[str] = []
    done = 0
    for piece in found:
        parts += [text[done : piece.start], _starred(text[piece.start : piece.end], piece)]
        done = piece.end
    return "".join(parts) + text[done:]


def _starred(said: str, piece: Found) -> str:
    """Return stars in a piece's place. Gaps stay, so that a number is recognised by its look as well."""
    if piece.kind in _WHOLE:
        return _WHOLE[piece.kind]
    hidden = [
        index for index, sign in enumerate(said) if _is_told(sign, letters_stay=piece.kind in _LETTERS_STAY)
    ]
    if piece.kind != "name" and len(hidden) >= 2 * SHOWN:
        hidden = hidden[:-SHOWN]
    signs = list(said)
    for index in hidden:
        signs[index] = "*"
    return "".join(signs)


def _is_told(sign: str, *, letters_stay: bool) -> bool:
    return sign.isalnum() and not (letters_stay and sign.isascii() and sign.isalpha())
