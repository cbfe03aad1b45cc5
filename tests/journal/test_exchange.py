"""Broadcasts as JSON lines, out of a journal and into another."""

import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.events import CommentReceived
from connectors.problem import UserProblem
from console.journal import Broadcast, Reader, export_lines, import_lines, open_journal

HEADER = b'{"kind":"broadcast","schema":1,"id":"b","room":"main","title":"\xe5\x9c\xba","started_at":1}\n'

_texts = st.text(st.characters(codec="utf-8"))
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=8,
)
_known = st.builds(
    CommentReceived,
    at=st.integers(-(2**62), 2**62),
    feed=_texts,
    id=_texts,
    text=_texts,
    viewer=_texts,
    name=_texts,
    platform=_texts,
).map(msgspec.json.encode)
_later = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["comment.received", "reply.sent", "coupon.issued", ""]) | _texts,
        "at": st.integers(-(2**62), 2**62),
    },
    optional={"viewer": _values, "case": _values, "id": _values, "feed": _texts, "more": _values},
).map(msgspec.json.encode)
_strange = st.sampled_from(
    [
        b'{"kind":"big","at":1,"n":' + b"9" * 400 + b"}",
        b'{"at":1,"kind":"exponent","n":1E-400,"m":-0.0,"o":1.50}',
        b' { "kind" : "spaced" , "at" : 1 }\r',
        rb'{"kind":"escaped","at":1,"t":"\u4f60\ud83d\ude00\/\u0000"}',
        b'{"kind":"stream.end","at":1,"feed":"f","feed":"twice","feed":"thrice"}',
        '{"kind":"odd","at":1,"t":"\u2028\u202e\ufeff\U0010ffff"}'.encode(),
    ]
)


@given(bodies=st.lists(_known | _later | _strange, max_size=20), title=_texts)
def test_export_import_export_gives_the_same_bytes(bodies: list[bytes], title: str) -> None:
    """Whatever a version wrote survives this one: unknown kinds and fields, numbers, spelling, order."""
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "one" / "livedesk.db", Path(folder) / "other" / "livedesk.db"
        first = [HEADER, *(body + b"\n" for body in bodies)]
        imported = import_lines(path, first)
        assert ("b", len(bodies)) == (imported.id, imported.events)
        with Reader(path) as reader:
            exported = list(export_lines(reader, "last"))
            assert first == exported
            assert len(bodies) == len(list(reader.events("b"))), "and all of it can be read"
        journal = open_journal(path, label="second")
        journal.begin(Broadcast(id="c", room="main", title=title, started_at=2))
        journal.close_blocking()
        with Reader(path) as reader:
            import_lines(other, export_lines(reader, "c"))
            with Reader(other) as twin:
                assert list(export_lines(reader, "c")) == list(export_lines(twin, "c"))


def test_what_the_desk_wrote_is_exported_as_it_lies(path: Path, evening: Broadcast, comments: Any) -> None:
    """The first line names the broadcast, the others are the events' own JSON."""
    journal = open_journal(path, label="main")
    journal.begin(evening)
    journal.append(evening.id, comments(3))
    journal.close_blocking()

    with Reader(path) as reader:
        header, *bodies = export_lines(reader, evening.id)

    expected = {"kind": "broadcast", "schema": 1, **msgspec.to_builtins(evening)}
    assert list(expected.items()) == list(msgspec.json.decode(header).items())
    assert [msgspec.json.encode(comment) + b"\n" for comment in comments(3)] == bodies


def test_an_import_is_read_like_any_broadcast(path: Path, evening: Broadcast, comments: Any) -> None:
    """Columns are made anew, numbering goes on, and the journal can be written to afterwards."""
    import_lines(path, [HEADER, *(msgspec.json.encode(comment) + b"\n" for comment in comments(4))])
    journal = open_journal(path, label="main")
    journal.begin(evening)
    assert 5 == journal.append(evening.id, comments(1))
    journal.flush()

    stored = "SELECT at, kind, viewer, ref FROM event ORDER BY seq LIMIT 1"
    assert [(1_786_104_000_001, "comment.received", "demo:1", "c1")] == journal._store.database.run(stored)
    journal.close_blocking()
    with Reader(path) as reader:
        assert comments(4) == list(reader.events("b"))


@pytest.mark.parametrize(
    ("line", "number", "reason"),
    [
        (b'{"kind":"a","at":1}{"kind":"b","at":2}\n', 3, "trailing"),
        (b"\n", 3, "truncated"),
        (b'{"kind":"a"}\n', 3, "at"),
        (b'{"kind":"a","at":1,"t":"\xff"}\n', 3, "utf-8"),
        (b'{"kind":"a","at":1,"t":' + b"[" * 99_999 + b"\n", 3, "deep"),
        (b'["a"]\n', 3, "object"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(
    path: Path, line: bytes, number: int, reason: str
) -> None:
    """One line that is no event undoes the whole import, and the sentence says which."""
    good = b'{"kind":"a","at":1}\n'
    with pytest.raises(UserProblem, match=f"Line {number} .*{reason}"):
        import_lines(path, [HEADER, good, line, good])

    with Reader(path) as reader:
        assert [] == reader.broadcasts()
    assert 1 == import_lines(path, [HEADER, good]).events, "the lock is free, and so is the id"


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"\n",
        b'{"kind":"comment.received","at":1}\n',
        b'\xef\xbb\xbf{"kind":"broadcast"}\n',
        b'{"kind":"broadcast","schema":1,"id":"","room":"r","title":"t","started_at":1}\n',
        b'{"kind":"broadcast","schema":1,"id":"b","room":"r","title":"\xff","started_at":1}\n',
        b'{"kind":"broadcast","schema":1,"id":"b","room":"r","title":"t","started_at":99999999999999999999}\n',
        b"[" * 99_999,
    ],
)
def test_a_file_that_does_not_begin_with_a_broadcast(path: Path, header: bytes) -> None:
    """It is refused before a journal is made for it."""
    with pytest.raises(UserProblem, match="Line 1 "):
        import_lines(path, [header] if header else [])

    assert not path.exists()


def test_a_file_of_a_later_version(path: Path) -> None:
    """It is refused with both versions."""
    with pytest.raises(UserProblem, match="format is 2; this livedesk knows formats up to 1"):
        import_lines(path, [HEADER.replace(b'"schema":1', b'"schema":2')])


def test_a_broadcast_that_is_already_here(path: Path) -> None:
    """It is refused, unless a new id is allowed: then the first free number follows."""
    import_lines(path, [HEADER])
    with pytest.raises(UserProblem, match="already holds broadcast b"):
        import_lines(path, [HEADER])

    assert ["b-2", "b-3"] == [import_lines(path, [HEADER], new_id=True).id for _ in range(2)]


def test_an_import_beside_a_running_desk_is_refused(path: Path) -> None:
    """One process writes at a time."""
    journal = open_journal(path, label="main")
    with pytest.raises(UserProblem, match="Another livedesk is writing"):
        import_lines(path, [HEADER])
    journal.close_blocking()


def test_lines_that_stop_coming_leave_nothing_behind(path: Path) -> None:
    """An interrupted import is no import."""

    def interrupted() -> Any:
        yield HEADER
        yield b'{"kind":"a","at":1}\n'
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_lines(path, interrupted())

    with Reader(path) as reader:
        assert [] == reader.broadcasts()
