"""What agents corrected, as lines to train triage with."""

from collections.abc import Iterator

import msgspec

from console.journal.masking import Masking
from console.journal.reader import Reader
from console.model.events import CommentCorrected

EVERY = "all"
"""Names every broadcast of a journal."""


def training_lines(reader: Reader, wanted: str) -> Iterator[bytes]:
    """Yield the corrections of a broadcast as JSON lines of a labelled file, the last one of each comment, in order.

    `wanted` is what `Reader.find` takes, or `EVERY` for all broadcasts, the oldest first. Texts are masked as in a masked
    export. Raises as `Reader.find`.
    """
    if wanted == EVERY:
        found = [recording.broadcast.id for recording in reversed(reader.broadcasts())]
    else:
        found = [reader.find(wanted).broadcast.id]
    for broadcast in found:
        yield from _of(reader, broadcast)


def _of(reader: Reader, broadcast: str) -> Iterator[bytes]:
    corrected = {event.id: event for event in reader.events(broadcast) if isinstance(event, CommentCorrected)}
    if not corrected:
        return
    masking = Masking(reader.events(broadcast))
    for event in corrected.values():
        text = msgspec.json.decode(masking.body(event))["text"]
        labels = msgspec.structs.asdict(event.now)
        yield msgspec.json.encode({"text": text, **labels, "source": "correction"}) + b"\n"
