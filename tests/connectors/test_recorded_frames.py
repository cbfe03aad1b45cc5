"""Every recorded payload beside the project is read by the feed it is for: no error, no comment lost.

What each one must become in detail stands in the tests of its feed.
"""

from collections import Counter

import pytest
from rich.console import Console
from rich.table import Table

from connectors.registry import installed
from tests.connectors.recordings import FRAMES, RECORDINGS, Recording, decoded

pytestmark = pytest.mark.skipif(
    not FRAMES.is_dir(), reason="the recorded frames are not beside the project (../shared/reference/frames)"
)
READ = [recording for recording in RECORDINGS if recording.feed]
COUNTED = ("files", "frames", "events", "comments", "unparsed", "errors")
INSTALLED = {listing.name for listing in installed()}


@pytest.mark.parametrize("recording", READ, ids=lambda recording: recording.pattern)
def test_no_error_and_no_comment_lost(recording: Recording) -> None:
    """Every comment that stands in the files is read, and nothing is unreadable but what the table says."""
    if recording.feed not in INSTALLED:
        pytest.skip(f"{recording.feed} is not installed")
    outcome = decoded(recording)

    assert outcome.frames
    assert [] == outcome.errors
    assert recording.comments == outcome.comments
    assert recording.unknown == len(outcome.unparsed), outcome.unparsed


def test_every_file_is_in_the_table_once() -> None:
    """A file is read by a feed, or the table says why none reads it."""
    named = Counter(file for recording in RECORDINGS for file in recording.files())
    there = {file for file in FRAMES.glob("*/*/**/*") if file.is_file()}

    assert set() == there - named.keys()
    assert [] == [file for file, times in named.items() if times > 1]
    assert [] == [recording.pattern for recording in RECORDINGS if not (recording.feed or recording.why)]


def test_what_became_of_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """The table of files, frames, events, comments, unparsed and errors is printed."""
    table = Table("frames beside the project", "feed", *COUNTED, "remark")
    lost = 0
    for recording in RECORDINGS:
        counts: tuple[int, ...] = (len(recording.files()),)
        if recording.feed in INSTALLED:
            outcome = decoded(recording)
            lost += recording.comments - outcome.comments
            counts = (
                outcome.files,
                outcome.frames,
                len(outcome.events),
                outcome.comments,
                len(outcome.unparsed),
                len(outcome.errors),
            )
        cells = [str(count) for count in counts] + [""] * (len(COUNTED) - len(counts))
        table.add_row(recording.pattern, recording.feed or "–", *cells, recording.why)
    with capsys.disabled():
        Console(width=170).print(table)

    assert 0 == lost
