"""Frames with broken text in them."""

import json
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.events import CommentDeleted, CommentReceived
from connectors.reading.jsonframe import documents, mend, reader
from connectors.text import clean

read = reader(msgspec.json.Decoder().decode)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (rb'{"t": "\ud83d"}', {"t": "\ufffd"}),
        (rb'{"t": "ok \ud83d cut"}', {"t": "ok \ufffd cut"}),
        (rb'{"t": "\ude00\ud83d"}', {"t": "\ufffd\ufffd"}),
        (rb'{"t": "\ud83d\ud83d\ude00"}', {"t": "\ufffd\U0001f600"}),
        (rb'{"t": "\ud83d", "u": "\\ud83d"}', {"t": "\ufffd", "u": "\\ud83d"}),
        (rb'{"t": "\ud83d", "u": "\\\ud83d"}', {"t": "\ufffd", "u": "\\\ufffd"}),
        (b'{"t": "\xe4\xb8"}', {"t": "\ufffd"}),
        (b'\xef\xbb\xbf{"t": 1}', {"t": 1}),
    ],
)
def test_broken_text_costs_a_character_and_not_the_frame(frame: bytes, expected: object) -> None:
    """Half an emoji, bytes that are not UTF-8 and a byte order mark are mended; the rest is untouched."""
    assert expected == read(frame)


@pytest.mark.parametrize(
    "frame",
    [b"", b"{", b"hello", b'{"a":1}{"b":2}', b"[" * 100_000, b'{"a":1e999}', rb'{"t": "\ud83d'],
    ids=["empty", "torn", "text", "two", "deep", "huge", "torn and broken"],
)
def test_what_is_no_json_is_refused_with_a_reason(frame: bytes) -> None:
    """A `BadFrameError` with words, whatever the reader below raises."""
    with pytest.raises(BadFrameError) as refusal:
        read(frame)

    assert str(refusal.value).removeprefix("not a valid message: ")


def test_a_reason_that_quotes_the_frame_is_clean() -> None:
    """The decoder below names the field that did not fit; its name is foreign text."""
    with pytest.raises(BadFrameError) as refusal:
        reader(msgspec.json.Decoder(CommentReceived | CommentDeleted).decode)(
            rb'{"kind": "\u001b]0;pwned\u0007\u202e"}'
        )

    assert "]0;pwned" in str(refusal.value)
    assert clean(str(refusal.value)) == str(refusal.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(json_values)
def test_mending_leaves_sound_json_alone(value: object) -> None:
    """Nothing that a strict reader accepts changes its meaning, escaped or not."""
    for escaped in (False, True):
        frame = json.dumps(value, ensure_ascii=escaped).encode()

        assert value == msgspec.json.decode(mend(frame))


@given(st.binary())
def test_no_frame_at_all_escapes_the_words(frame: bytes) -> None:
    """Any bytes are either read or refused; nothing else is ever raised."""
    with suppress(BadFrameError):
        read(frame)


def test_a_recording_is_cut_into_documents() -> None:
    """One document a line, or over many lines; what is none costs its own line only."""
    recording = b'\xef\xbb\xbf{"a": 1}\n\n{\n "b": [\n 2]\n}\nno json {\n[3] {"c": "\xff"}'

    assert [b'{"a": 1}', b'{\n "b": [\n 2]\n}', b"no json {", b"[3]", b'{"c": "\xff"}'] == list(
        documents(recording)
    )


def test_a_document_nested_without_end_costs_its_line_only() -> None:
    """Depth is no way to stop the reading of a recording."""
    deep = b"[" * 100_000

    assert [deep, b"{}"] == list(documents(deep + b"\n{}"))
