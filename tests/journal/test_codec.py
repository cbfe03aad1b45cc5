"""An event, its stored body and its columns."""

from typing import Any, get_args

import msgspec
import pytest

from connectors.events import CommentReceived, ExplainStarted, OrderPaid, StreamEnded
from console.journal.codec import LATEST, REF_FIELDS, UnknownEvent, decode, rows, stored_row
from console.model.events import AnyEvent, CaseClaimed, CommentClassified, ReplySent

COMMENT = CommentReceived(
    at=5, feed="f", id="c1", text="多少钱", viewer="p:1", name="小美", platform="p", product="dress"
)
REPLY = ReplySent(
    at=9, by="an", reply="r1", case="k1", feed="f", text="99", channel="chat", type="human", viewers=("p:1",)
)
ORDER = OrderPaid(at=7, feed="f", id="o1", platform="p", viewer="p:2", product="dress", amount=9900)
VERDICT = CommentClassified(
    at=5,
    id="c1",
    viewer="p:1",
    question=True,
    complaint=False,
    intent="price",
    emotion="neutral",
    confidence=0.9,
)
BOTTOMLESS = b'{"kind":"stream.end","at":1,"feed":"f","note":' + b"[" * 9999 + b"]" * 9999 + b"}"


@pytest.mark.parametrize(
    ("event", "kind", "viewer", "ref"),
    [
        (COMMENT, "comment.received", "p:1", "c1"),
        (VERDICT, "comment.classified", "p:1", "c1"),
        (CaseClaimed(at=6, by="an", case="k1"), "case.claimed", None, "k1"),
        (REPLY, "reply.sent", None, "k1"),
        (ORDER, "order.paid", "p:2", "o1"),
        (ExplainStarted(at=1, feed="f", product="dress"), "explain.start", None, "dress"),
        (StreamEnded(at=1, feed="f"), "stream.end", None, None),
    ],
)
def test_columns(event: AnyEvent, kind: str, viewer: str | None, ref: str | None) -> None:
    """The columns say when, what, who and about what; the body is the event's own JSON."""
    (row,) = rows([event], 12, 3)

    assert (12, 3, event.at, kind, viewer, ref, msgspec.json.encode(event)) == row
    assert row == stored_row(row[-1], 12, 3), "an import projects the same columns"
    assert event == decode(row[-1])


@pytest.mark.parametrize("event_type", get_args(AnyEvent))
def test_every_kind_has_its_columns(event_type: Any) -> None:
    """No kind of event is forgotten, and an event reads the same columns from its fields as from its JSON."""
    fields = {field.name: _sample(field.type) for field in msgspec.structs.fields(event_type)}
    event = msgspec.convert(fields | {"kind": event_type.__struct_config__.tag}, AnyEvent)

    (row,) = rows([event], 1, 1)

    assert row == stored_row(row[-1], 1, 1)
    assert fields.get("viewer") == row[4]
    assert next((fields[name] for name in REF_FIELDS if name in fields), None) == row[5]


def _sample(kind: Any) -> Any:
    """Return a valid value of a field's type, in plain JSON data."""
    match msgspec.inspect.type_info(kind):
        case msgspec.inspect.UnionType(types=types):
            return _sample_of(types[0])
        case known:
            return _sample_of(known)


def _sample_of(known: msgspec.inspect.Type) -> Any:
    match known:
        case msgspec.inspect.IntType():
            return 7
        case msgspec.inspect.FloatType():
            return 0.5
        case msgspec.inspect.BoolType():
            return True
        case msgspec.inspect.LiteralType(values=values):
            return values[0]
        case msgspec.inspect.StrType():
            return "文"
        case msgspec.inspect.StructType():
            return {}
        case msgspec.inspect.VarTupleType() | msgspec.inspect.TupleType():
            return []
        case _:
            raise AssertionError(f"no sample for {known}")


def test_an_unknown_kind_keeps_its_body() -> None:
    """An event of a later version is carried, not understood."""
    body = b'{"kind":"coupon.issued","at":77,"viewer":"p:1","case":null,"id":"q9","worth":1e400}'

    assert UnknownEvent(kind="coupon.issued", at=77, viewer="p:1", ref="q9", body=body) == decode(body)
    assert (4, 2, 77, "coupon.issued", "p:1", "q9", body) == stored_row(body, 4, 2)


def test_a_later_kinds_subject_is_its_case_first() -> None:
    """The order of `ref` is the same for kinds this version does not know."""
    body = b'{"kind":"case.moved","at":77,"product":"dress","id":"m1","case":"k1"}'

    assert "k1" == stored_row(body, 1, 1)[5]


def test_a_known_kind_that_does_not_fit_is_unknown() -> None:
    """A field whose type has changed loses neither the event nor the other fields."""
    body = b'{"kind":"comment.received","at":77,"feed":"f","id":12,"viewer":{"key":1}}'

    assert UnknownEvent(kind="comment.received", at=77, viewer=None, ref=None, body=body) == decode(body)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"at":1}', b'{"kind":"a","at":"1"}', b"\xff", b"[" * 9999]
)
def test_a_body_nobody_can_read_is_still_there(body: bytes) -> None:
    """Reading a damaged row never fails and never hides it; importing one is refused."""
    assert UnknownEvent(kind="", at=0, body=body) == decode(body)
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the decoder's, and differs by case
        stored_row(body, 1, 1)


@pytest.mark.parametrize(
    "body",
    [
        b'{"kind":"new","at":1,"note":"\xff"}',
        b'{"kind":"stream.end","at":1,"feed":"f","note":"\xff"}',
        b'{"kind":"new","at":9223372036854775808}',
        b'{"kind":"stream.end","at":9223372036854775808,"feed":"f"}',
        BOTTOMLESS,
        BOTTOMLESS.replace(b"stream.end", b"new"),
    ],
)
def test_an_import_refuses_what_a_column_or_another_reader_could_not_take(body: bytes) -> None:
    """Broken UTF-8, times beyond the column and bottomless nesting stay outside."""
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the decoder's, and differs by case
        stored_row(body, 1, 1)


def test_a_time_no_column_holds_is_refused_at_once() -> None:
    """It would otherwise stop every later commit."""
    with pytest.raises(ValueError, match="no time"):
        rows([StreamEnded(at=LATEST + 1, feed="f")], 1, 1)
