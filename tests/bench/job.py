"""What a child process is told to do; plain data, so that whoever hands it out loads nothing of the product."""

import msgspec

COMMIT_EVERY_MS = 50
"""The commit interval of product and limit alike."""


class Job(msgspec.Struct, frozen=True):
    """Comments to receive from a port into a journal in `folder`; a console writes its figures to `output`."""

    port: int
    total: int
    unique: int
    folder: str
    patience_s: float
    output: str = ""


class HourJob(msgspec.Struct, frozen=True):
    """So many minutes of a synthetic broadcast, as fast as it goes, into a journal in `folder`."""

    folder: str
    minutes: int
    rate: int = 12_000  # comments a minute


class RowsJob(msgspec.Struct, frozen=True):
    """Rows to write into a new journal in `folder`: through the product, or by the bare library."""

    folder: str
    bare: bool
    rows: int = 60_000


class ReviewJob(msgspec.Struct, frozen=True):
    """The first `events` of the broadcast in `folder`, to be reviewed."""

    folder: str
    events: int


class ReceiveJob(msgspec.Struct, frozen=True):
    """So many messages to receive from `url`: through the generic feed, or by a bare loop."""

    url: str
    bare: bool
    count: int


class DecodeJob(msgspec.Struct, frozen=True):
    """So many seconds of CPU to decode each protocol's own small frames."""

    seconds: float = 0.3


class ReconnectJob(msgspec.Struct, frozen=True):
    """So many times to lose a connection to the platform at `url`, whose commands go to the port `control`."""

    url: str
    control: int
    times: int


class TriageJob(msgspec.Struct, frozen=True):
    """Comments of a synthetic broadcast to be read, and at most so many lines that people wrote, each text once."""

    minutes: int = 5
    rate: int = 3_000  # comments a minute
    lines: int = 3_000
