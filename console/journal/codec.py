"""Events as the journal stores them: an event's own JSON, and the few columns that figures read.

The body is the truth and is kept byte for byte; every column is a projection of it.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Annotated, Any, get_args

import msgspec

from console.model.events import AnyEvent

Row = tuple[int, int, int, str, str | None, str | None, bytes]
"""seq, the broadcast's key, at (UTC ms), kind, viewer, ref, body."""

REF_FIELDS = ("case", "id", "product")
LATEST = 2**63 - 1  # the largest integer a database column holds
Millis = Annotated[int, msgspec.Meta(ge=-LATEST, le=LATEST)]
"""A time in UTC ms that a column holds."""


class UnknownEvent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event this version does not understand: a kind of a later version, or fields that do not fit.

    Nothing of it is lost: `body` is the stored JSON, and leaves again exactly as it came.
    """

    kind: str
    at: int
    viewer: str | None = None
    ref: str | None = None
    body: bytes


class _Envelope(msgspec.Struct):
    """What every event says, whatever its kind. Raw where a later version may have changed the type."""

    kind: str
    at: Millis
    viewer: msgspec.Raw = msgspec.Raw(b"null")
    case: msgspec.Raw = msgspec.Raw(b"null")
    id: msgspec.Raw = msgspec.Raw(b"null")
    product: msgspec.Raw = msgspec.Raw(b"null")


_Columns = Callable[[Any], tuple[str | None, str | None]]
_encode = msgspec.json.Encoder().encode
_decode: Callable[[bytes], AnyEvent] = msgspec.json.Decoder(AnyEvent).decode
_open = msgspec.json.Decoder(_Envelope).decode
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def _columns(event_type: type[msgspec.Struct]) -> _Columns:
    """Return the getter of (viewer, ref), made once for each kind so that an event costs a fraction of a microsecond."""
    fields = event_type.__struct_fields__
    ref = next((name for name in REF_FIELDS if name in fields), None)
    if "viewer" in fields:
        return attrgetter("viewer", ref) if ref else lambda event: (event.viewer, None)
    if ref:
        get_ref = attrgetter(ref)
        return lambda event: (None, get_ref(event))
    return lambda _: (None, None)


_PROJECTIONS: dict[type, tuple[str, _Columns]] = {
    kind: (str(kind.__struct_config__.tag), _columns(kind)) for kind in get_args(AnyEvent)
}


def rows(events: Sequence[AnyEvent], first_seq: int, key: int) -> list[Row]:
    """Return the rows of events, numbered from `first_seq`, for the broadcast stored under `key`.

    `viewer` is the event's own viewer, None for what no single viewer did. `ref` is what the event is about: its case
    if it has one (a reply's case too), else its own id (a comment's, an order's), else its product.
    Raises ValueError for a time that no column holds and UnicodeEncodeError for unpaired surrogates: neither
    comes out of a connector.
    """
    made: list[Row] = []
    for seq, event in enumerate(events, first_seq):
        kind, columns = _PROJECTIONS[type(event)]
        viewer, ref = columns(event)
        made.append((seq, key, _checked(event.at), kind, viewer, ref, _encode(event)))
    return made


def stored_row(body: bytes, seq: int, key: int) -> Row:
    """Return the row of a body as it comes back through an import; the body itself is not touched.

    Raises ValueError where it is not one JSON object in UTF-8 with a text `kind` and an integer `at` (UTC ms).
    """
    body.decode()  # the decoder does not look into fields it skips
    try:
        event = _decode(body)
    except _UNREADABLE:
        unknown = _unknown(body)
        return (seq, key, unknown.at, unknown.kind, unknown.viewer, unknown.ref, body)
    kind, columns = _PROJECTIONS[type(event)]
    viewer, ref = columns(event)
    return (seq, key, _checked(event.at), kind, viewer, ref, body)


def decode(body: bytes) -> AnyEvent | UnknownEvent:
    """Return the event a stored body holds. Never fails: what this version cannot read is an `UnknownEvent`.

    A body without even a kind and a time, which only a damaged file can hold, has the kind "" and the time 0.
    """
    try:
        return _decode(body)
    except _UNREADABLE:
        pass
    try:
        return _unknown(body)
    except ValueError:
        return UnknownEvent(kind="", at=0, body=body)


def _checked(at: int) -> int:
    if -LATEST <= at <= LATEST:
        return at
    raise ValueError(f"{at} ms is no time")


def _unknown(body: bytes) -> UnknownEvent:
    try:
        envelope = _open(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    refs = (_text(getattr(envelope, name)) for name in REF_FIELDS)
    ref = next((text for text in refs if text is not None), None)
    return UnknownEvent(kind=envelope.kind, at=envelope.at, viewer=_text(envelope.viewer), ref=ref, body=body)


def _text(raw: msgspec.Raw) -> str | None:
    try:
        return msgspec.json.decode(raw, type=str)
    except _UNREADABLE:
        return None
